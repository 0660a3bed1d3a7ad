"""Turns away what no page can read, and shows refusals that no form has shown."""

from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.shortcuts import render

from support.access.verdicts import Forbidden, Refused


class ReadableMiddleware:
    """Answers 400 to what would only break further in: NUL fits no column, and forms are UTF-8.

    The text of a form is left to the form, which says so beside the field.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        address = (request.path_info, unquote(request.META.get("QUERY_STRING", "")))
        if any("\0" in text for text in (*address, *request.COOKIES.values())):
            raise BadRequest("NUL in the address or in a cookie")
        if request.content_params.get("charset", "utf-8").lower() != "utf-8":
            raise BadRequest("not UTF-8")
        return self.get_response(request)


class RefusalMiddleware:
    """Shows a refusal as a page with the sentence and a way back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, Forbidden):
            return render(request, "403.html", {"reason": exception.reason}, status=403)
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"reason": exception.reason}, status=422)
        return None
