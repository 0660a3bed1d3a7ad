"""Signed in: how long, behind a second factor for the secretariat, and what is left behind."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import SESSION_KEY
from django.shortcuts import redirect

from members import idle_sessions

# Open to staff who still have to set up a second factor: sign-in pages and the health check.
OPEN = ("account_", "mfa_", "members:join", "members:stay", "home:healthz")
SIGN_OUT = ("account_logout", "admin:logout")


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


class IdleMiddleware:
    """Whoever does something stays signed in; what a page asks by itself does not count.

    Pages ask for JSON by GET. What somebody types is sent by POST.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asks_itself = request.method == "GET" and not request.accepts("text/html")
        if not asks_itself and SESSION_KEY in request.session:
            idle_sessions.prolong(request.session)
        return self.get_response(request)


class SignOutMiddleware:
    """At sign-out the browser forgets what the portal has kept in it: words not yet sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if request.method == "POST" and match and match.view_name in SIGN_OUT:
            response["Clear-Site-Data"] = '"storage"'
        return response
