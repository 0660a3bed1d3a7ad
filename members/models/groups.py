"""The study groups and who belongs to them."""

import datetime as dt

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.organisations import Organisation
from members.models.people import User
from support.wareki import clock


class StudyGroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Groups this person may see: everybody sees those that have been announced."""
        if user.is_authenticated and user.is_staff:
            return self
        return self.exclude(state=StudyGroup.State.PREPARING)

    def read_inside_by(self, user):
        """Groups whose inner pages this person reads: with a role that holds today, or as staff."""
        if not user.is_authenticated:
            return self.none()
        if user.is_staff:
            return self
        mine = Membership.objects.active(on=clock.today()).filter(user=user)
        return self.filter(pk__in=mine.values("group"))

    def current(self):
        return self.exclude(state__in=(StudyGroup.State.PREPARING, StudyGroup.State.CLOSED))

    def archived(self):
        return self.filter(state=StudyGroup.State.CLOSED)


class StudyGroup(models.Model):
    """A policy study group (政策研究会): one year of one travelling group. Identity only."""

    class State(models.TextChoices):
        PREPARING = "preparing", pgettext_lazy("study group state", "preparing")
        RECRUITING = "recruiting", pgettext_lazy("study group state", "recruiting")
        SELECTING = "selecting", pgettext_lazy("study group state", "selecting")
        ACTIVE = "active", pgettext_lazy("study group state", "active")
        REPORTING = "reporting", pgettext_lazy("study group state", "reporting")
        CLOSED = "closed", pgettext_lazy("study group state", "closed")

    name = models.CharField(pgettext_lazy("study group", "name"), max_length=100)
    fiscal_year = models.PositiveSmallIntegerField(_("fiscal year"))
    slug = models.SlugField(_("address"), unique=True)
    state = models.CharField(
        pgettext_lazy("study group", "state"), max_length=20, choices=State, default=State.PREPARING
    )
    nominations_due_on = models.DateField(
        _("nominations until"),
        null=True,
        blank=True,
        help_text=_("The whole day counts. Nominations arrive while the group is recruiting."),
    )

    objects = StudyGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("study group")
        verbose_name_plural = _("study groups")
        ordering = ["-fiscal_year", "slug"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sessions:outline", args=[self.slug])

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    def is_recruiting(self, *, on: dt.date) -> bool:
        """Whether nominations are taken on the day `on`; the last day counts whole."""
        is_late = self.nominations_due_on is not None and on > self.nominations_due_on
        return self.state == self.State.RECRUITING and not is_late


class MembershipQuerySet(models.QuerySet):
    def active(self, *, on):
        """Rows that hold on the day `on`, both ends included."""
        ended = models.Q(ends_on__isnull=False, ends_on__lt=on)
        return self.filter(starts_on__lte=on).exclude(ended)

    def active_today(self):
        return self.active(on=clock.today())

    def members(self):
        return self.filter(role=Membership.Role.MEMBER)

    def lecturers(self):
        return self.filter(role=Membership.Role.LECTURER)

    def leaders(self):
        return self.filter(duty=Membership.Duty.LEADER)

    def in_official_order(self):
        """建制順: by organisation, inside it by kana (RULES 1.5)."""
        return self.order_by(*OFFICIAL_ORDER)


# 建制順; whoever has no organisation comes last.
OFFICIAL_ORDER = (
    models.F("organisation__sort_order").asc(nulls_last=True),
    "organisation__code",
    "organisation",
    "user__person__family_kana",
    "user__person__given_kana",
    "pk",
)


class Membership(models.Model):
    """A dated role of one person in one study group. Rights come from these rows."""

    class Role(models.TextChoices):
        MEMBER = "member", pgettext_lazy("membership role", "member")
        LECTURER = "lecturer", pgettext_lazy("membership role", "lecturer")
        OBSERVER = "observer", pgettext_lazy("membership role", "observer")

    class Duty(models.TextChoices):
        LEADER = "leader", pgettext_lazy("membership duty", "group leader")
        RECORDER = "recorder", pgettext_lazy("membership duty", "recorder")
        PRESENTER = "presenter", pgettext_lazy("membership duty", "presenter")

    group = models.ForeignKey(
        StudyGroup, models.PROTECT, related_name="memberships", verbose_name=_("study group")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    role = models.CharField(pgettext_lazy("membership", "role"), max_length=20, choices=Role)
    duty = models.CharField(
        pgettext_lazy("membership", "duty"), max_length=20, choices=Duty, blank=True
    )
    sub_group = models.CharField(_("sub-group"), max_length=20, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, verbose_name=_("organisation")
    )
    department = models.CharField(_("department"), max_length=100, blank=True)
    post = models.CharField(_("post"), max_length=50, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user", "role", "starts_on"], name="membership_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self):
        return f"{self.user} / {self.group}"
