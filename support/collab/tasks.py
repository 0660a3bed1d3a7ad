"""What the worker does for the texts, found by looking at the rows."""

from celery import shared_task

from . import compaction
from .models import Document


@shared_task(name="collab.sweep")
def sweep() -> None:
    """Fold the texts that have grown long, and let go of rows nobody needs any more."""
    for document in Document.objects.grown(compaction.ROWS_PER_SNAPSHOT):
        compaction.compact(document)
        compaction.prune(document)
