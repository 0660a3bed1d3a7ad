"""Asking for a paper."""

import hashlib
import logging
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import transaction

from support.documents import hint

if TYPE_CHECKING:
    from support.documents.models import Render

logger = logging.getLogger(__name__)


def content_key(*parts: str) -> str:
    """A digest of everything a paper is made of, our style sheets included."""
    digest = hashlib.sha256(_style_version())
    for part in parts:
        digest.update(hashlib.sha256(part.encode()).digest())
    return digest.hexdigest()


@cache
def _style_version() -> bytes:
    sheets = sorted((Path(__file__).parent / "assets").glob("*.css"))
    return hashlib.sha256(b"".join(sheet.read_bytes() for sheet in sheets)).digest()


@transaction.atomic
def request(kind: str, *, subject_key: str, content_key: str) -> "Render":
    """The row of this content: there already, or waiting from now on; a failed one starts over.

    Effects: after COMMIT a hint to the worker. Should it get lost, the next sweep finds the row.
    """
    renders = apps.get_model("documents", "Render").objects
    render, created = renders.select_for_update().get_or_create(
        kind=kind, subject_key=subject_key, content_key=content_key
    )
    if is_again := render.is_failed:
        render.ask_again()
    if created or is_again:
        logger.info("document requested render=%s kind=%s", render.pk, kind)
        transaction.on_commit(partial(hint.give, render.pk))
    return render
