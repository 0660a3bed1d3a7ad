from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("g/<slug:slug>/members/", views.member_list, name="list"),
    path("g/<slug:slug>/nominate/", views.nominate, name="nominate"),
    path("g/<slug:slug>/nominate/receipts/<slug:key>/", views.receipt, name="receipt"),
    path("join/<str:token>/", views.join, name="join"),
    path("stay/", views.stay, name="stay"),
]
