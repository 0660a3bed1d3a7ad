from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "support.documents"
    label = "documents"
