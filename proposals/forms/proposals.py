"""What people type about a proposal."""

import base64
import binascii
import uuid

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.fields import LineField
from members.models import Membership, User
from proposals.models import Proposal, Section, Thread
from proposals.review import mentioning
from support.wareki import clock
from support.wareki.forms import EraDateField

MAX_MARKED = 20_000
MAX_POSITION = 2_000


class StartForm(forms.Form):
    title = LineField(label=_("title of the proposal"), max_length=200)
    subtitle = LineField(label=_("subtitle of the proposal"), max_length=200, required=False)
    authorship = forms.ChoiceField(
        label=pgettext_lazy("proposal", "written by"),
        choices=Proposal.Authorship,
        widget=forms.RadioSelect,
        required=False,
        initial=Proposal.Authorship.GROUP,
    )
    team = LineField(
        label=pgettext_lazy("proposal", "team"),
        max_length=20,
        required=False,
        help_text=_("Only for the proposal of a team, for example 第1班."),
    )

    def __init__(self, *args, group, is_member=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.group, self.is_member = group, is_member
        start = Submit("start", _("Start with the usual chapters"))
        self.helper = helper("title", "subtitle", "authorship", "team", start)

    def clean_title(self):
        title = self.cleaned_data["title"]
        if Proposal.objects.filter(group=self.group, title=title).exists():
            raise forms.ValidationError(_("This study group has a proposal with this title."))
        return title

    def clean(self):
        typed = super().clean()
        typed["authorship"] = typed.get("authorship") or Proposal.Authorship.GROUP
        is_of_team = typed["authorship"] == Proposal.Authorship.TEAM
        if is_of_team and not typed.get("team"):
            self.add_error("team", _("Please say which team."))
        if typed["authorship"] == Proposal.Authorship.PERSON and not self.is_member:
            self.add_error("authorship", _("Members start their own proposals themselves."))
        if not is_of_team:
            typed["team"] = ""
        return typed


class AddSectionForm(forms.Form):
    title = LineField(label=_("title of the section"), max_length=200)
    level = forms.TypedChoiceField(
        label=pgettext_lazy("section", "level"), choices=Section.Level, coerce=int
    )
    after = forms.ModelChoiceField(
        Section.objects.none(),
        label=pgettext_lazy("proposal", "comes after"),
        required=False,
        empty_label=pgettext_lazy("proposal", "at the end"),
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["after"].queryset = proposal.sections.all()
        add = Submit("add", _("Add the section"))
        self.helper = helper("title", "level", "after", add)


class SectionForm(forms.Form):
    """Title, writer, day and state of one section."""

    STATES = (Section.State.DRAFT, Section.State.SUBMITTED, Section.State.REVISED)

    title = LineField(label=_("title of the section"), max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=pgettext_lazy("proposal", "main writer"),
        required=False,
        empty_label=pgettext_lazy("proposal", "not decided"),
    )
    helpers = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=pgettext_lazy("proposal", "helpers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    target_length = forms.IntegerField(
        label=_("length aimed at"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("In letters, for example 2000. It stands beside the text while it is written."),
    )
    due_on = EraDateField(
        label=_("to be written by"),
        required=False,
        help_text=_("For example 令和4年12月8日. The whole day counts."),
    )
    state = forms.ChoiceField(label=pgettext_lazy("section", "state"))

    def __init__(self, *args, section, **kwargs):
        names = ("title", "owner", "helpers", "target_length", "due_on", "state")
        initial = {name: getattr(section, name) for name in names if name != "helpers"}
        initial["helpers"] = section.helpers.all()
        super().__init__(*args, initial=initial, **kwargs)
        people = writers(section.proposal.group)
        self.fields["owner"].queryset = people | User.objects.filter(pk=section.owner_id)
        self.fields["helpers"].queryset = people | User.objects.filter(
            pk__in=section.helpers.values("pk")
        )
        states = dict.fromkeys([section.state, *self.STATES])
        self.fields["state"].choices = [(state, Section.State(state).label) for state in states]
        self.helper = helper(*names, Submit("save", pgettext_lazy("proposal", "Save")))


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=pgettext_lazy("reopening", "reason"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with your name and the day."),
    )


class PositionField(forms.Field):
    """A Yjs relative position as base64; empty when no words are marked."""

    def to_python(self, value):
        if not value:
            return b""
        try:
            position = base64.b64decode(value, validate=True)
        except (binascii.Error, TypeError, ValueError) as error:
            raise forms.ValidationError(_("The marked words could not be read.")) from error
        if len(position) > MAX_POSITION:
            raise forms.ValidationError(_("The marked words could not be read."))
        return position


class CommentForm(forms.Form):
    text = forms.CharField(
        label=pgettext_lazy("proposal", "Comment"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        error_messages={"required": _("Please write something.")},
    )
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("initial", {"form_token": uuid.uuid4()})
        super().__init__(*args, **kwargs)


class ThreadForm(CommentForm):
    kind = forms.ChoiceField(
        label=_("kind of comment"), choices=Thread.Kind, widget=forms.RadioSelect
    )
    start = PositionField(required=False, widget=forms.HiddenInput)
    end = PositionField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(required=False, max_length=MAX_MARKED, widget=forms.HiddenInput)
    mentioned = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("people to tell"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They get a mail. You can also type @ and the whole name in the comment."),
    )

    field_order = ("kind", "text")

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentioned"].queryset = mentioning.people_of(group)


def helper(*parts):
    """The layout of a whole form: its fields, and the button under them."""
    *fields, button = parts
    made = FormHelper()
    made.form_class = "form"
    made.layout = Layout(*fields, Div(button, css_class="form__actions"))
    return made


def writers(group):
    """Those who may be put down as the writer of a section: the members of the group today."""
    rows = Membership.objects.active(on=clock.today()).members().filter(group=group)
    return _users(rows)


def lecturers(group):
    rows = Membership.objects.active(on=clock.today()).lecturers().filter(group=group)
    return _users(rows)


def _users(memberships):
    users = User.objects.filter(pk__in=memberships.values("user"), is_active=True)
    return users.select_related("person").order_by("person__family_kana", "pk")
