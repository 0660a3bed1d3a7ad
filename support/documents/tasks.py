"""Making papers. A task is a hint to look at a row: it may come twice, late, or not at all."""

import logging

from celery import shared_task
from django.core.files import File
from django.core.files.base import ContentFile
from django.template.loader import render_to_string

from support.documents import hint, registry
from support.documents.models import Render
from support.documents.typeset import TypesetError, typeset

SWEEP_SIZE = 50

logger = logging.getLogger(__name__)


@shared_task(name="documents.render")
def render(render_id: int) -> None:
    """Make one paper. Safe to run twice: only the holder of the lease may finish it."""
    row = Render.objects.claim(render_id)
    if row is None:
        return
    try:
        _make(row)
    except registry.NotMade as error:
        row.fail(error.reason, error.detail)
        logger.warning("document not composed render=%s detail=%s", row.pk, error.detail)
    except TypesetError as error:
        close = row.put_back if error.worth_another_try else row.fail
        close(error.reason, error.detail)
        logger.warning("document not made render=%s detail=%s", row.pk, error.detail)
    else:
        logger.info("document made render=%s tries=%s", row.pk, row.tries)


def _make(row: Render) -> None:
    made = registry.compose(row)
    if isinstance(made, registry.Ready):
        row.finish(title=made.title, content=ContentFile(made.content), suffix=made.suffix)
        return
    html = render_to_string("documents/paper.html", {"paper": made})
    with typeset(html, made.pictures) as pdf, pdf.open("rb") as content:
        row.finish(title=made.title, content=File(content))


@shared_task(name="documents.sweep")
def sweep() -> None:
    """Give the hint for what none has reached, and for what somebody began and never finished."""
    for pk in Render.objects.due().order_by("created_at").values_list("pk", flat=True)[:SWEEP_SIZE]:
        hint.give(pk)
