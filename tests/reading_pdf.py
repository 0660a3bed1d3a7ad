"""What stands on which page of a printed proposal, read by an independent reader."""

import re

from pypdf import PdfReader

DOTTED = re.compile(r"^(.+?) ?・{3,} ?([0-9ivx]+)$", re.MULTILINE)
FOOT = re.compile(r"－ (\d+) －|^([ivx]+)$", re.MULTILINE)


def pages(document: PdfReader) -> dict[str, str]:
    """{what stands at the foot: the words of the page}, without the contents' own pages."""
    texts = [page.extract_text() for page in document.pages]
    return {foot[0]: text for text in texts if (foot := FOOT.search(text))}


def contents(document: PdfReader) -> list[tuple[str, str]]:
    """The lines of the table of contents: [(heading, page)]."""
    texts = [page.extract_text() for page in document.pages]
    return [line for text in texts for line in DOTTED.findall(text)]
