"""Nominations: read, corrected after a telephone call, accepted or declined several at once."""

from django import forms
from django.contrib import admin, messages
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from members import actions
from members.fields import ExtensionField, KanaField, MailField, NameField, PhoneField
from members.models import Nomination, User
from members.names import search_key
from support.access import Refused

PERSON = (
    "organisation",
    "family_name",
    "given_name",
    "family_kana",
    "given_kana",
    "department",
    "post",
    "email",
    "phone",
    "extension",
    "motivation",
)
NOMINATOR = ("nominator_name", "nominator_email", "nominator_phone")
OUTCOME = ("receipt_number", "group", "created_at", "state", "decline_reason", "decided_at")


class NominationForm(forms.ModelForm):
    class Meta:
        model = Nomination
        fields = [*PERSON, *NOMINATOR]
        field_classes = {
            "family_name": NameField,
            "given_name": NameField,
            "family_kana": KanaField,
            "given_kana": KanaField,
            "email": MailField,
            "phone": PhoneField,
            "extension": ExtensionField,
            "nominator_name": NameField,
            "nominator_email": MailField,
            "nominator_phone": PhoneField,
        }


class AcceptForm(forms.Form):
    """For people of a known name: the account of an earlier year, or a new one."""

    def __init__(self, *args, nominations, **kwargs):
        super().__init__(*args, **kwargs)
        self.nominations = nominations
        for nomination in nominations:
            known = User.objects.filter(
                person__search_key__startswith=nomination.name_key, is_staff=False
            ).select_related("person")
            if known:
                self.fields[self._name(nomination)] = AccountChoice(
                    known,
                    label=f"{nomination.organisation}　{nomination.name}",
                    required=False,
                    empty_label=_("Another person of the same name: make a new account"),
                    initial=next((u for u in known if u.email == nomination.email), None),
                )

    @staticmethod
    def _name(nomination):
        return f"account_{nomination.pk}"

    @property
    def accounts(self) -> dict[int, User]:
        chosen = {row.pk: self.cleaned_data.get(self._name(row)) for row in self.nominations}
        return {pk: user for pk, user in chosen.items() if user}


class AccountChoice(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return f"{user.name}（{user.login_id}、{user.email}）"


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label=_("reason for declining"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For the records of the secretariat. No mail is sent."),
    )


@admin.register(Nomination)
class NominationAdmin(admin.ModelAdmin):
    form = NominationForm
    list_display = ("receipt_number", "organisation", "name", "kana", "post", "state", "created_at")
    list_filter = ("group", "state")
    list_select_related = ("group", "organisation")
    ordering = ("organisation__sort_order", "organisation__code", "pk")
    search_fields = ("department", "motivation")
    actions = ("accept", "decline")
    readonly_fields = OUTCOME
    fieldsets = (
        (None, {"fields": OUTCOME}),
        (_("The nominated person"), {"fields": PERSON}),
        (_("Who fills in this form (training officer)"), {"fields": NOMINATOR}),
    )

    @admin.display(description=pgettext_lazy("nomination", "receipt number"), ordering="number")
    def receipt_number(self, nomination):
        return nomination.receipt_number

    @admin.display(description=_("full name"), ordering="family_kana")
    def name(self, nomination):
        return nomination.name

    @admin.display(description=pgettext_lazy("nomination", "kana"), ordering="family_kana")
    def kana(self, nomination):
        return nomination.kana

    def get_search_results(self, request, queryset, search_term):
        by_name = queryset.filter(name_key__contains=search_key(search_term))
        others, _may_repeat = super().get_search_results(request, queryset, search_term)
        return by_name | others, False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and obj.group.is_closed)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description=_("Accept the chosen people"), permissions=["change"])
    def accept(self, request, queryset):
        waiting = queryset.waiting().select_related("group", "organisation").in_official_order()
        form = AcceptForm(_confirmed(request), nominations=list(waiting))
        if not form.is_valid():
            title = _("Accept these people and send them the invitation?")
            return self._ask(request, queryset, form, title)
        try:
            accepted = actions.accept(waiting, by=request.user, accounts=form.accounts)
        except Refused as refusal:
            return self.message_user(request, refusal.reason, messages.ERROR)
        words = ngettext(
            "%(count)d person takes part. The invitation goes out by mail.",
            "%(count)d people take part. The invitations go out by mail.",
            len(accepted),
        )
        return self.message_user(request, words % {"count": len(accepted)}, messages.SUCCESS)

    @admin.action(description=_("Decline the chosen people"), permissions=["change"])
    def decline(self, request, queryset):
        form = DeclineForm(_confirmed(request))
        if not form.is_valid():
            return self._ask(request, queryset, form, _("Decline these people?"))
        try:
            count = actions.decline(queryset, reason=form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            return self.message_user(request, refusal.reason, messages.ERROR)
        words = ngettext("%(count)d person declined.", "%(count)d people declined.", count)
        return self.message_user(request, words % {"count": count}, messages.SUCCESS)

    def _ask(self, request, queryset, form, title):
        """The page between choosing and doing: who is meant, and what still has to be said."""
        rows = queryset.select_related("group", "organisation").in_official_order()
        page = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "form": form,
            "action": request.POST["action"],
            "waiting": [row for row in rows if row.state == Nomination.State.RECEIVED],
            "decided": [row for row in rows if row.state != Nomination.State.RECEIVED],
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(
            request, "admin/members/nomination/decide.html", page, status=status
        )


def _confirmed(request):
    return request.POST if "confirmed" in request.POST else None
