"""People, the bodies that send them, and the study groups they belong to."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from support.wareki import clock


class Person(models.Model):
    """Somebody who is named: a member, a lecturer, staff. May have no account."""

    family_name = models.CharField(_("family name"), max_length=50)
    given_name = models.CharField(_("given name"), max_length=50, blank=True)
    family_kana = models.CharField(_("family name in kana"), max_length=50, blank=True)
    given_kana = models.CharField(_("given name in kana"), max_length=50, blank=True)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["family_kana", "given_kana", "pk"]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        """「髙橋　見本」: as typed, the parts parted by one full-width space."""
        return "　".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def kana(self) -> str:
        return "　".join(part for part in (self.family_kana, self.given_kana) if part)


class UserManager(BaseUserManager):
    def create_user(self, login_id, password=None, **fields):
        user = self.model(login_id=login_id, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, login_id, password=None, **fields):
        return self.create_user(login_id, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The sign-in name is not the mail address: small offices share one address."""

    login_id = models.CharField(_("login ID"), max_length=40, unique=True)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name=_("person")
    )
    email = models.EmailField(_("mail address"), blank=True)
    is_staff = models.BooleanField(_("secretariat"), default=False)
    is_active = models.BooleanField(pgettext_lazy("user", "active"), default=True)
    date_joined = models.DateTimeField(_("registered at"), default=timezone.now)

    USERNAME_FIELD = "login_id"
    EMAIL_FIELD = "email"

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return self.person.name if self.person_id else self.login_id

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name


class Organisation(models.Model):
    """A body that sends people: a municipality, the prefecture, a public corporation …"""

    class Kind(models.TextChoices):
        PREFECTURE = "prefecture", pgettext_lazy("organisation", "prefecture")
        CITY = "city", pgettext_lazy("organisation", "city")
        TOWN = "town", pgettext_lazy("organisation", "town")
        VILLAGE = "village", pgettext_lazy("organisation", "village")
        UNION = "union", pgettext_lazy("organisation", "partial-affairs association")
        WIDE_UNION = "wide_union", pgettext_lazy("organisation", "wide-area union")
        CORPORATION = "corporation", pgettext_lazy("organisation", "public corporation")
        UNIVERSITY = "university", pgettext_lazy("organisation", "university or institute")
        STATE = "state", pgettext_lazy("organisation", "body of the state")
        PRIVATE = "private", pgettext_lazy("organisation", "NPO or company")
        CENTRE = "centre", pgettext_lazy("organisation", "training centre")

    code = models.CharField(
        _("municipality code"), max_length=6, unique=True, null=True, blank=True
    )  # noqa: DJ001 (a code is unique)
    name = models.CharField(pgettext_lazy("organisation", "name"), max_length=100)
    kana = models.CharField(pgettext_lazy("organisation", "kana"), max_length=150, blank=True)
    kind = models.CharField(pgettext_lazy("organisation", "kind"), max_length=20, choices=Kind)
    district = models.CharField(_("district"), max_length=20, blank=True)
    sort_order = models.PositiveIntegerField(_("official order"), default=999_999)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_order", "code", "pk"]

    def __str__(self):
        return self.name


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
        return self.order_by(
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

    group = models.ForeignKey(StudyGroup, models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
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
