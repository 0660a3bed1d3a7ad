from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from fieldwork.models import VisitPhoto
from proposals.models.proposal import Proposal
from support.files.models import CheckedFile


class PictureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Pictures in proposals whose inside this person may read."""
        return self.filter(proposal__in=Proposal.objects.inside_of(user))


class Picture(CheckedFile):
    """A picture that figures (図) of a proposal show.

    It is never deleted: a text, an older version or an undo may still show it.
    """

    proposal = models.ForeignKey(
        Proposal,
        models.PROTECT,
        related_name="pictures",
        verbose_name=pgettext_lazy("proposal", "proposal"),
    )
    photo = models.ForeignKey(
        VisitPhoto,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("picture", "photo of a visit"),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name=pgettext_lazy("picture", "added by"),
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("picture", "picture")
        verbose_name_plural = pgettext_lazy("picture", "pictures")
        ordering = ("proposal", "pk")
        constraints = (
            models.UniqueConstraint(fields=("proposal", "sha256"), name="proposal_picture_once"),
        )

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse(
            "proposals:picture", args=[self.proposal.group.slug, self.proposal_id, self.pk]
        )
