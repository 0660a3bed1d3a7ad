from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from proposals.models.review import Review


class Criterion(models.Model):
    """One line of the checklist (確認の観点) that a lecturer is offered with the answer."""

    label = models.CharField(pgettext_lazy("criterion", "label"), max_length=50, unique=True)
    hint = models.CharField(pgettext_lazy("criterion", "hint"), max_length=200, blank=True)
    position = models.PositiveIntegerField(pgettext_lazy("proposal", "position"), default=0)
    is_used = models.BooleanField(_("is in use"), default=True)

    class Meta:
        verbose_name = pgettext_lazy("proposal", "line of the checklist")
        verbose_name_plural = pgettext_lazy("proposal", "checklist")
        ordering = ("position", "pk")

    def __str__(self):
        return self.label


class Mark(models.Model):
    """What a lecturer ticked for one line, in the words the line had then."""

    class Value(models.TextChoices):
        GOOD = "good", pgettext_lazy("mark", "○")
        PARTLY = "partly", pgettext_lazy("mark", "△")
        NONE = "none", pgettext_lazy("mark", "－")

    review = models.ForeignKey(
        Review,
        models.PROTECT,
        related_name="marks",
        verbose_name=pgettext_lazy("review", "review"),
    )
    label = models.CharField(pgettext_lazy("criterion", "label"), max_length=50)
    position = models.PositiveIntegerField(pgettext_lazy("proposal", "position"))
    value = models.CharField(pgettext_lazy("mark", "value"), max_length=10, choices=Value)
    sentence = models.CharField(pgettext_lazy("mark", "sentence"), max_length=300, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("proposal", "mark")
        verbose_name_plural = pgettext_lazy("proposal", "marks")
        ordering = ("review", "position")
        constraints = (
            models.UniqueConstraint(fields=("review", "label"), name="one_mark_per_line"),
        )

    def __str__(self):
        return f"{self.label}　{self.get_value_display()}"
