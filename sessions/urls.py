from django.urls import path, re_path

from sessions import views
from sessions.models.study_session import KEY

app_name = "sessions"
urlpatterns = [
    path("g/<slug:slug>/", views.outline, name="outline"),
    re_path(rf"^g/(?P<slug>[-a-zA-Z0-9_]+)/(?P<key>{KEY})/$", views.session, name="session"),
    path("g/<slug:slug>/people/<int:pk>/", views.person, name="person"),
    path("news/<int:pk>/", views.announcement, name="announcement"),
]
