import datetime as dt

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import StudyGroup
from proposals.models.milestone import Milestone
from proposals.models.proposal import ENTERED_WITH_A_REASON, Proposal
from support.access import Refused
from support.wareki import clock

CLOSING_TIME = dt.time(17)
"""A review is due at 17:00 of its day."""


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Reviews of the proposals whose inside this person may read."""
        return self.filter(milestone__proposal__in=Proposal.objects.inside_of(user))

    def waiting(self):
        """Those a lecturer still has to answer."""
        return self.filter(state=Review.State.WITH_LECTURER)

    def answerable(self):
        """Those waiting in groups that are not closed: the queue."""
        closed = StudyGroup.State.CLOSED
        return self.waiting().exclude(milestone__proposal__group__state=closed)

    def answered(self):
        """Those answered, the newest first."""
        return self.exclude(state=Review.State.WITH_LECTURER).order_by("-decided_at", "-pk")


class Review(models.Model):
    """What one lecturer says (確認・助言) of one frozen version."""

    class State(models.TextChoices):
        WITH_LECTURER = "with_lecturer", pgettext_lazy("review state", "with the lecturer")
        CHANGES_REQUESTED = "changes_requested", pgettext_lazy("review state", "changes requested")
        ENDORSED = "endorsed", pgettext_lazy("review state", "endorsed")
        ENDED = "ended", pgettext_lazy("review state", "ended without an answer")

    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        related_name="reviews",
        verbose_name=pgettext_lazy("proposal", "frozen version"),
    )
    lecturer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="reviews",
        verbose_name=pgettext_lazy("proposal", "lecturer"),
    )
    state = models.CharField(
        pgettext_lazy("review", "state"), max_length=20, choices=State, default=State.WITH_LECTURER
    )
    note = models.TextField(_("words to the members"), blank=True)
    due_on = models.DateField(_("answer wanted by"))
    created_at = models.DateTimeField(pgettext_lazy("proposal", "asked at"), auto_now_add=True)
    decided_at = models.DateTimeField(
        pgettext_lazy("proposal", "answered at"), null=True, blank=True
    )

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("proposal", "entered by"),
    )
    entered_because = models.TextField(pgettext_lazy("proposal", "entered because"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("review", "review")
        verbose_name_plural = pgettext_lazy("proposal", "reviews")
        ordering = ("due_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("milestone", "lecturer"), name="one_review_per_lecturer"
            ),
            models.CheckConstraint(
                condition=models.Q(state="with_lecturer", decided_at=None)
                | (~models.Q(state="with_lecturer") & models.Q(decided_at__isnull=False)),
                name="review_decided_at_with_its_state",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="changes_requested", note=""),
                name="review_changes_say_which",
            ),
            models.CheckConstraint(
                condition=ENTERED_WITH_A_REASON, name="review_entered_with_a_reason"
            ),
        )

    def __str__(self):
        return f"{self.milestone}　{self.lecturer}"

    def get_absolute_url(self):
        return reverse("proposals:review", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WITH_LECTURER

    @property
    def asks_changes(self) -> bool:
        return self.state == self.State.CHANGES_REQUESTED

    @property
    def due_at(self) -> dt.datetime:
        return dt.datetime.combine(self.due_on, CLOSING_TIME, tzinfo=clock.now().tzinfo)

    @property
    def is_overdue(self) -> bool:
        return self.is_waiting and clock.now() > self.due_at

    def decide(self, state: str, note: str, *, entered_by=None, because: str = "") -> None:
        """Answer once, for good; `entered_by` is who typed in what came on paper, and why.

        Errors: Refused when it has been answered, or ended, before.
        """
        if not self.is_waiting:
            raise Refused(_("This version has already been answered. Please open the queue again."))
        self.state = state
        self.note = note
        self.decided_at = clock.now()
        self.entered_by, self.entered_because = entered_by, because
        self.save(update_fields=["state", "note", "decided_at", "entered_by", "entered_because"])
