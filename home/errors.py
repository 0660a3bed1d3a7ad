"""What a visitor sees when something went wrong that no page has foreseen."""

import sys

from django.conf import settings
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 30  # seconds; PostgreSQL is back after less


def bad_request(request, exception):
    """400 for what cannot be read. Asks neither session nor database, nor for what was sent."""
    return HttpResponse(_page("400.html"), status=400)


def server_error(request):
    """503 while the database is away or busy, else 500. Asks neither session nor database."""
    is_busy = isinstance(sys.exc_info()[1], OperationalError)
    content = _page("home/fault.html", is_busy=is_busy)
    if is_busy:
        return HttpResponse(content, status=503, headers={"Retry-After": str(RETRY_AFTER)})
    return HttpResponse(content, status=500)


def _page(template, **page):
    site = {
        "site_name": settings.SITE_NAME,
        "site_organisation": settings.SITE_ORGANISATION,
        "site_contact": settings.SITE_CONTACT,
    }
    return render_to_string(template, {**site, **page})
