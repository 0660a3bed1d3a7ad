"""The process that typesets one paper: `python -m support.documents.child FONTS FOLDER < HTML`.

FOLDER holds the pictures and receives paper.pdf. The child holds itself to hard limits, sees
nothing but the shelf, and leaves the PDF under its name only when it is whole. Failure: exit
code 1 and, last on stdout, a JSON line {"reason", "detail"}.
"""

import json
import logging
import os
import re
import resource
import sys
from pathlib import Path

CPU_SECONDS = 27  # whatever a paper contains, its sentence comes within half a minute
MEMORY_BYTES = 2 * 1024**3
FILE_BYTES = 100 * 1024**2
PICTURE_DPI = 200  # more than a printer shows; keeps 30 photographs below 10 MB
MISSING_GLYPH = re.compile(r"\.notdef glyph rendered .*\((U\+[0-9A-F]+)\)", re.DOTALL)


class Failed(Exception):
    """The paper cannot be typeset. `reason` is a key of typeset.REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


class MissingGlyphs(logging.Handler):
    """Collects the characters that none of our fonts has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if match := MISSING_GLYPH.match(record.getMessage()):
            self.found[match[1]] = None


def limit_self() -> None:
    """Take away what a paper does not need. macOS knows no limit on memory."""
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        if kind == resource.RLIMIT_AS and sys.platform == "darwin":
            continue
        resource.setrlimit(kind, (most, most))


def typeset(html: str, fonts: Path, folder: Path) -> None:
    """Write `html` as a PDF into `folder`. Errors: Failed."""
    try:
        from weasyprint import HTML  # here, so that a missing Pango is an answer, not a traceback
        from weasyprint.urls import FatalURLFetchingError

        from support.documents import line_numbers, tagging, weasyprint_cjk
        from support.documents.shelf import ADDRESS, Shelf
    except OSError as error:
        raise Failed("pango", str(error).splitlines()[0]) from error
    weasyprint_cjk.install()
    tagging.install()
    missing = MissingGlyphs()
    logging.getLogger("weasyprint").addHandler(missing)
    part = folder / "paper.part"
    options = {"pdf_variant": "pdf/ua-1", "dpi": PICTURE_DPI}
    shelf = Shelf(fonts, folder / "pictures")
    try:
        source = HTML(string=html, base_url=ADDRESS, url_fetcher=shelf)
        if "data-line-numbers" in source.etree_element.attrib:
            line_numbers.install()
        document = source.render(**options)
        tagging.prepare(document)
        document.write_pdf(part, **options)
    except FatalURLFetchingError as error:
        raise Failed("forbidden", str(error.__cause__)) from error
    except (MemoryError, RecursionError) as error:
        raise Failed("too_large", repr(error)) from error
    if missing.found:
        raise Failed("glyphs", " ".join(missing.found))
    os.replace(part, folder / "paper.pdf")


def main() -> int:
    """Typeset what comes in. Any other error than Failed is a bug and ends in a traceback."""
    limit_self()
    fonts, folder = map(Path, sys.argv[1:])
    try:
        typeset(sys.stdin.buffer.read().decode(), fonts, folder)
    except Failed as failure:
        print(json.dumps({"reason": failure.reason, "detail": failure.detail}))  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
