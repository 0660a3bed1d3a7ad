from django.urls import path, re_path

from sessions import member_views, views
from sessions.models.study_session import KEY

app_name = "sessions"
MEETING = rf"^g/(?P<slug>[-a-zA-Z0-9_]+)/(?P<key>{KEY})/"
urlpatterns = [
    path("g/<slug:slug>/", views.outline, name="outline"),
    re_path(MEETING + "$", views.session, name="session"),
    path("g/<slug:slug>/people/<int:pk>/", views.person, name="person"),
    path("news/<int:pk>/", views.announcement, name="announcement"),
    re_path(MEETING + r"answer/$", member_views.answer, name="answer"),
    re_path(MEETING + r"materials/add/$", member_views.add_material, name="add-material"),
    path("materials/<int:pk>/", member_views.material, name="material"),
    path("materials/<int:pk>/replace/", member_views.replace_material, name="replace-material"),
    path("materials/<int:pk>/withdraw/", member_views.withdraw_material, name="withdraw-material"),
]
