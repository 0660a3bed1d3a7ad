"""What staff tell on the site (お知らせ)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import StudyGroup
from support.wareki import clock


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Announcements that are up today and meant for this person."""
        today = clock.today()
        up = Q(from_on__lte=today) & (Q(until_on__isnull=True) | Q(until_on__gte=today))
        rows = self.filter(up)
        if user.is_authenticated and user.is_staff:
            return rows
        announced = Q(group__isnull=True) | Q(group__in=StudyGroup.objects.visible_to(user))
        public = Q(audience=Announcement.Audience.PUBLIC) & announced
        return rows.filter(public | Q(group__in=StudyGroup.objects.read_inside_by(user)))

    def newest_first(self):
        return self.order_by("-from_on", "-pk")


class Announcement(models.Model):
    """A notice for everybody, or for the people of one study group."""

    class Audience(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("announcement", "everybody")
        MEMBERS = "members", pgettext_lazy("announcement", "people of the group")

    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="announcements",
        verbose_name=_("study group"),
        help_text=_("Empty: for the whole site."),
    )
    audience = models.CharField(
        pgettext_lazy("announcement", "for"), max_length=10, choices=Audience
    )
    title = models.CharField(pgettext_lazy("announcement", "title"), max_length=100)
    text = models.TextField(pgettext_lazy("announcement", "text"))
    from_on = models.DateField(_("shown from"))
    until_on = models.DateField(_("shown until"), null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(audience="public") | Q(group__isnull=False),
                name="announcement_for_members_of_a_group",
                violation_error_message=_("Choose the study group whose people are meant."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="announcement_until_after_from",
                violation_error_message=_("The last day comes after the first."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("sessions:announcement", args=[self.pk])
