from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"

    def ready(self):
        from proposals import notices, publication

        notices.register()
        publication.register()
