from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "support.files"
    label = "files"
