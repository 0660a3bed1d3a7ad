"""What gathers around one meeting: who comes, its materials, and how its date has moved."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.groups import Membership, MembershipQuerySet, StudyGroup
from sessions.models.study_session import StudySession
from support.files.models import CheckedFile
from support.wareki import clock


def attendees(group: StudyGroup, *, on: dt.date) -> MembershipQuerySet:
    """The members and lecturers of the day `on`; observers may come, but nobody waits for them."""
    roles = (Membership.Role.MEMBER, Membership.Role.LECTURER)
    return Membership.objects.active(on=on).filter(group=group, role__in=roles)


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Materials this person may open: withdrawn ones stay open to the secretariat only."""
        inside = self.filter(study_session__group__in=StudyGroup.objects.read_inside_by(user))
        if user.is_authenticated and user.is_staff:
            return inside
        return inside.current()

    def current(self):
        return self.filter(withdrawn_at=None)

    def in_order(self):
        return self.order_by("study_session__order", "created_at", "pk")


class Material(CheckedFile):
    """A paper of a meeting. It is withdrawn or replaced, never deleted: the history stays."""

    study_session = models.ForeignKey(
        StudySession, models.PROTECT, related_name="materials", verbose_name=_("meeting")
    )
    title = models.CharField(pgettext_lazy("material", "title"), max_length=100, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("material", "registered by"),
    )
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=pgettext_lazy("material", "replaces"),
    )
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("material", "withdrawn at"), null=True, blank=True
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("material", "withdrawn by"),
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("meeting", "material")
        verbose_name_plural = pgettext_lazy("meeting", "materials")
        ordering = ["study_session", "created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="material_withdrawn_by_somebody",
            ),
        ]

    def __str__(self):
        return self.title or self.name

    def get_absolute_url(self):
        return reverse("sessions:material", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def withdraw(self, *, by) -> None:
        self.withdrawn_at, self.withdrawn_by = clock.now(), by
        self.save(update_fields=["withdrawn_at", "withdrawn_by"])


class AttendanceQuerySet(models.QuerySet):
    def current_for(self, study_session: StudySession):
        """The answers for the day as it is fixed now; a moved date is asked anew."""
        return self.filter(study_session=study_session, day=study_session.fixed_on)


class Attendance(models.Model):
    """What one person has answered about one meeting (出欠)."""

    class Answer(models.TextChoices):
        PRESENT = "present", pgettext_lazy("attendance", "will attend")
        ABSENT = "absent", pgettext_lazy("attendance", "will be absent")

    study_session = models.ForeignKey(
        StudySession, models.PROTECT, related_name="attendances", verbose_name=_("meeting")
    )
    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        related_name="attendances",
        verbose_name=pgettext_lazy("attendance", "person"),
    )
    answer = models.CharField(pgettext_lazy("attendance", "answer"), max_length=10, choices=Answer)
    reason = models.CharField(pgettext_lazy("attendance", "reason"), max_length=200, blank=True)
    answered_at = models.DateTimeField(pgettext_lazy("attendance", "answered at"))
    day = models.DateField(
        pgettext_lazy("attendance", "answered for"),
        help_text=_("The first day of the meeting when this was answered."),
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("meeting", "attendance")
        verbose_name_plural = pgettext_lazy("meeting", "attendances")
        ordering = ["study_session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["study_session", "membership"], name="attendance_one_answer_each"
            ),
            models.CheckConstraint(
                condition=Q(answer="present") | ~Q(reason=""),
                name="attendance_absent_with_reason",
                violation_error_message=_("Please give the reason for your absence."),
            ),
        ]

    def __str__(self):
        return f"{self.membership}　{self.get_answer_display()}"

    @property
    def is_absent(self) -> bool:
        return self.answer == self.Answer.ABSENT


class DateChange(models.Model):
    """Days or times that were moved or taken back, kept in words so that people are told both."""

    study_session = models.ForeignKey(
        StudySession, models.PROTECT, related_name="date_changes", verbose_name=_("meeting")
    )
    before = models.CharField(_("days and times before"), max_length=100)
    after = models.CharField(_("days and times after"), max_length=100, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("meeting", "change of date")
        verbose_name_plural = pgettext_lazy("meeting", "changes of date")
        ordering = ["study_session", "pk"]

    def __str__(self):
        return f"{self.study_session}　{self.before} → {self.after}"
