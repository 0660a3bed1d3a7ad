from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ProposalsConfig(AppConfig):
    name = "proposals"
    label = "proposals"
    verbose_name = pgettext_lazy("proposal", "proposals")

    def ready(self):
        from proposals import notices
        from proposals.paper import publication
        from proposals.sources import cited
        from proposals.word import paper as word

        cited.register()
        notices.register()
        publication.register()
        word.register()
