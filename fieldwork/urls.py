from django.urls import path

from fieldwork import case_views, views

app_name = "fieldwork"
urlpatterns = [
    path("g/<slug:slug>/hypotheses/", views.hypotheses, name="hypotheses"),
    path("g/<slug:slug>/hypotheses/new/", views.add_hypothesis, name="add-hypothesis"),
    path("g/<slug:slug>/hypotheses/<int:pk>/", views.edit_hypothesis, name="edit-hypothesis"),
    path("g/<slug:slug>/visits/", views.visits, name="visits"),
    path("g/<slug:slug>/visits/new/", views.record_visit, name="record-visit"),
    path("g/<slug:slug>/visits/<int:pk>/", views.visit, name="visit"),
    path("g/<slug:slug>/visits/<int:pk>/edit/", views.edit_visit, name="edit-visit"),
    path("g/<slug:slug>/visits/<int:pk>/findings/new/", views.note_finding, name="note-finding"),
    path("g/<slug:slug>/visits/<int:pk>/photos/new/", views.add_photo, name="add-photo"),
    path("g/<slug:slug>/photos/<int:pk>/", views.photo, name="photo"),
    path("g/<slug:slug>/findings/<int:pk>/", views.edit_finding, name="edit-finding"),
    path("g/<slug:slug>/cases/", case_views.cases, name="cases"),
    path("g/<slug:slug>/cases/new/", case_views.add_case, name="add-case"),
    path("g/<slug:slug>/cases/<int:pk>/", case_views.case, name="case"),
    path("g/<slug:slug>/cases/<int:pk>/edit/", case_views.edit_case, name="edit-case"),
]
