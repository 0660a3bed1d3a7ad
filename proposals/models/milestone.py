from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldwork.models import Finding
from proposals.models.entry import Entry
from proposals.models.proposal import Proposal, Section
from support.collab.nodes import Node, Run


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Frozen versions of the proposals whose inside this person may read."""
        return self.filter(proposal__in=Proposal.objects.inside_of(user))

    def handed_over(self):
        """Those that went to lecturers."""
        return self.filter(pk__in=self.filter(reviews__isnull=False).values("pk"))

    def endorsed(self):
        """Those that every lecturer asked has endorsed."""
        missing = models.Count("reviews", filter=~models.Q(reviews__state="endorsed"))
        return self.handed_over().annotate(missing=missing).filter(missing=0)

    def newest(self):
        return self.order_by("-number").first()

    def with_letters(self):
        """Adds how long the whole version is."""
        return self.annotate(letters=models.Sum("sections__letters"))


class Milestone(models.Model):
    """A frozen version (版) of a whole proposal.

    The database refuses to change or delete it and what hangs on it (migration 0002).
    """

    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="milestones",
        verbose_name=pgettext_lazy("proposal", "proposal"),
    )
    number = models.PositiveIntegerField(pgettext_lazy("milestone", "number"))
    name = models.CharField(pgettext_lazy("milestone", "name"), max_length=100)
    note = models.TextField(pgettext_lazy("milestone", "note"), blank=True)
    title = models.CharField(_("title of the proposal"), max_length=200)
    subtitle = models.CharField(_("subtitle of the proposal"), max_length=200, blank=True)
    numbering = models.CharField(
        _("numbers of headings"),
        max_length=10,
        choices=Proposal.Numbering,
        default=Proposal.Numbering.PLAIN,
    )
    content_hash = models.CharField(_("fingerprint of the content"), max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("proposal", "frozen by"),
    )
    at = models.DateTimeField(pgettext_lazy("proposal", "frozen at"))

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("proposal", "frozen version")
        verbose_name_plural = pgettext_lazy("proposal", "frozen versions")
        ordering = ("proposal", "number")
        constraints = (
            models.UniqueConstraint(fields=("proposal", "number"), name="one_milestone_per_number"),
        )

    def __str__(self):
        return f"{self.title}（{self.name}）"

    def get_absolute_url(self):
        return reverse(
            "proposals:version", args=[self.proposal.group.slug, self.proposal_id, self.number]
        )

    def is_endorsed(self) -> bool:
        """Whether every lecturer asked about it has endorsed it; else it is a draft for readers."""
        return Milestone.objects.endorsed().filter(pk=self.pk).exists()

    @property
    def before(self) -> int:
        """The number of the version kept before this one; 0 for the first."""
        return self.number - 1


class FrozenSection(models.Model):
    """One section as it stood when its milestone was made."""

    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        related_name="sections",
        verbose_name=pgettext_lazy("proposal", "frozen version"),
    )
    section = models.ForeignKey(
        Section,
        models.PROTECT,
        related_name="frozen",
        verbose_name=pgettext_lazy("proposal", "section"),
    )
    position = models.PositiveIntegerField(pgettext_lazy("proposal", "position"))
    level = models.PositiveSmallIntegerField(
        pgettext_lazy("section", "level"), choices=Section.Level
    )
    number = models.CharField(pgettext_lazy("section", "number"), max_length=20, blank=True)
    title = models.CharField(_("title of the section"), max_length=200)
    owner_name = models.CharField(
        pgettext_lazy("proposal", "main writer"), max_length=120, blank=True
    )
    epoch = models.PositiveIntegerField(_("epoch of the text"))
    seq = models.PositiveBigIntegerField(_("last change contained"))
    state = models.BinaryField(_("text as one Yjs update"))
    # Unknown for versions kept before this was counted.
    letters = models.PositiveIntegerField(_("length in letters"), null=True)
    content_hash = models.CharField(_("fingerprint of the content"), max_length=64)

    tree: tuple[Node | Run, ...]  # the text, put there by proposals.text.counted
    html: SafeString  # the text for a page, put there by proposals.text.reading
    notes: list  # below the text, put there by proposals.text.reading
    confirmed_by: list[str]  # names, put there by proposals.review.checking
    is_confirmed: bool  # by the reader of the page
    change: str  # since the reader's last version, put there by proposals.review.rereading

    class Meta:
        verbose_name = pgettext_lazy("proposal", "frozen section")
        verbose_name_plural = pgettext_lazy("proposal", "frozen sections")
        ordering = ("milestone", "position")
        constraints = (
            models.UniqueConstraint(
                fields=("milestone", "section"), name="one_frozen_section_per_milestone"
            ),
        )

    def __str__(self):
        return self.title


class FrozenCitation(models.Model):
    """A finding or an entry that a frozen section cites, in the words it had then."""

    class Kind(models.TextChoices):
        LITERATURE = "literature", pgettext_lazy("source", "literature")
        WEB = "web", pgettext_lazy("source", "web page")
        CASE = "case", pgettext_lazy("source", "reference case")
        FINDING = "finding", pgettext_lazy("source", "finding")
        MATERIAL = "material", pgettext_lazy("source", "material of a meeting")

    section = models.ForeignKey(
        FrozenSection,
        models.PROTECT,
        related_name="citations",
        verbose_name=pgettext_lazy("proposal", "frozen section"),
    )
    kind = models.CharField(
        pgettext_lazy("source", "kind"), max_length=10, choices=Kind, default=Kind.FINDING
    )
    finding = models.ForeignKey(
        Finding,
        models.PROTECT,
        null=True,
        related_name="frozen_citations",
        verbose_name=pgettext_lazy("proposal", "finding"),
    )
    entry = models.ForeignKey(
        Entry,
        models.PROTECT,
        null=True,
        related_name="frozen_citations",
        verbose_name=pgettext_lazy("source", "source"),
    )
    position = models.PositiveIntegerField(pgettext_lazy("proposal", "position"))
    text = models.TextField(_("source in its words"))
    source = models.TextField(_("where it comes from"), blank=True)

    class Meta:
        verbose_name = pgettext_lazy("proposal", "cited source")
        verbose_name_plural = pgettext_lazy("proposal", "cited sources")
        ordering = ("section", "position")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="finding", finding__isnull=False, entry=None)
                | (~models.Q(kind="finding") & models.Q(finding=None, entry__isnull=False)),
                name="citation_of_finding_or_entry",
            ),
            models.UniqueConstraint(
                fields=("section", "finding"), name="one_citation_per_frozen_section"
            ),
            models.UniqueConstraint(
                fields=("section", "entry"), name="one_entry_per_frozen_section"
            ),
        )

    def __str__(self):
        return self.words

    @property
    def words(self) -> str:
        """As notes print it."""
        return f"{self.text}\u3000{self.source}" if self.source else self.text
