"""Keeps a long text quick to open: a snapshot stands for the rows before it.

The rows themselves stay for 90 days, so that any state of that time can be put together again.
"""

import datetime as dt
from logging import getLogger

from django.db import transaction
from django.utils import timezone

from . import actions, nodes, texts
from .models import Clock, Document, Snapshot, Update

ROWS_PER_SNAPSHOT = 300
ROWS_STAY = dt.timedelta(days=90)

logger = getLogger(__name__)


@transaction.atomic
def compact(document: Document) -> Snapshot | None:
    """Fold everything up to now into one snapshot; None when that would lose something.

    Effects: readers who open the text get the snapshot; no row goes away.
    """
    document = actions.lock(document)
    newest = Snapshot.objects.latest_for(document, document.seq)
    if newest is not None and newest.seq == document.seq:
        return newest
    state = _whole_state(document)
    if state is None:
        logger.error("text not compacted, a hole was found document=%s", document.pk)
        return None
    logger.info("text compacted document=%s seq=%s bytes=%s", document.pk, document.seq, len(state))
    return Snapshot.objects.create(
        document=document, epoch=document.epoch, seq=document.seq, data=state
    )


def _whole_state(document: Document) -> bytes | None:
    """The text as one update, if that update holds all that was kept and reads the same."""
    whole = texts.doc_of(data for _seq, data in texts.rows_after(document, 0, upto=document.seq))
    state = whole.get_update()
    folded = texts.doc_of([state])
    kept = dict(Clock.objects.filter(document=document).values_list("client", "clock"))
    has_all = texts.clocks_of(whole) == texts.clocks_of(folded) == kept
    return state if has_all and nodes.of_doc(folded) == nodes.of_doc(whole) else None


@transaction.atomic
def prune(document: Document) -> int:
    """Delete rows that a snapshot has stood for longer than 90 days. Returns how many.

    Real time counts here, not business time: what is gone does not come back with the clock.
    """
    document = actions.lock(document)
    long_ago = timezone.now() - ROWS_STAY
    old = Snapshot.objects.filter(document=document, created_at__lt=long_ago)
    base = old.filter(epoch=document.epoch).order_by("-seq").first()
    if base is None:
        return 0
    Snapshot.objects.filter(document=document, seq__lt=base.seq).delete()
    rows = Update.objects.filter(document=document, seq__lte=base.seq, created_at__lt=long_ago)
    count, _by_model = rows.delete()
    return count
