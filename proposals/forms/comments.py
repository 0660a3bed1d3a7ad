"""What is typed on the page of all comments: what to show, and a new one from there."""

from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import User
from proposals.forms.proposals import ThreadForm, helper, lecturers
from proposals.models import Section, Thread
from proposals.review import mentioning
from proposals.review.commenting import ForSomebody


class FilterForm(forms.Form):
    """Read from the query string. What cannot be read there filters nothing."""

    STATES = (
        ("open", pgettext_lazy("threads", "open")),
        ("resolved", pgettext_lazy("threads", "resolved")),
        ("all", pgettext_lazy("threads", "all")),
    )

    state = forms.ChoiceField(
        label=pgettext_lazy("column", "State"), choices=STATES, required=False
    )
    kind = forms.ChoiceField(label=_("kind of comment"), required=False)
    section = forms.ModelChoiceField(
        Section.objects.none(),
        label=pgettext_lazy("proposal", "section"),
        required=False,
        empty_label=pgettext_lazy("sections", "all"),
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("person who wrote or is meant"),
        required=False,
        empty_label=pgettext_lazy("people", "all"),
    )

    def __init__(self, *args, proposal, **kwargs):
        super().__init__(*args, **kwargs)
        every = [("", pgettext_lazy("kinds", "all"))]
        self.fields["kind"].choices = every + Thread.Kind.choices
        self.fields["section"].queryset = proposal.sections.order_by("position")
        self.fields["person"].queryset = mentioning.people_of(proposal.group)

    def chosen(self, threads):
        """Those of `threads`, loaded with their comments, that are asked for."""
        self.is_valid()
        wanted = self.cleaned_data
        state = wanted.get("state") or "open"
        kind, section, person = (wanted.get(name) for name in ("kind", "section", "person"))
        return [
            thread
            for thread in threads
            if (state == "all" or thread.state == state)
            and (not kind or thread.kind == kind)
            and (section is None or thread.section_id == section.pk)
            and (person is None or thread.concerns(person))
        ]


class NewCommentForm(ThreadForm):
    """On the proposal as a whole or on a section; the secretariat also for a lecturer."""

    about = forms.ModelChoiceField(
        Section.objects.none(),
        label=pgettext_lazy("thread", "about"),
        required=False,
        empty_label=pgettext_lazy("thread", "proposal as a whole"),
    )
    author = forms.ModelChoiceField(
        User.objects.none(),
        label=_("written by (when you enter it for a lecturer)"),
        required=False,
        empty_label=_("yourself"),
    )
    because = forms.CharField(
        label=_("why you enter it"),
        required=False,
        max_length=300,
        help_text=_("For example 紙で受領. It is shown with both names."),
    )
    quote = forms.CharField(
        label=_("words of the text that are meant"), required=False, max_length=500
    )

    field_order = ("about", "quote", "kind", "text", "author", "because")

    def __init__(self, *args, proposal, for_others, **kwargs):
        super().__init__(*args, group=proposal.group, **kwargs)
        self.fields["about"].queryset = proposal.sections.order_by("position")
        self.fields["author"].queryset = lecturers(proposal.group)
        if not for_others:
            for name in ("author", "because", "quote"):
                del self.fields[name]
        self.proposal = proposal
        self.helper = helper(*self.fields, Submit("send", _("Send the comment")))

    def clean(self):
        typed = super().clean()
        if typed.get("author") and not typed.get("because"):
            self.add_error("because", _("Please say why you enter it for the lecturer."))
        if typed.get("quote") and not typed.get("about"):
            self.add_error("about", _("Please choose the section in which these words stand."))
        return typed

    def said(self, by):
        """What `commenting.open_thread` takes."""
        typed = dict(self.cleaned_data)
        author, because = typed.pop("author", None), typed.pop("because", "")
        entered = ForSomebody(by, because) if author else None
        about = typed.pop("about") or self.proposal
        return {"about": about, **typed, "by": author or by, "entered": entered}
