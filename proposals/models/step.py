from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from proposals.models.milestone import FrozenSection, Milestone
from proposals.models.proposal import Proposal


class StepQuerySet(models.QuerySet):
    def into(self, state):
        """Those that led to `state`, the newest first."""
        return self.filter(to_state=state).order_by("-at", "-pk")

    def standing(self, state):
        """The last step of each proposal that is in `state` now: it is there since then."""
        newest = self.model.objects.filter(proposal=models.OuterRef("proposal"))
        newest = newest.order_by("-at", "-pk").values("pk")[:1]
        return self.filter(to_state=state, proposal__state=state, pk=models.Subquery(newest))


class Step(models.Model):
    """One step of a proposal on its way (経過): from where to where, by whom, when and why.

    `reason`: why the secretariat took it for somebody else or opened the text again, or what it
    looked at before it made the proposal final.
    """

    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="steps",
        verbose_name=pgettext_lazy("proposal", "proposal"),
    )
    from_state = models.CharField(
        pgettext_lazy("proposal", "state before"), max_length=20, choices=Proposal.State
    )
    to_state = models.CharField(
        pgettext_lazy("proposal", "state after"), max_length=20, choices=Proposal.State
    )
    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="steps",
        verbose_name=pgettext_lazy("proposal", "frozen version"),
    )
    due_on = models.DateField(pgettext_lazy("step", "wanted by"), null=True, blank=True)
    reason = models.TextField(pgettext_lazy("step", "reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("step", "taken by"),
    )
    at = models.DateTimeField(pgettext_lazy("step", "taken at"))

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("proposal", "step")
        verbose_name_plural = pgettext_lazy("proposal", "steps")
        ordering = ("proposal", "at", "pk")

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class Confirmation(models.Model):
    """That a member has read one section of the version handed to the group (確認しました)."""

    section = models.ForeignKey(
        FrozenSection,
        models.PROTECT,
        related_name="confirmations",
        verbose_name=pgettext_lazy("proposal", "frozen section"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("confirmation", "confirmed by"),
    )
    at = models.DateTimeField(pgettext_lazy("confirmation", "confirmed at"))

    class Meta:
        verbose_name = pgettext_lazy("proposal", "confirmation")
        verbose_name_plural = pgettext_lazy("proposal", "confirmations")
        ordering = ("section", "at")
        constraints = (
            models.UniqueConstraint(fields=("section", "by"), name="confirmed_once_by_each"),
        )

    def __str__(self):
        return f"{self.section}　{self.by}"
