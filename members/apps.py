from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class MembersConfig(AppConfig):
    name = "members"
    label = "members"
    verbose_name = pgettext_lazy("app", "people")

    def ready(self):
        from members import letters

        letters.register()
