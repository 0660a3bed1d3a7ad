"""What the worker does for the texts, found by looking at the rows."""

import logging

from celery import shared_task

from . import compaction
from .models import Document

logger = logging.getLogger(__name__)


@shared_task(name="collab.sweep")
def sweep() -> None:
    """Fold the texts that have grown long, and let go of rows nobody needs any more."""
    for document in Document.objects.grown(compaction.ROWS_PER_SNAPSHOT):
        try:
            compaction.compact(document)
            compaction.prune(document)
        except Exception:  # the others are folded all the same
            logger.exception("text not folded document=%s", document.pk)
