from django.apps import AppConfig


class WarekiConfig(AppConfig):
    name = "support.wareki"
    label = "wareki"
