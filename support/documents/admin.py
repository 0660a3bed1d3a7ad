from django.contrib import admin
from django.utils.translation import gettext_lazy, ngettext

from support.documents import hint
from support.documents.models import Render


@admin.register(Render)
class RenderAdmin(admin.ModelAdmin):
    """The papers that were asked for, and why one could not be made: to be read, never edited."""

    list_display = ("created_at", "state", "title", "kind", "tries", "error")
    list_filter = ("state", "kind")
    search_fields = ("title", "subject_key")
    fields = (
        "kind", "subject_key", "state", "title", "error", "detail", "tries", "created_at",
        "finished_at",
    )  # fmt: skip
    actions = ("try_again",)

    @admin.action(description=gettext_lazy("Make the failed documents again"), permissions=["view"])
    def try_again(self, request, queryset):
        failed = list(queryset.filter(state=Render.State.FAILED))
        for render in failed:
            render.ask_again()
            hint.give(render.pk)
        text = ngettext(
            "%(count)d document will be made again.",
            "%(count)d documents will be made again.",
            len(failed),
        )
        self.message_user(request, text % {"count": len(failed)})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
