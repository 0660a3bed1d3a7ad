from django.contrib import admin
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from support.notices import registry
from support.notices.models import Notice


class KindFilter(admin.SimpleListFilter):
    title = pgettext_lazy("notice", "kind")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(label, label) for label in sorted(set(registry.labels().values()))]

    def queryset(self, request, queryset):
        named = [name for name, label in registry.labels().items() if label == self.value()]
        return queryset.filter(kind__in=named) if self.value() else queryset


@admin.register(Notice)
class NoticeAdmin(admin.ModelAdmin):
    """What the portal has said, to whom and when: to be read, never to be edited."""

    list_display = ("due_on", "state", "title_or_kind", "to", "sent_at", "tries", "reason")
    list_filter = ("state", KindFilter)
    list_select_related = ("recipient__person",)
    search_fields = ("title", "sent_to", "address", "subject_key")
    date_hierarchy = "due_on"
    actions = ("send_again",)

    @admin.display(description=pgettext_lazy("notice", "title"), ordering="title")
    def title_or_kind(self, row):
        return row.title or registry.labels().get(row.kind, row.kind)

    @admin.display(description=pgettext_lazy("notice", "recipient"))
    def to(self, row):
        return row.recipient or row.address

    @admin.action(description=gettext_lazy("Send the failed mails again"), permissions=["view"])
    def send_again(self, request, queryset):
        count = sum(row.revive() for row in queryset.filter(state=Notice.State.FAILED))
        text = ngettext(
            "%(count)d mail will be sent again.", "%(count)d mails will be sent again.", count
        )
        self.message_user(request, text % {"count": count})

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
