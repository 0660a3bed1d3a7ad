"""The files of frozen versions: PDF, and Word."""

from collections.abc import Callable

from proposals.models import Milestone
from proposals.paper import publication
from proposals.word import paper as word
from support import documents
from support.documents.models import Render

CONTENT_KEYS: dict[str, Callable[[Milestone], str]] = {
    publication.KIND: publication.content_key,
    publication.READING: publication.reading_key,
    word.KIND: word.content_key,
}


def ask(milestone: Milestone, kind: str = publication.KIND) -> Render:
    """The render of this version: there already, or waiting from now on."""
    return documents.request(
        kind,
        subject_key=_key(milestone),
        content_key=CONTENT_KEYS[kind](milestone),
    )


def newest(milestone: Milestone | None, kind: str = publication.KIND) -> Render | None:
    """The one asked for last, finished or not."""
    return _of(milestone, kind).first() if milestone else None


def finished(milestone: Milestone | None, kind: str = publication.KIND) -> Render | None:
    """The newest one that can be taken away."""
    return _of(milestone, kind).filter(state=Render.State.DONE).first() if milestone else None


def _of(milestone: Milestone, kind: str):
    rows = Render.objects.filter(kind=kind, subject_key=_key(milestone))
    return rows.order_by("-created_at", "-pk")


def _key(milestone: Milestone) -> str:
    return f"proposals.Milestone:{milestone.pk}"
