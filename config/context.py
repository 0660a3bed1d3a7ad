"""What every page knows about the place it is shown in."""

from django.conf import settings


def site(request):
    return {
        "site_name": settings.SITE_NAME,
        "site_organisation": settings.SITE_ORGANISATION,
        "site_contact": settings.SITE_CONTACT,
        "idle_seconds": settings.SESSION_COOKIE_AGE,
    }
