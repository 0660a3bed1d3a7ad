from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("home/", views.mine, name="mine"),
    path("healthz", views.healthz, name="healthz"),
]
