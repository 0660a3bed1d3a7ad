"""What a meeting contains, bullet by bullet."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sessions.models.study_session import StudySession


class SessionContent(models.Model):
    """One bullet of what a meeting contains."""

    study_session = models.ForeignKey(StudySession, models.CASCADE, related_name="contents")
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.CharField(pgettext_lazy("meeting content", "text"), max_length=300)
    provenance = models.JSONField(_("place in the source"), default=dict, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("meeting", "content")
        verbose_name_plural = pgettext_lazy("meeting", "contents")
        ordering = ["study_session", "order"]

    def __str__(self):
        return self.text
