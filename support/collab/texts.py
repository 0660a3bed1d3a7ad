"""Puts a text together from its rows: the newest snapshot, and the updates after it."""

from collections.abc import Iterable, Iterator

from pycrdt import Doc, XmlFragment

from . import schema, wire
from .models import Document, Snapshot, Update


class Gap(RuntimeError):
    """An acknowledged update is not there: damage, never to be served as if it were the text."""


def rows_after(
    document: Document, after: int, *, upto: int, limit: int | None = None
) -> Iterator[tuple[int, bytes]]:
    """(seq, update) of all that brings a reader from `after` to `upto`, a snapshot first if any.

    Unit: `limit` is the number of updates after the snapshot.
    Errors: Gap when an acknowledged update is not there.
    """
    snapshot = Snapshot.objects.latest_for(document, upto)
    if snapshot is not None and snapshot.seq > after:
        yield snapshot.seq, bytes(snapshot.data)
        after = snapshot.seq
    updates = Update.objects.between(document, after, upto).filter(epoch=document.epoch)
    last = upto if limit is None else min(upto, after + limit)
    for seq, data in updates.values_list("seq", "data")[:limit]:
        if seq != after + 1:
            break
        yield seq, bytes(data)
        after = seq
    if after != last:
        raise Gap(f"text {document.pk}: update {after + 1} is missing")


def can_rebuild(document: Document, seq: int) -> bool:
    """Whether the text as it was after `seq` belongs to the present epoch and is still kept."""
    if seq > document.seq:
        return False
    if Snapshot.objects.latest_for(document, seq) is not None:
        return True
    return document.epoch == 1 and (seq == 0 or document.updates.filter(seq=1).exists())


def doc_of(updates: Iterable[bytes]) -> Doc:
    """A Yjs document with these updates applied. Belongs to the thread that made it."""
    doc: Doc = Doc()
    for update in updates:
        doc.apply_update(update)
    return doc


def body_of(doc: Doc) -> XmlFragment:
    return doc.get(schema.FIELD, type=XmlFragment)


def clocks_of(doc: Doc) -> dict[int, int]:
    """How far each Yjs client has come in `doc`; what waits behind a hole is not counted."""
    return wire.read_state_vector(doc.get_state())
