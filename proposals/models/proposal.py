from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import StudyGroup
from support.access import Refused
from support.collab.models import Document
from support.wareki import clock

ENTERED_WITH_A_REASON = models.Q(entered_by=None, entered_because="") | (
    models.Q(entered_by__isnull=False) & ~models.Q(entered_because="")
)
"""What the secretariat typed in for somebody (`entered_by`) says why (`entered_because`)."""


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Proposals this person may open: those of their own groups, and all that are published."""
        mine = models.Q(group__in=StudyGroup.objects.read_inside_by(user))
        return self.filter(mine | models.Q(state=Proposal.State.PUBLISHED))

    def inside_of(self, user):
        """Proposals whose text and reviews this person may read, published or not."""
        return self.filter(group__in=StudyGroup.objects.read_inside_by(user))

    def with_progress(self):
        """Adds the number of sections, how many of them are ready, and the open threads."""
        own = Section.objects.filter(proposal=models.OuterRef("pk"))
        threads = self.model.own_threads.rel.related_model.objects
        on_whole = threads.filter(proposal=models.OuterRef("pk"), state="open")
        return self.annotate(
            section_count=_count(own),
            ready_count=_count(own.filter(state__in=Section.READY)),
            open_threads=_count(own.filter(threads__state="open")) + _count(on_whole),
        )


def _count(rows):
    """How many `rows` each proposal has; a subquery, for a join would multiply other counts."""
    counted = rows.order_by().values("proposal").annotate(n=models.Count("*")).values("n")
    return Coalesce(models.Subquery(counted), 0)


class Proposal(models.Model):
    """A policy proposal (提言書) that one study group writes section by section."""

    class State(models.TextChoices):
        OUTLINE = "outline", pgettext_lazy("proposal state", "outline")
        WRITING = "writing", pgettext_lazy("proposal state", "being written")
        GROUP_CHECK = "group_check", pgettext_lazy("proposal state", "with the group")
        REVIEWING = "reviewing", pgettext_lazy("proposal state", "with the lecturer")
        CHANGES = "changes", pgettext_lazy("proposal state", "changes requested")
        ENDORSED = "endorsed", pgettext_lazy("proposal state", "endorsed")
        OFFICE_CHECK = "office_check", pgettext_lazy("proposal state", "with the secretariat")
        FINAL = "final", pgettext_lazy("proposal state", "final")
        PUBLISHED = "published", pgettext_lazy("proposal state", "published")

    class Authorship(models.TextChoices):
        GROUP = "group", pgettext_lazy("authorship", "whole group")
        TEAM = "team", pgettext_lazy("authorship", "team")
        PERSON = "person", pgettext_lazy("authorship", "one member")

    class Numbering(models.TextChoices):
        PLAIN = "plain", _("Chapter 1 → 1 → (1) → ア → (ア)")
        PARTS = "parts", _("Chapter 1 → Part 1 → 1 → (1) → ア")

    OPEN = (State.OUTLINE, State.WRITING, State.CHANGES)
    """The states in which members may change the text."""

    WITH_MEMBERS = (*OPEN, State.GROUP_CHECK)
    """The states in which the next step is the members'."""

    BEFORE_FINAL = (State.ENDORSED, State.OFFICE_CHECK)
    """The states in which the next step is the secretariat's."""

    SETTLED = (State.ENDORSED, State.OFFICE_CHECK, State.FINAL, State.PUBLISHED)
    """The states in which the newest frozen version is the one the lecturers endorsed."""

    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        related_name="proposals",
        verbose_name=pgettext_lazy("proposal", "study group"),
    )
    title = models.CharField(_("title of the proposal"), max_length=200)
    subtitle = models.CharField(_("subtitle of the proposal"), max_length=200, blank=True)
    state = models.CharField(
        pgettext_lazy("proposal", "state"), max_length=20, choices=State, default=State.OUTLINE
    )
    authorship = models.CharField(
        pgettext_lazy("proposal", "written by"),
        max_length=10,
        choices=Authorship,
        default=Authorship.GROUP,
    )
    team = models.CharField(pgettext_lazy("proposal", "team"), max_length=20, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_proposals",
        verbose_name=pgettext_lazy("proposal", "member"),
    )
    numbering = models.CharField(
        _("numbers of headings"), max_length=10, choices=Numbering, default=Numbering.PLAIN
    )
    created_at = models.DateTimeField(pgettext_lazy("proposal", "created at"), auto_now_add=True)
    updated_at = models.DateTimeField(pgettext_lazy("proposal", "updated at"), auto_now=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("proposal", "proposal")
        verbose_name_plural = pgettext_lazy("proposal", "proposals")
        ordering = ("group", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(authorship="group", team="", author=None)
                | (models.Q(authorship="team", author=None) & ~models.Q(team=""))
                | models.Q(authorship="person", team="", author__isnull=False),
                name="proposal_by_group_team_or_person",
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("proposals:proposal", args=[self.group.slug, self.pk])

    @property
    def by_line(self) -> str:
        """The team or the member whose proposal it is; of the whole group nothing is said."""
        return self.author.name if self.author else self.team

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_under_review(self) -> bool:
        return self.state == self.State.REVIEWING

    @property
    def is_with_group(self) -> bool:
        return self.state == self.State.GROUP_CHECK

    @property
    def is_settled(self) -> bool:
        return self.state in self.SETTLED

    def move(self, state: str, *, only_from: Iterable[str], otherwise) -> None:
        """Go on to `state`.

        Errors: Refused with the sentence `otherwise` when the present state is not in `only_from`.
        """
        if self.state not in only_from:
            raise Refused(otherwise)
        self.state = state
        self.save(update_fields=["state", "updated_at"])


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Sections of the groups whose inside this person may read.

        A published proposal shows everybody its PDF, not these.
        """
        return self.filter(proposal__group__in=StudyGroup.objects.read_inside_by(user))

    def with_open_threads(self):
        """In their order: counting would make Django forget it."""
        is_open = models.Q(threads__state="open")
        counted = self.annotate(open_threads=models.Count("threads", filter=is_open))
        return counted.order_by("proposal", "position")


class Section(models.Model):
    """A chapter (章) or a part of one (節): the piece of text that has one owner."""

    class Level(models.IntegerChoices):
        CHAPTER = 1, pgettext_lazy("section", "chapter")
        PART = 2, pgettext_lazy("section", "part of a chapter")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("section state", "draft")
        SUBMITTED = "submitted", pgettext_lazy("section state", "shown to the group")
        IN_REVIEW = "in_review", pgettext_lazy("section state", "with the lecturer")
        CHANGES = "changes", pgettext_lazy("section state", "changes requested")
        REVISED = "revised", pgettext_lazy("section state", "revised")
        ENDORSED = "endorsed", pgettext_lazy("section state", "endorsed")
        FINAL = "final", pgettext_lazy("section state", "final")

    READY = (State.SUBMITTED, State.IN_REVIEW, State.REVISED, State.ENDORSED, State.FINAL)
    """The states in which the owner has nothing left to do."""

    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="sections",
        verbose_name=pgettext_lazy("proposal", "proposal"),
    )
    position = models.PositiveIntegerField(pgettext_lazy("proposal", "position"))
    level = models.PositiveSmallIntegerField(
        pgettext_lazy("section", "level"), choices=Level, default=Level.CHAPTER
    )
    is_numbered = models.BooleanField(_("counts as a numbered chapter"), default=True)
    title = models.CharField(_("title of the section"), max_length=200)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_sections",
        verbose_name=pgettext_lazy("proposal", "main writer"),
    )
    state = models.CharField(
        pgettext_lazy("section", "state"), max_length=20, choices=State, default=State.DRAFT
    )
    helpers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="helped_sections",
        verbose_name=pgettext_lazy("proposal", "helpers"),
    )
    target_length = models.PositiveIntegerField(_("length aimed at"), null=True, blank=True)
    due_on = models.DateField(_("to be written by"), null=True, blank=True)
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        related_name="section",
        verbose_name=pgettext_lazy("proposal", "text"),
    )
    updated_at = models.DateTimeField(pgettext_lazy("proposal", "updated at"), auto_now=True)

    objects = SectionQuerySet.as_manager()

    number: str  # 「第2章」: counted by proposals.outline, never stored
    length: object  # put there by proposals.text.lengths
    notes: list  # below the text, put there by proposals.text.reading

    class Meta:
        verbose_name = pgettext_lazy("proposal", "section")
        verbose_name_plural = pgettext_lazy("proposal", "sections")
        ordering = ("proposal", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("proposal", "position"),
                name="one_section_per_position",
                deferrable=models.Deferrable.DEFERRED,
            ),
        )

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("proposals:section", args=[self.proposal.group.slug, self.pk])

    @property
    def is_ready(self) -> bool:
        return self.state in self.READY

    @property
    def is_overdue(self) -> bool:
        """Not ready, and its day is over: the whole day counts."""
        return not self.is_ready and self.due_on is not None and self.due_on < clock.today()
