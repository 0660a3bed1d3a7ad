import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy

from proposals.models.proposal import Section
from support.files.models import CheckedFile


class IncomingQuerySet(models.QuerySet):
    def of(self, user):
        """Files are seen by whoever has chosen them, and by nobody else."""
        return self.filter(by=user)


class Incoming(CheckedFile):
    """A file somebody wants to bring into a section: looked at first, then taken, once.

    It goes when the same person chooses the next one.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(
        Section,
        models.CASCADE,
        related_name="incoming",
        verbose_name=pgettext_lazy("proposal", "section"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="+",
        verbose_name=pgettext_lazy("proposal", "chosen by"),
    )
    taken_at = models.DateTimeField(pgettext_lazy("proposal", "taken at"), null=True, blank=True)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("proposal", "file to be brought in")
        verbose_name_plural = pgettext_lazy("proposal", "files to be brought in")
        ordering = ("pk",)

    def __str__(self):
        return self.name
