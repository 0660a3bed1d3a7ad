import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proposals.models.proposal import ENTERED_WITH_A_REASON, Proposal, Section
from support.access import Refused
from support.wareki import clock


class ThreadQuerySet(models.QuerySet):
    def of_proposal(self, proposal):
        """Those about the proposal as a whole and about its sections, in the order of the text."""
        mine = self.filter(models.Q(proposal=proposal) | models.Q(section__proposal=proposal))
        mine = mine.select_related("proposal__group", "section__proposal__group")
        whole_first = models.F("section__position").asc(nulls_first=True)
        return mine.order_by(whole_first, "pk")

    def open_of(self, proposal, author):
        """Open ones of a proposal in which this person has written."""
        mine = Comment.objects.filter(author=author).values("thread")
        return self.of_proposal(proposal).filter(state=Thread.State.OPEN, pk__in=mine)

    def meant_for(self, user):
        """Open ones that mention this person."""
        named = Mention.objects.filter(person=user).values("comment__thread")
        rows = self.filter(state=Thread.State.OPEN, pk__in=named)
        return rows.select_related("proposal__group", "section__proposal__group")

    def in_proposals(self, proposals):
        return self.filter(
            models.Q(proposal__in=proposals) | models.Q(section__proposal__in=proposals)
        )

    def with_comments(self):
        """With what was said, by whom and for whom."""
        people = models.Prefetch("mentions", Mention.objects.select_related("person__person"))
        said = Comment.objects.select_related("author__person", "entered_by__person")
        return self.prefetch_related(models.Prefetch("comments", said.prefetch_related(people)))

    def in_order(self):
        """With their comments and who wrote them: open ones first, then as they were begun."""
        open_first = models.Case(models.When(state=Thread.State.OPEN, then=0), default=1)
        return self.with_comments().order_by(open_first, "pk")


class Thread(models.Model):
    """A conversation about marked words of a section, a section, or the proposal as a whole.

    It hangs on one of the two: `section` or `proposal`. `start` and `end` are Yjs relative
    positions of the text in `epoch`; without marked words both are empty.
    """

    class Kind(models.TextChoices):
        QUESTION = "question", pgettext_lazy("thread", "question")
        ADVICE = "advice", pgettext_lazy("thread", "advice")
        CHANGE = "change", pgettext_lazy("thread", "change requested")
        PRAISE = "praise", pgettext_lazy("thread", "good point")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("thread state", "open")
        RESOLVED = "resolved", pgettext_lazy("thread state", "resolved")

    section = models.ForeignKey(
        Section,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="threads",
        verbose_name=pgettext_lazy("proposal", "section"),
    )
    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_threads",
        verbose_name=pgettext_lazy("thread", "proposal as a whole"),
    )
    epoch = models.PositiveIntegerField(_("epoch of the text"), default=0)
    start = models.BinaryField(_("start of the marked words"), blank=True)
    end = models.BinaryField(_("end of the marked words"), blank=True)
    quote = models.TextField(pgettext_lazy("proposal", "marked words"), blank=True)
    kind = models.CharField(_("kind of comment"), max_length=20, choices=Kind)
    state = models.CharField(
        pgettext_lazy("thread", "state"), max_length=20, choices=State, default=State.OPEN
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("proposal", "resolved by"),
    )
    resolved_at = models.DateTimeField(
        pgettext_lazy("proposal", "resolved at"), null=True, blank=True
    )

    objects = ThreadQuerySet.as_manager()

    is_gone: bool  # its words have been deleted: put there by proposals.review.commented

    class Meta:
        verbose_name = pgettext_lazy("thread", "comment thread")
        verbose_name_plural = pgettext_lazy("proposal", "comment threads")
        ordering = ("section", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(section=None, proposal__isnull=False, quote="")
                | models.Q(section__isnull=False, proposal=None),
                name="thread_on_a_section_or_a_proposal",
            ),
        )

    def __str__(self):
        return f"{self.get_kind_display()}　{self.quote}"

    def get_absolute_url(self):
        """On the page of its section, or among the comments on the proposal."""
        if self.section is not None:
            return f"{self.section.get_absolute_url()}#thread-{self.pk}"
        page = reverse("proposals:comments", args=[self.proposal.group.slug, self.proposal_id])
        return f"{page}#thread-{self.pk}"

    @property
    def proposal_read_in(self) -> Proposal:
        """The proposal it is about, as a whole or in a section."""
        return self.proposal or self.section.proposal

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    def concerns(self, person) -> bool:
        """Whether this person wrote in it or is meant. Of a thread loaded with its comments."""
        comments = self.comments.all()
        if any(comment.author_id == person.pk for comment in comments):
            return True
        mentions = (row for comment in comments for row in comment.mentions.all())
        return any(row.person_id == person.pk for row in mentions)

    def resolve(self, *, by) -> None:
        """Errors: Refused when somebody resolved it before."""
        if not self.is_open:
            raise Refused(_("This comment has already been resolved."))
        self.state, self.resolved_by, self.resolved_at = self.State.RESOLVED, by, clock.now()
        self.save(update_fields=["state", "resolved_by", "resolved_at"])

    def reopen(self) -> None:
        """Errors: Refused when it is open."""
        if self.is_open:
            raise Refused(_("This comment is already open."))
        self.state, self.resolved_by, self.resolved_at = self.State.OPEN, None, None
        self.save(update_fields=["state", "resolved_by", "resolved_at"])


class Comment(models.Model):
    """One contribution to a thread. It is never changed; another one answers it.

    `form_token` belongs to the form it came from: the same form twice is one comment.
    """

    thread = models.ForeignKey(
        Thread,
        models.PROTECT,
        related_name="comments",
        verbose_name=pgettext_lazy("proposal", "comment thread"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="comments",
        verbose_name=pgettext_lazy("proposal", "author"),
    )
    text = models.TextField(pgettext_lazy("comment", "text"), max_length=4000)
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(pgettext_lazy("proposal", "written at"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("proposal", "entered by"),
    )
    entered_because = models.TextField(pgettext_lazy("proposal", "entered because"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("comment", "comment")
        verbose_name_plural = pgettext_lazy("proposal", "comments")
        ordering = ("thread", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "author", "form_token"], name="comment_once_a_form"
            ),
            models.CheckConstraint(
                condition=ENTERED_WITH_A_REASON, name="comment_entered_with_a_reason"
            ),
        ]

    def __str__(self):
        return self.text


class Mention(models.Model):
    """That a comment is meant for this person (知らせる人)."""

    comment = models.ForeignKey(
        Comment,
        models.PROTECT,
        related_name="mentions",
        verbose_name=pgettext_lazy("comment", "comment"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="mentions",
        verbose_name=pgettext_lazy("mention", "person"),
    )

    class Meta:
        verbose_name = pgettext_lazy("proposal", "mention")
        verbose_name_plural = pgettext_lazy("proposal", "mentions")
        ordering = ("comment", "pk")
        constraints = (
            models.UniqueConstraint(fields=("comment", "person"), name="mentioned_once"),
        )

    def __str__(self):
        return f"{self.comment_id}　{self.person}"
