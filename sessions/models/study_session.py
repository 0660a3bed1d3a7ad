"""One meeting of a study group: what was announced, and what has been fixed since."""

import datetime as dt

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from members.models import StudyGroup
from sessions.models.outline import Phase
from sessions.models.study_session_rows import StudySessionQuerySet
from sessions.venues import Venue, VenueState
from support.wareki import Precision, When, format_days, format_times

KEY = r"s[0-9]+|report|x[0-9]+"


class StudySession(models.Model):
    """A meeting. Its key is its address and never changes; its number and order may."""

    class Kind(models.TextChoices):
        REGULAR = "regular", pgettext_lazy("meeting kind", "numbered meeting")
        REPORT = "report_meeting", pgettext_lazy("meeting kind", "report meeting")
        EXTRA = "extra", pgettext_lazy("meeting kind", "additional meeting")
        VISIT = "visit_only", pgettext_lazy("meeting kind", "visit only")

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("meeting", "planned")
        HELD = "held", pgettext_lazy("meeting", "held")
        POSTPONED = "postponed", pgettext_lazy("meeting", "postponed")
        CANCELLED = "cancelled", pgettext_lazy("meeting", "cancelled")

    class Format(models.TextChoices):
        IN_PERSON = "in_person", pgettext_lazy("meeting format", "in person")
        ONLINE = "online", pgettext_lazy("meeting format", "online")
        HYBRID = "hybrid", pgettext_lazy("meeting format", "hybrid")
        ON_SITE = "on_site", pgettext_lazy("meeting format", "on site")

    group = models.ForeignKey(
        StudyGroup, models.PROTECT, related_name="study_sessions", verbose_name=_("study group")
    )
    key = models.CharField(
        pgettext_lazy("meeting", "key"),
        max_length=20,
        validators=[RegexValidator(rf"^(?:{KEY})$", _("A key is s1, s2 …, report, or x1, x2 …"))],
        help_text=_("Part of the address. It never changes."),
    )
    kind = models.CharField(
        pgettext_lazy("meeting", "kind"), max_length=20, choices=Kind, default=Kind.REGULAR
    )
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("meeting", "number"), null=True, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order in the programme"))
    title = models.CharField(pgettext_lazy("meeting", "title"), max_length=200)
    heading = models.CharField(_("heading, as printed"), max_length=300, blank=True)
    activity = models.CharField(pgettext_lazy("meeting", "activity"), max_length=100, blank=True)
    phase = models.ForeignKey(
        Phase, models.SET_NULL, null=True, blank=True, verbose_name=_("phase, where set by hand")
    )

    announced = models.CharField(_("announced date, as printed"), max_length=100, blank=True)
    announced_precision = models.CharField(
        _("precision"), max_length=10, choices=Precision, default=Precision.UNKNOWN, editable=False
    )
    announced_from = models.DateField(_("possible from"), null=True, blank=True, editable=False)
    announced_to = models.DateField(_("possible until"), null=True, blank=True, editable=False)
    fixed_on = models.DateField(_("fixed date"), null=True, blank=True)
    fixed_until = models.DateField(_("last day, when it takes several"), null=True, blank=True)
    starts_at = models.TimeField(_("from (time)"), null=True, blank=True)
    ends_at = models.TimeField(_("until (time)"), null=True, blank=True)

    venue_state = models.CharField(
        _("venue in the programme"), max_length=10, choices=VenueState, default=VenueState.INHERIT
    )
    venue_text = models.CharField(_("venue, as printed"), max_length=200, blank=True)
    venue_note = models.CharField(_("note on the venue, as printed"), max_length=200, blank=True)
    declares_default_venue = models.BooleanField(
        _("from here on the same venue where none is stated"), default=False
    )
    place = models.CharField(_("fixed venue"), max_length=200, blank=True)

    format = models.CharField(
        pgettext_lazy("meeting", "format"), max_length=20, choices=Format, default=Format.IN_PERSON
    )
    status = models.CharField(
        pgettext_lazy("meeting", "status"), max_length=20, choices=Status, default=Status.PLANNED
    )
    to_bring = models.CharField(
        _("things to bring"),
        max_length=200,
        blank=True,
        help_text=_("Printed in the reminders, as “writing things, name plate”."),
    )
    note = models.CharField(_("note for all"), max_length=200, blank=True)
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    objects = StudySessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("study group", "meeting")
        verbose_name_plural = pgettext_lazy("study group", "meetings")
        ordering = ["group", "order"]
        constraints = [
            models.UniqueConstraint(fields=["group", "key"], name="study_session_key"),
            models.UniqueConstraint(
                fields=["group", "order"],
                name="study_session_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["group", "number"],
                name="study_session_number",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(declares_default_venue=True),
                name="study_session_one_default_venue",
            ),
            models.CheckConstraint(
                condition=Q(kind="regular", number__isnull=False)
                | (~Q(kind="regular") & Q(number__isnull=True)),
                name="study_session_numbered_if_regular",
                violation_error_message=_("A numbered meeting has a number, any other has none."),
            ),
            models.CheckConstraint(
                condition=Q(
                    announced_precision__in=("tbd", "unknown"),
                    announced_from__isnull=True,
                    announced_to__isnull=True,
                )
                | Q(
                    announced_precision__in=("exact", "third", "month", "range"),
                    announced_from__isnull=False,
                    announced_to__isnull=False,
                    announced_from__lte=F("announced_to"),
                ),
                name="study_session_announced_window",
            ),
            models.CheckConstraint(
                condition=Q(fixed_until__isnull=True)
                | Q(fixed_on__isnull=False, fixed_on__lt=F("fixed_until")),
                name="study_session_last_day_after_first",
                violation_error_message=_("The last day comes after the first."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(fixed_on__isnull=False, starts_at__isnull=False),
                name="study_session_times_need_a_day",
                violation_error_message=_("Times need a fixed date, and an end needs a start."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(fixed_until__isnull=False)
                | Q(starts_at__lt=F("ends_at")),
                name="study_session_ends_after_start",
                violation_error_message=_("The meeting ends after it starts."),
            ),
            models.CheckConstraint(
                condition=(Q(venue_state="stated") & ~Q(venue_text=""))
                | Q(venue_state="tbd")
                | Q(venue_state__in=("inherit", "none"), venue_text=""),
                name="study_session_venue_words",
                violation_error_message=_("Words for the venue are given when it is stated."),
            ),
        ]

    def __str__(self):
        return f"{self.label}　{self.title}" if self.label != self.title else self.title

    def get_absolute_url(self):
        return reverse("sessions:session", args=[self.group.slug, self.key])

    @property
    def label(self) -> str:
        """「第2回」, 「報告会」, 「追加日程」."""
        if self.number is not None:
            return gettext("Meeting %(number)d") % {"number": self.number}
        return self.get_kind_display()

    @property
    def mark(self) -> str:
        """What stands in the circle of the timeline: 「2」, 「報」."""
        return str(self.number) if self.number is not None else self.label[0]

    @property
    def is_fixed(self) -> bool:
        return self.fixed_on is not None

    @property
    def first_day(self) -> dt.date | None:
        """The fixed first day; None as long as the date is only announced."""
        return self.fixed_on

    @property
    def last_day(self) -> dt.date | None:
        return self.fixed_until or self.fixed_on

    @property
    def when_text(self) -> str:
        """The fixed day or days; until then the words of the announcement."""
        if self.fixed_on is not None:
            return format_days(self.fixed_on, self.fixed_until)
        return self.announced

    @property
    def times_text(self) -> str:
        """「13:30～16:30」, empty when not known."""
        return format_times(self.starts_at, self.ends_at)

    @property
    def when_is_tbd(self) -> bool:
        return not self.is_fixed and self.announced_precision == Precision.TBD

    @property
    def when_is_unreadable(self) -> bool:
        unknown = self.announced_precision == Precision.UNKNOWN
        return not self.is_fixed and unknown and self.announced != ""

    def announce(self, words: str) -> When:
        """Keep the words as printed and work out the window of days they mean.

        Errors: WrongWhen when they contradict themselves or the calendar.
        """
        when = When.parse(words, self.group.fiscal_year)
        self.announced = words
        self.announced_precision = when.precision
        self.announced_from, self.announced_to = when.earliest, when.latest
        return when

    def venue(self) -> Venue | None:
        """Where it is held as far as known; None when not applicable or not stated anywhere.

        Queries once, unless fetched `with_venue`.
        """
        if self.place:
            return Venue(self.place, is_fixed=True)
        if self.venue_state == VenueState.STATED:
            return Venue(self.venue_text)
        if self.venue_state == VenueState.TBD:
            return Venue(self.venue_text or gettext("undecided"), is_tbd=True)
        if self.venue_state == VenueState.NOT_APPLICABLE:
            return None
        return self._inherited_venue()

    def _inherited_venue(self) -> Venue | None:
        row = self
        if not hasattr(self, "inherited_venue"):
            row = StudySession.objects.with_venue().get(pk=self.pk)
        if not row.inherited_venue:
            return None
        number = row.inherited_from
        origin = gettext("Meeting %(number)d") % {"number": number} if number else ""
        return Venue(row.inherited_venue, origin=origin)

    def phase_among(self, phases) -> Phase | None:
        """The phase set by hand, else the one in whose months the meeting was announced."""
        if self.phase_id:
            return next((phase for phase in phases if phase.pk == self.phase_id), None)
        day = self.announced_from or self.fixed_on
        if day is None:
            return None
        return next((phase for phase in phases if phase.is_on(day)), None)
