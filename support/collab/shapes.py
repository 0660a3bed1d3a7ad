"""The shapes of the texts that are being written just now, kept in this process between pushes.

Only what the rows say counts: before each use the newest row known is compared with the kept one,
so that a rolled back transaction, a restored version or another process never leave a trace.
"""

from collections import OrderedDict
from threading import Lock
from typing import Final

from . import texts, wire
from .models import Document
from .shape import Shape

AT_ONCE: Final = 64  # texts; reading one anew takes a fraction of a second


class _Known:
    """The shape of a text up to row `seq` of an epoch, whose bytes were `last`."""

    def __init__(self, epoch: int) -> None:
        self.epoch = epoch
        self.seq = 0
        self.last = b""
        self.shape = Shape()

    def take(self, seq: int, data: bytes) -> None:
        self.shape.add(data)
        self.seq, self.last = seq, data


_known: OrderedDict[object, _Known] = OrderedDict()
_guard = Lock()


def check(document: Document, update: wire.Update) -> None:
    """Whether every editor can open the text with this update. The text is locked by the caller.

    Errors: Misshapen; Hole when the update does not continue the text.
    """
    _of(document).check(update)


def _of(document: Document) -> Shape:
    with _guard:
        known = _known.pop(document.pk, None)
    if known is None or not _catch_up(known, document):
        known = _Known(document.epoch)
        for seq, data in texts.rows_after(document, 0, upto=document.seq):
            known.take(seq, data)
    with _guard:
        _known[document.pk] = known
        while len(_known) > AT_ONCE:
            _known.popitem(last=False)
    return known.shape


def _catch_up(known: _Known, document: Document) -> bool:
    """Add the rows that are new; False when what is known does not belong to this text as it is."""
    if known.epoch != document.epoch or not 0 < known.seq <= document.seq:
        return False
    rows = texts.rows_after(document, known.seq - 1, upto=document.seq)
    if next(rows, None) != (known.seq, known.last):
        return False
    for seq, data in rows:
        known.take(seq, data)
    return True
