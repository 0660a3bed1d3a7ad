"""What happens to a text: an update is added, the rows are folded, an old version comes back."""

import uuid
from logging import getLogger

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from . import authorship, continuity, refusals, shape, shapes, texts, wire
from .live import hint
from .models import Clock, Document, Hand, Snapshot, Update
from .schema import MAX_CLIENTS, MAX_UPDATE_BYTES, SCHEMA_VERSION

logger = getLogger(__name__)


@transaction.atomic
def append(
    document: Document,
    *,
    batch: uuid.UUID,
    epoch: int,
    schema: int,
    data: bytes,
    author: AbstractBaseUser | None,
) -> int:
    """Keep one update and return its seq; the same batch again returns the seq it got before.

    It is saved when the outermost transaction has been committed, not when this returns.

    Errors: a refusal with `code` hole, epoch, schema or unreadable; then nothing is kept.
    """
    document = lock(document)
    earlier = Update.objects.filter(document=document, batch=batch).first()
    if earlier is not None:
        return _resent(earlier, data)
    _check_versions(document, epoch, schema)
    update = _read(data)
    if update.is_empty:
        return document.seq
    _check_shape(document, update)
    return _insert(document, update, batch=batch, data=data, author=author)


def state(document: Document) -> bytes:
    """The whole text as one Yjs update, for freezing."""
    document = Document.objects.get(pk=document.pk)
    rows = texts.rows_after(document, 0, upto=document.seq)
    return texts.doc_of(data for _seq, data in rows).get_update()


@transaction.atomic
def restore(document: Document, state: bytes, *, author: AbstractBaseUser | None) -> int:
    """Begin a new epoch with `state`, the text as it was once. Returns its seq.

    Effects: pages that are open are told to reload; what they have not sent is not merged.
    Errors: Hole when `state` is not a whole text.
    """
    document = lock(document)
    document.epoch += 1
    document.save(update_fields=["epoch"])
    Clock.objects.filter(document=document).delete()
    seq = _insert(document, wire.read(state), batch=uuid.uuid4(), data=state, author=author)
    Snapshot.objects.create(document=document, epoch=document.epoch, seq=seq, data=state)
    logger.info("text restored document=%s epoch=%s seq=%s", document.pk, document.epoch, seq)
    return seq


def lock(document: Document) -> Document:
    """The document as it is now; nobody else adds to it before our transaction ends."""
    return Document.objects.select_for_update(no_key=True).get(pk=document.pk)


def _resent(earlier: Update, data: bytes) -> int:
    if bytes(earlier.data) != data:  # another text under an old number must not count as saved
        raise refusals.Hole
    return earlier.seq


def _check_versions(document: Document, epoch: int, version: int) -> None:
    if version != SCHEMA_VERSION:
        raise refusals.SchemaPassed
    if epoch != document.epoch:
        raise refusals.EpochPassed


def _read(data: bytes) -> wire.Update:
    if len(data) > MAX_UPDATE_BYTES:
        raise refusals.TooLarge
    try:
        update = wire.read(data)
    except wire.Unreadable as error:
        logger.warning("update refused as unreadable bytes=%s why=%s", len(data), error)
        raise refusals.Unreadable from error
    if len(update.structs) > MAX_CLIENTS:
        raise refusals.Unreadable
    return update


def _check_shape(document: Document, update: wire.Update) -> None:
    try:
        shapes.check(document, update)
    except continuity.Hole as error:
        logger.warning("update refused for a hole document=%s why=%s", document.pk, error)
        raise refusals.Hole from error
    except shape.Misshapen as error:
        logger.warning("update refused as misshapen document=%s why=%s", document.pk, error)
        raise refusals.Unreadable from error


def _insert(
    document: Document,
    update: wire.Update,
    *,
    batch: uuid.UUID,
    data: bytes,
    author: AbstractBaseUser | None,
) -> int:
    known = _known_clocks(document, update)
    moved = _continue_clocks(document, update, known)
    document.seq += 1
    document.save(update_fields=["seq"])
    Update.objects.create(
        document=document,
        epoch=document.epoch,
        seq=document.seq,
        batch=batch,
        author=author,  # type: ignore[misc]  # the setting names the class
        data=data,
    )
    _keep_clocks(document, moved)
    _keep_hands(document, author, {client: known.get(client, 0) for client in moved})
    hint.tell_after_commit(document.pk, document.seq)
    return document.seq


def _known_clocks(document: Document, update: wire.Update) -> dict[int, int]:
    kept = Clock.objects.filter(document=document, client__in=update.clients())
    return dict(kept.values_list("client", "clock"))


def _continue_clocks(
    document: Document, update: wire.Update, known: dict[int, int]
) -> dict[int, int]:
    try:
        return continuity.advance(update, known)
    except continuity.Hole as error:
        logger.warning("update refused for a hole document=%s why=%s", document.pk, error)
        raise refusals.Hole from error


def _keep_clocks(document: Document, clocks: dict[int, int]) -> None:
    Clock.objects.bulk_create(
        [Clock(document=document, client=client, clock=clock) for client, clock in clocks.items()],
        update_conflicts=True,
        unique_fields=["document", "client"],
        update_fields=["clock"],
    )


def _keep_hands(
    document: Document, author: AbstractBaseUser | None, begins: dict[int, int]
) -> None:
    """Note whose letters come from these clocks on; most updates go on in a hand that is known."""
    rows = Hand.objects.filter(document=document, client__in=begins)
    last = {stroke.client: stroke for stroke in rows.strokes()}
    new = authorship.new_strokes(author.pk if author else None, begins, last)
    Hand.objects.bulk_create(
        Hand(document=document, client=stroke.client, clock=stroke.clock, author_id=stroke.author)
        for stroke in new
    )
