"""All addresses of the portal. Each app keeps its own in `urls.py`."""

from django.urls import include, path

from config import admin

urlpatterns = [
    path("", include("home.urls")),
    path("", include("proposals.urls")),
    path("", include("fieldwork.urls")),
    path("", include("members.urls")),
    path("", include("sessions.urls")),
    path("", include("support.notices.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler500 = "config.errors.server_error"
