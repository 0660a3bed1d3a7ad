"""What a visitor sees when something went wrong that no page has foreseen."""

import sys

from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from config.context import site

RETRY_AFTER = 30  # seconds; PostgreSQL is back after less


def bad_request(request, exception):
    """400 for what cannot be read. Asks neither session nor database, nor for what was sent."""
    return HttpResponse(render_to_string("400.html", site(request)), status=400)


def server_error(request):
    """503 while the database is away or busy, else 500. Asks neither session nor database."""
    is_busy = isinstance(sys.exc_info()[1], OperationalError)
    content = render_to_string("fault.html", {**site(request), "is_busy": is_busy})
    if is_busy:
        return HttpResponse(content, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponse(content, status=500)
