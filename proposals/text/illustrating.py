"""Pictures for the figures of a proposal: from a file, or from a photo of a visit."""

import logging

from django.core.files.base import ContentFile
from django.db import transaction

from fieldwork.models import VisitPhoto
from members.models import User
from proposals.models import Picture, Proposal
from support.files.checks import Checked

logger = logging.getLogger(__name__)


@transaction.atomic
def add_picture(
    proposal: Proposal, *, checked: Checked, by: User, photo: VisitPhoto | None = None
) -> Picture:
    """Keep a picture. The same one is kept once.

    Effects: the file is written before the row, so no row ever lacks its file.
    """
    Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    known = Picture.objects.filter(proposal=proposal, sha256=checked.sha256).first()
    if known:
        return known
    picture = Picture(proposal=proposal, photo=photo, added_by=by)
    picture.take(checked)
    picture.save()
    logger.info("picture added picture=%s proposal=%s by=%s", picture.pk, proposal.pk, by.pk)
    return picture


def take_photo(proposal: Proposal, photo: VisitPhoto, *, by: User) -> Picture:
    """A copy of a photo: what is done to the visit later does not reach the text."""
    with photo.file.open("rb") as file:
        content = ContentFile(file.read(), name=photo.name)
    checked = Checked(photo.name, photo.content_type, content, photo.sha256)
    return add_picture(proposal, checked=checked, photo=photo, by=by)
