"""Keeps the secretariat's powers behind a second factor."""

from allauth.mfa.utils import is_mfa_enabled
from django.shortcuts import redirect

# Open to staff who still have to set up a second factor: sign-in pages and the health check.
OPEN = ("account_", "mfa_", "members:join", "home:healthz")


class SecondFactorMiddleware:
    """Sends staff without a second factor to set one up, wherever they wanted to go.

    Whoever has one is asked for it when signing in (allauth), so its existence is enough here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        user = request.user
        if not (user.is_authenticated and user.is_staff):
            return None
        if request.resolver_match.view_name.startswith(OPEN) or is_mfa_enabled(user):
            return None
        return redirect("mfa_index")
