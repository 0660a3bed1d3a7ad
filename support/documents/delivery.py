"""Handing a finished paper over, and saying how far an unfinished one is. Rights: the caller's."""

import io
import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, JsonResponse

from support.documents.registry import Ready

if TYPE_CHECKING:
    from support.documents.models import Render

CONTENT_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def deliver(render: "Render", *, inline: bool = False) -> FileResponse:
    """The file under its title, to keep or to look at. Errors: Http404 until it is done."""
    if not render.is_done:
        raise Http404("not made yet")
    suffix = PurePath(str(render.file.name)).suffix
    return _guarded(
        FileResponse(
            render.file.open(),
            as_attachment=not inline,
            filename=file_name(render.title, suffix),
            content_type=CONTENT_TYPES[suffix],
        )
    )


def deliver_ready(ready: Ready) -> FileResponse:
    """A file that was made at once and is not kept."""
    return _guarded(
        FileResponse(
            io.BytesIO(ready.content),
            as_attachment=True,
            filename=file_name(ready.title, ready.suffix),
            content_type=CONTENT_TYPES[ready.suffix],
        )
    )


def file_name(title: str, suffix: str) -> str:
    return (NOT_IN_FILE_NAMES.sub("_", title)[:100] or "document") + suffix


def _guarded(response: FileResponse) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response


def state(render: "Render") -> JsonResponse:
    """How far it is, for static/js/render-state.js."""
    return JsonResponse(
        {
            "state": render.state,
            "label": render.get_state_display(),
            "error": render.error if render.is_failed else "",
        },
        headers={"Cache-Control": "no-store"},
    )
