from django.urls import path

from support.notices import views

app_name = "notices"
urlpatterns = [
    path("s/<slug:code>/", views.short, name="short"),
]
