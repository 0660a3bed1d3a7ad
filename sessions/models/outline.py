"""What a study group is announced with: the outline (実施概要) and its parts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import StudyGroup
from support.wareki import When, fiscal_year_label


class Outline(models.Model):
    """The words of the announcement, character for character as they were printed."""

    group = models.OneToOneField(
        StudyGroup, models.PROTECT, related_name="outline", verbose_name=_("study group")
    )
    heading = models.CharField(_("heading of the outline"), max_length=200)
    document_type = models.CharField(_("kind of paper"), max_length=50)
    theme = models.CharField(pgettext_lazy("outline", "theme"), max_length=200)
    subtitle = models.CharField(pgettext_lazy("outline", "subtitle"), max_length=200, blank=True)
    research_theme = models.CharField(
        _("research theme"), max_length=200, blank=True, help_text=_("Decided in a meeting.")
    )
    points_heading = models.CharField(_("heading of the selling points"), max_length=100)
    flow_heading = models.CharField(_("heading of the flow"), max_length=100)
    background_heading = models.CharField(_("heading of the background"), max_length=100)
    conditions_heading = models.CharField(_("heading of the conditions"), max_length=100)
    default_venue = models.CharField(_("venue where none is stated"), max_length=200, blank=True)
    default_venue_rule = models.CharField(
        _("rule for the venue, as printed"), max_length=200, blank=True
    )
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("study group", "outline")
        verbose_name_plural = pgettext_lazy("study group", "outlines")

    def __str__(self):
        return self.heading

    def get_absolute_url(self):
        return self.group.get_absolute_url()

    @property
    def fiscal_year(self) -> str:
        return fiscal_year_label(self.group.fiscal_year)


class OutlineItemQuerySet(models.QuerySet):
    def texts(self, kind):
        return list(self.filter(kind=kind).order_by("order").values_list("text", flat=True))


class OutlineItem(models.Model):
    """One selling point, one paragraph of the background, or one condition."""

    class Kind(models.TextChoices):
        POINT = "point", pgettext_lazy("outline item", "selling point")
        BACKGROUND = "background", pgettext_lazy("outline item", "background")
        CONDITION = "condition", pgettext_lazy("outline item", "condition")

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="items")
    kind = models.CharField(pgettext_lazy("outline item", "kind"), max_length=20, choices=Kind)
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(pgettext_lazy("outline item", "text"))

    objects = OutlineItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of the outline")
        verbose_name_plural = _("items of the outline")
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["outline", "kind", "order"],
                name="outline_item_order",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return self.text


class PhaseQuerySet(models.QuerySet):
    def on(self, day):
        """The phases that `day` lies in; none before the first and after the last."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class Phase(models.Model):
    """A period of the year with a label. No container: a meeting may lie across its border."""

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="phases")
    order = models.PositiveSmallIntegerField(_("order"))
    label = models.CharField(pgettext_lazy("phase", "label"), max_length=100)
    detail = models.CharField(pgettext_lazy("phase", "detail"), max_length=100, blank=True)
    months = models.CharField(_("months, as printed"), max_length=50)
    starts_on = models.DateField(_("first day"), null=True, blank=True, editable=False)
    ends_on = models.DateField(_("last day"), null=True, blank=True, editable=False)
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    objects = PhaseQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("programme", "phase")
        verbose_name_plural = pgettext_lazy("programme", "phases")
        ordering = ["outline", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["outline", "order"],
                name="phase_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True, ends_on__isnull=True)
                | models.Q(
                    starts_on__isnull=False,
                    ends_on__isnull=False,
                    starts_on__lte=models.F("ends_on"),
                ),
                name="phase_ends_after_start",
            ),
        ]

    def __str__(self):
        return self.label

    def is_on(self, day) -> bool:
        """Whether `day` lies in this phase."""
        return self.starts_on is not None and self.starts_on <= day <= self.ends_on

    def read_months(self) -> None:
        """Work out the days that the printed months mean.

        Errors: WrongWhen when they contradict the calendar.
        """
        when = When.parse(self.months, self.outline.group.fiscal_year)
        self.starts_on, self.ends_on = when.earliest, when.latest


class SourceAnomaly(models.Model):
    """Something odd in the printed source. Kept as printed until staff have looked at it."""

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="anomalies")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(_("as printed"), max_length=200)
    note = models.TextField(_("note"), blank=True)
    is_checked = models.BooleanField(_("checked by the secretariat"), default=False)
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    class Meta:
        verbose_name = _("doubtful spelling in the source")
        verbose_name_plural = _("doubtful spellings in the source")
        ordering = ["outline", "order"]

    def __str__(self):
        return self.text


class ProgrammeImport(models.Model):
    """The source keys of the file that was imported last: what staff edits are told from."""

    group = models.OneToOneField(StudyGroup, models.CASCADE, related_name="programme_import")
    document = models.JSONField()
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("imported programme")
        verbose_name_plural = _("imported programmes")

    def __str__(self):
        return str(self.group)
