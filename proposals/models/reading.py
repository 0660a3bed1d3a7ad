from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from proposals.models.milestone import Milestone


class Reading(models.Model):
    """That a person has read a frozen version: what came after it is new to them."""

    milestone = models.ForeignKey(
        Milestone,
        models.PROTECT,
        related_name="readings",
        verbose_name=pgettext_lazy("proposal", "frozen version"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("reading", "read by"),
    )
    at = models.DateTimeField(pgettext_lazy("reading", "read at"))

    class Meta:
        verbose_name = pgettext_lazy("proposal", "reading")
        verbose_name_plural = pgettext_lazy("proposal", "readings")
        ordering = ("milestone", "at")
        constraints = (
            models.UniqueConstraint(fields=("milestone", "by"), name="read_once_by_each"),
        )

    def __str__(self):
        return f"{self.milestone}　{self.by}"
