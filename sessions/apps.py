from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SessionsConfig(AppConfig):
    """The meetings of a study group. The label differs: django.contrib.sessions owns "sessions"."""

    name = "sessions"
    label = "study_sessions"
    verbose_name = pgettext_lazy("app", "programme and meetings")

    def ready(self):
        from sessions import reminders

        reminders.register()
