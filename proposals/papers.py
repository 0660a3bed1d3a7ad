"""The PDFs of frozen versions."""

from proposals import publication
from proposals.models import Milestone
from support import documents
from support.documents.models import Render


def ask(milestone: Milestone) -> Render:
    """The render of this version: there already, or waiting from now on."""
    return documents.request(
        publication.KIND,
        subject_key=_key(milestone),
        content_key=publication.content_key(milestone),
    )


def newest(milestone: Milestone | None) -> Render | None:
    """The one asked for last, finished or not."""
    return _of(milestone).first() if milestone else None


def finished(milestone: Milestone | None) -> Render | None:
    """The newest one that can be taken away."""
    return _of(milestone).filter(state=Render.State.DONE).first() if milestone else None


def _of(milestone: Milestone):
    rows = Render.objects.filter(kind=publication.KIND, subject_key=_key(milestone))
    return rows.order_by("-created_at", "-pk")


def _key(milestone: Milestone) -> str:
    return f"proposals.Milestone:{milestone.pk}"
