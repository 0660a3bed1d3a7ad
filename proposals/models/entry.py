import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fieldwork.models import InsideQuerySet, ReferenceCase
from members.models import StudyGroup
from sessions.models import Material
from support import wareki


class EntryQuerySet(InsideQuerySet):
    def with_subjects(self):
        """With what their words are made of."""
        return self.select_related("group", "case", "material__study_session")


def _only(kind, *, subject=None):
    """The rows of one kind: it names its subject and nothing else's, or has words of its own."""
    others = {f"{name}__isnull": name != subject for name in ("case", "material")}
    own = ~Q(title="") if subject is None else Q(title="", author="", url="", accessed_on=None)
    return Q(kind=kind, **others) & own


class Entry(models.Model):
    """A source (出典) that a study group cites in its proposals.

    A finding needs none: a citation names it directly.
    """

    class Kind(models.TextChoices):
        LITERATURE = "literature", pgettext_lazy("source", "literature")
        WEB = "web", pgettext_lazy("source", "web page")
        CASE = "case", pgettext_lazy("source", "reference case")
        MATERIAL = "material", pgettext_lazy("source", "material of a meeting")

    TYPED = (Kind.LITERATURE, Kind.WEB)
    """The kinds whose words somebody has typed."""

    group = models.ForeignKey(
        StudyGroup,
        models.PROTECT,
        related_name="entries",
        verbose_name=pgettext_lazy("source", "study group"),
    )
    kind = models.CharField(pgettext_lazy("source", "kind"), max_length=10, choices=Kind)
    case = models.ForeignKey(
        ReferenceCase,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=pgettext_lazy("source", "reference case"),
    )
    material = models.ForeignKey(
        Material,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=pgettext_lazy("source", "material"),
    )
    author = models.CharField(pgettext_lazy("source", "author"), max_length=100, blank=True)
    title = models.CharField(pgettext_lazy("source", "title"), max_length=200, blank=True)
    publisher = models.CharField(pgettext_lazy("source", "publisher"), max_length=100, blank=True)
    published = models.CharField(pgettext_lazy("source", "published"), max_length=30, blank=True)
    url = models.URLField(pgettext_lazy("source", "address (URL)"), max_length=500, blank=True)
    accessed_on = models.DateField(_("day it was looked at"), null=True, blank=True)
    form_token = models.UUIDField(default=uuid.uuid4, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("source", "registered by"),
    )
    created_at = models.DateTimeField(pgettext_lazy("source", "registered at"), auto_now_add=True)
    updated_at = models.DateTimeField(pgettext_lazy("source", "changed at"), auto_now=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("source", "source")
        verbose_name_plural = pgettext_lazy("source", "sources")
        ordering = ("group", "pk")
        constraints = (
            models.CheckConstraint(
                condition=_only("literature")
                | (_only("web") & ~Q(url=""))
                | _only("case", subject="case")
                | _only("material", subject="material"),
                name="entry_has_what_its_kind_needs",
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(accessed_on__isnull=False),
                name="entry_url_has_access_day",
            ),
            models.UniqueConstraint(fields=("group", "case"), name="one_entry_per_case"),
            models.UniqueConstraint(fields=("group", "material"), name="one_entry_per_material"),
            models.UniqueConstraint(fields=("group", "form_token"), name="entry_once_a_form"),
        )

    def __str__(self):
        return self.words

    def get_absolute_url(self):
        return reverse("proposals:entry", args=[self.group.slug, self.pk])

    @property
    def is_typed(self) -> bool:
        return self.kind in self.TYPED

    @property
    def words(self) -> str:
        """How notes and lists print it. Fetch it `with_subjects`."""
        if self.kind == self.Kind.CASE:
            case = self.case
            return f"{case}{looked_at(case.author, case.url, case.accessed_on)}"
        if self.kind == self.Kind.MATERIAL:
            return f"{self.material.study_session.label}資料「{self.material}」"
        title = f"「{self.title}」" if self.author or not self.url else self.title
        year = f"（{self.published}）" if self.published else ""
        tail = looked_at("", self.url, self.accessed_on)
        return f"{self.author}{title}{self.publisher}{year}{tail}"


def looked_at(author: str, url: str, on) -> str:
    """「　https://… （閲覧日　令和4年11月28日）」: where and when something was read.

    Source: RULES 11, notes of a report (題名 URL（閲覧日）).
    """
    day = f"（閲覧日　{wareki.format_day(on, with_weekday=False)}）" if on else ""
    return "".join(f"　{word}" for word in (author, url) if word) + (f" {day}" if url else day)
