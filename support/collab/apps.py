from django.apps import AppConfig


class CollabConfig(AppConfig):
    name = "support.collab"
    label = "collab"
