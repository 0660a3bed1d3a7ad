from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The meetings of a study group. The label differs: django.contrib.sessions owns "sessions"."""

    name = "sessions"
    label = "study_sessions"

    def ready(self):
        from sessions import reminders

        reminders.register()
