"""Shows refusals that no form has shown: a page with the sentence and a way back."""

from django.shortcuts import render

from support.access.verdicts import Forbidden, Refused


class RefusalMiddleware:
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
