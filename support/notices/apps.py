from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class NoticesConfig(AppConfig):
    name = "support.notices"
    label = "notices"
    verbose_name = pgettext_lazy("app", "mails")
