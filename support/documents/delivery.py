"""Handing a finished paper over, and saying how far an unfinished one is. Rights: the caller's."""

import re
from typing import TYPE_CHECKING

from django.http import FileResponse, Http404, JsonResponse

if TYPE_CHECKING:
    from support.documents.models import Render

NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def deliver(render: "Render", *, inline: bool = False) -> FileResponse:
    """The PDF under its title, to keep or to look at. Errors: Http404 until it is done."""
    if not render.is_done:
        raise Http404("not made yet")
    name = NOT_IN_FILE_NAMES.sub("_", render.title)[:100] or "document"
    response = FileResponse(
        render.file.open(),
        as_attachment=not inline,
        filename=f"{name}.pdf",
        content_type="application/pdf",
    )
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
