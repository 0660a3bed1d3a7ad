"""A meeting in the admin: its date, venue, people and contents on one page."""

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions import doubts
from sessions.actions import clear_date, fix_date
from sessions.admin.office import PartWhileOpen, TableWhileOpen, WhileOpen
from sessions.models import Assignment, SessionContent, StudySession
from sessions.venues import VenueState
from support.wareki import WrongWhen

DAYS = ("fixed_on", "fixed_until", "starts_at", "ends_at")


class StudySessionForm(forms.ModelForm):
    """What staff type about a meeting. The announced words are read here, once."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("group"):
            self.instance.group = cleaned["group"]
        if self.instance.group_id is None:  # asked for beside its field
            return cleaned
        try:
            self.instance.announce(cleaned.get("announced", ""))
        except WrongWhen as wrong:
            self.add_error("announced", str(wrong))
        if cleaned.get("venue_text") and cleaned.get("venue_state") == VenueState.INHERIT:
            cleaned["venue_state"] = VenueState.STATED
        if cleaned.get("fixed_until") == cleaned.get("fixed_on"):
            cleaned["fixed_until"] = None
        return cleaned


class AssignmentForm(forms.ModelForm):
    """Takes the printed name from the person where none was typed."""

    def clean(self):
        cleaned = super().clean()
        person = cleaned.get("person")
        if person is not None and not cleaned.get("name"):
            cleaned["name"] = f"{person.family_name}{person.given_name}"
        return cleaned


class ContentInline(TableWhileOpen):
    model = SessionContent
    fields = ["order", "text"]


class AssignmentInline(PartWhileOpen, admin.StackedInline):
    model = Assignment
    form = AssignmentForm
    autocomplete_fields = ["person"]
    fields = [
        ("role", "label", "order"),
        ("who", "person"),
        ("affiliation", "post"),
        ("name", "honorific", "text"),
        ("talk", "talk_label", "talk_title"),
        ("content", "needs_check"),
    ]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "content":
            parent = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = SessionContent.objects.filter(study_session=parent)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(StudySession)
class StudySessionAdmin(WhileOpen, admin.ModelAdmin):
    form = StudySessionForm
    list_display = ["meeting", "group", "when", "is_fixed", "place_so_far", "status"]
    list_filter = ["group", "status"]
    search_fields = ["title", "announced", "venue_text", "place"]
    fieldsets = [
        (None, {"fields": [("group", "key"), ("kind", "number", "order"), "title", "status"]}),
        (
            pgettext_lazy("meeting", "Date"),
            {
                "fields": ["announced", ("fixed_on", "fixed_until"), ("starts_at", "ends_at")],
                "description": _("The fixed date is shown; without one, the announced words."),
            },
        ),
        (
            pgettext_lazy("meeting", "Venue"),
            {
                "fields": [
                    "place",
                    ("venue_state", "venue_text"),
                    ("declares_default_venue", "venue_note"),
                ],
                "description": _("The fixed venue is shown; without one, the announced words."),
            },
        ),
        (None, {"fields": ["format", "to_bring", "note", "activity", "phase", "heading"]}),
    ]
    inlines = [ContentInline, AssignmentInline]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).with_venue().select_related("group")

    def get_readonly_fields(self, request, obj=None):
        return ["group", "key"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_fixed)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        parent = request.resolver_match.kwargs.get("object_id")
        if db_field.name == "phase":
            field.queryset = field.queryset.filter(outline__group__study_sessions=parent)
        return field

    def save_model(self, request, obj, form, change):
        """Days and times go through the action that people are reminded by; the rest is saved."""
        wanted = {name: getattr(obj, name) for name in DAYS}
        before = StudySession.objects.get(pk=obj.pk) if change else StudySession()
        for name in DAYS:
            setattr(obj, name, getattr(before, name))
        super().save_model(request, obj, form, change)
        if wanted == {name: getattr(before, name) for name in DAYS}:
            return
        if wanted["fixed_on"] is None:
            clear_date(obj, by=request.user)
        else:
            first, last, starts_at, ends_at = wanted.values()
            times = {"starts_at": starts_at, "ends_at": ends_at}
            fix_date(obj, first=first, last=last, **times, by=request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if form.instance.when_is_unreadable:
            text = _("“%(words)s” cannot be read as a date. It counts as approximate.")
            messages.warning(request, text % {"words": form.instance.announced})
        if set(DAYS) & set(form.changed_data):
            for sentence in doubts.of(StudySession.objects.get(pk=form.instance.pk)):
                messages.warning(request, sentence)

    @admin.display(description=StudySession._meta.verbose_name, ordering="order")
    def meeting(self, row):
        return str(row)

    @admin.display(description=pgettext_lazy("meeting", "Date"))
    def when(self, row):
        return f"{row.when_text} {row.times_text}".strip()

    @admin.display(description=_("date fixed"), boolean=True)
    def is_fixed(self, row):
        return row.is_fixed

    @admin.display(description=pgettext_lazy("meeting", "Venue"))
    def place_so_far(self, row):
        return str(row.venue() or "")
