import datetime as dt

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import StudyGroup
from proposals.models.proposal import Proposal
from proposals.models.review import CLOSING_TIME
from support.wareki import clock


class Vote(models.Model):
    """A vote of the members on which of their proposals go on (採択), until 17:00 of its day."""

    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        related_name="votes",
        verbose_name=pgettext_lazy("proposal", "study group"),
    )
    closes_on = models.DateField(pgettext_lazy("vote", "closes on"))
    minimum = models.PositiveSmallIntegerField(_("supporters needed"))
    per_person = models.PositiveSmallIntegerField(_("votes of each member"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("vote", "opened by"),
    )
    opened_at = models.DateTimeField(pgettext_lazy("vote", "opened at"))

    class Meta:
        verbose_name = pgettext_lazy("proposal", "vote")
        verbose_name_plural = pgettext_lazy("proposal", "votes")
        ordering = ("group", "-opened_at")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(minimum__gte=1, per_person__gte=1), name="vote_counts_something"
            ),
        )

    def __str__(self):
        return f"{self.group}　{self.closes_on}"

    @property
    def closes_at(self) -> dt.datetime:
        return dt.datetime.combine(self.closes_on, CLOSING_TIME, tzinfo=clock.TOKYO)

    @property
    def is_open(self) -> bool:
        return clock.now() <= self.closes_at


class Support(models.Model):
    """That a member supports a proposal in a vote (賛同)."""

    vote = models.ForeignKey(
        Vote,
        models.PROTECT,
        related_name="supports",
        verbose_name=pgettext_lazy("proposal", "vote"),
    )
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="supports",
        verbose_name=pgettext_lazy("proposal", "proposal"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("support", "supporter"),
    )
    at = models.DateTimeField(pgettext_lazy("support", "given at"))

    class Meta:
        verbose_name = pgettext_lazy("proposal", "support")
        verbose_name_plural = pgettext_lazy("proposal", "supports")
        ordering = ("vote", "at")
        constraints = (
            models.UniqueConstraint(
                fields=("vote", "proposal", "by"), name="supported_once_by_each"
            ),
        )

    def __str__(self):
        return f"{self.proposal}　{self.by}"
