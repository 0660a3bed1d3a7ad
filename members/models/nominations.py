"""Nominations: what an organisation sends in when it wants somebody to take part."""

import secrets
import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.fields import SearchKeyField
from members.models.groups import Membership, StudyGroup
from members.models.organisations import Organisation
from members.models.people import User


def new_receipt_key() -> str:
    return secrets.token_urlsafe(18)


class NominationQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Nomination.State.RECEIVED)

    def standing(self):
        """Nominations that count: waiting for a decision, or accepted."""
        return self.filter(state__in=STANDING)

    def in_official_order(self):
        return self.order_by("organisation__sort_order", "organisation__code", "organisation", "pk")


class Nomination(models.Model):
    """One person whom an organisation nominates (推薦), and what has become of it."""

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("nomination state", "received")
        ACCEPTED = "accepted", pgettext_lazy("nomination state", "accepted")
        DECLINED = "declined", pgettext_lazy("nomination state", "declined")

    group = models.ForeignKey(
        StudyGroup, models.PROTECT, related_name="nominations", verbose_name=_("study group")
    )
    number = models.PositiveIntegerField(pgettext_lazy("nomination", "receipt number"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="nominations",
        verbose_name=pgettext_lazy("nomination", "organisation"),
    )
    family_name = models.CharField(_("family name"), max_length=50)
    given_name = models.CharField(_("given name"), max_length=50, blank=True)
    family_kana = models.CharField(_("family name in kana"), max_length=50)
    given_kana = models.CharField(_("given name in kana"), max_length=50, blank=True)
    name_key = SearchKeyField(sources=["name"])
    department = models.CharField(pgettext_lazy("nomination", "department"), max_length=100)
    post = models.CharField(pgettext_lazy("nomination", "post"), max_length=50)
    email = models.EmailField(_("mail address"))
    phone = models.CharField(pgettext_lazy("nomination", "telephone"), max_length=20)
    extension = models.CharField(pgettext_lazy("nomination", "extension"), max_length=8, blank=True)
    motivation = models.TextField(_("motivation and aims"))

    nominator_name = models.CharField(_("name of the training officer"), max_length=101)
    nominator_email = models.EmailField(_("mail address of the training officer"))
    nominator_phone = models.CharField(_("telephone of the training officer"), max_length=20)
    consented_at = models.DateTimeField(_("consent to the use of personal data at"))

    receipt_key = models.CharField(max_length=40, unique=True, default=new_receipt_key)
    form_token = models.UUIDField(default=uuid.uuid4)
    content_hash = models.CharField(max_length=64)
    sender_hash = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField(pgettext_lazy("nomination", "received at"))
    updated_at = models.DateTimeField(auto_now=True)

    state = models.CharField(
        pgettext_lazy("nomination", "state"), max_length=20, choices=State, default=State.RECEIVED
    )
    decline_reason = models.TextField(_("reason for declining"), blank=True)
    decided_at = models.DateTimeField(
        pgettext_lazy("nomination", "decided at"), null=True, blank=True
    )
    decided_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("nomination", "decided by"),
    )
    membership = models.OneToOneField(
        Membership, models.PROTECT, null=True, blank=True, related_name="nomination"
    )

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("nomination", "nomination")
        verbose_name_plural = pgettext_lazy("nomination", "nominations")
        ordering = ["-group__fiscal_year", "group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="nomination_number"),
            models.UniqueConstraint(
                fields=["group", "organisation", "name_key"],
                condition=models.Q(state__in=["received", "accepted"]),
                name="nomination_once_a_person",
            ),
            models.UniqueConstraint(
                fields=["group", "form_token", "content_hash"], name="nomination_once_a_form"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "sender_hash", "created_at"], name="nomination_sender")
        ]

    def __str__(self):
        return f"{self.receipt_number} {self.name}"

    def get_absolute_url(self):
        return reverse("members:receipt", args=[self.group.slug, self.receipt_key])

    @property
    def name(self) -> str:
        return "　".join(part for part in (self.family_name, self.given_name) if part)

    @property
    def kana(self) -> str:
        return "　".join(part for part in (self.family_kana, self.given_kana) if part)

    @property
    def receipt_number(self) -> str:
        """「r4-kennan-012」: short enough for the telephone. Needs the group."""
        return f"{self.group.slug}-{self.number:03}"


STANDING = (Nomination.State.RECEIVED, Nomination.State.ACCEPTED)
