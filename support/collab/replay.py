"""Plays the history of a text again, row by row, and says whether it gives the text that is shown.

What is shown is put together from the newest snapshot; here only the updates count, as far back as
they are kept. Where the oldest are gone, the snapshot that stands for them is where it begins.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from pycrdt import Doc

from . import actions, nodes, texts
from .models import Clock, Document, Snapshot, Update


@dataclass(frozen=True)
class Replay:
    """`rows` updates were played, from the first of their epoch if `is_whole`."""

    rows: int
    is_whole: bool
    agrees: bool


@transaction.atomic
def check(document: Document) -> Replay:
    """Whether the rows of the present epoch give the text, with nothing left waiting.

    Errors: Gap when an acknowledged update is missing.
    """
    document = actions.lock(document)
    base, rows = _rows(document, document.seq)
    played = texts.doc_of([*([base] if base is not None else []), *rows])
    shown = texts.doc_of([actions.state(document)])
    kept = dict(Clock.objects.filter(document=document).values_list("client", "clock"))
    is_same = nodes.of_doc(played) == nodes.of_doc(shown)
    agrees = is_same and texts.clocks_of(played) == texts.clocks_of(shown) == kept
    return Replay(len(rows), base is None, agrees)


def at(document: Document, epoch: int, seq: int) -> Doc | None:
    """The text as it was after `seq` of an epoch; None when its rows are not kept any more.

    Errors: Gap when an acknowledged update is missing.
    """
    first = Update.objects.filter(document=document, epoch=epoch).order_by("seq").first()
    if first is None:
        return texts.doc_of([]) if seq == 0 else None
    if not _begins_epoch(first):
        return None
    return texts.doc_of(_continuous(document, epoch, first.seq - 1, seq))


def _begins_epoch(update: Update) -> bool:
    """The first row of all, or the one with which an old version came back."""
    if update.epoch == 1:
        return update.seq == 1
    rows = Update.objects.filter(document=update.document_id, seq=update.seq - 1)
    alone = Snapshot.objects.filter(document=update.document_id, seq=update.seq, data=update.data)
    return rows.exclude(epoch=update.epoch).exists() or alone.exists()


def _rows(document: Document, upto: int) -> tuple[bytes | None, list[bytes]]:
    """The oldest snapshot needed, if any, and all updates behind it."""
    mine = {"document": document, "epoch": document.epoch}
    first = Update.objects.filter(**mine).order_by("seq").first()
    if upto == 0 or (first is not None and _begins_epoch(first)):
        start = first.seq - 1 if first else 0
        return None, list(_continuous(document, document.epoch, start, upto))
    snapshot = Snapshot.objects.filter(**mine).order_by("seq").first()
    if snapshot is None:
        raise texts.Gap(f"text {document.pk}: nothing to begin with")
    rows = _continuous(document, document.epoch, snapshot.seq, upto)
    return bytes(snapshot.data), list(rows)


def _continuous(document: Document, epoch: int, after: int, upto: int) -> Iterator[bytes]:
    updates = Update.objects.between(document, after, upto).filter(epoch=epoch)
    for seq, data in updates.values_list("seq", "data"):
        if seq != after + 1:
            break
        yield bytes(data)
        after = seq
    if after != upto:
        raise texts.Gap(f"text {document.pk}: update {after + 1} is missing")
