"""The only way a checked file leaves the portal. The caller has asked `visible_to` before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import FileResponse

if TYPE_CHECKING:
    from support.files.models import CheckedFile

INLINE = frozenset({"image/jpeg", "image/png", "application/pdf"})


def deliver(checked_file: CheckedFile, *, inline: bool = False) -> FileResponse:
    """Answer with the file: as a download, or in the page where its type is on the inline list."""
    response = FileResponse(
        checked_file.file.open("rb"),
        as_attachment=not (inline and checked_file.content_type in INLINE),
        filename=checked_file.name,
        content_type=checked_file.content_type,
    )
    response["Content-Length"] = checked_file.size
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response["Cache-Control"] = "private, no-cache"
    return response
