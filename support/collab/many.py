"""The texts of several documents at once, in two queries however many they are."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from . import texts
from .models import Document, Snapshot, Update


def states(documents: Iterable[Document]) -> dict[UUID, bytes]:
    """{key of the document: its whole text as one Yjs update}.

    Errors: Gap when an acknowledged update is not there.
    """
    rows: dict[UUID, list[bytes]] = {document.pk: [] for document in documents}
    reached = dict.fromkeys(rows, 0)
    for snapshot in _snapshots(rows):
        rows[snapshot.document_id].append(bytes(snapshot.data))
        reached[snapshot.document_id] = snapshot.seq
    for update in _updates_after_snapshots(rows):
        key = update.document_id
        if update.seq != reached[key] + 1:
            raise texts.Gap(f"text {key}: update {reached[key] + 1} is missing")
        rows[key].append(bytes(update.data))
        reached[key] = update.seq
    return {key: texts.doc_of(data).get_update() for key, data in rows.items()}


def _snapshots(keys: Iterable[UUID]) -> Iterable[Snapshot]:
    current = Snapshot.objects.filter(document__in=keys, epoch=F("document__epoch"))
    return current.order_by("document", "-seq").distinct("document")


def _updates_after_snapshots(keys: Iterable[UUID]) -> Iterable[Update]:
    newest = Snapshot.objects.filter(document=OuterRef("document"), epoch=OuterRef("epoch"))
    folded = Coalesce(Subquery(newest.order_by("-seq").values("seq")[:1]), 0)
    rows = Update.objects.filter(document__in=keys, epoch=F("document__epoch"), seq__gt=folded)
    return rows.order_by("document", "seq")
