"""What a file that somebody has chosen would bring into a section, and what it would not."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from proposals.models import Incoming
from proposals.word import picturing, reading, tidying
from support.access import Refused
from support.collab import reading as collab
from support.collab.nodes import Node, Run, every
from support.collab.surroundings import Surroundings
from support.files import kinds
from support.word import pandoc

MAX_LETTERS = 200_000  # some 150 pages: a section has ten


@dataclass(frozen=True)
class Contents:
    """`nodes` as they will stand in the text; a figure's `picture` is a name in `pictures`."""

    nodes: tuple[Node, ...]
    title: str
    pictures: dict[str, bytes]
    dropped: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not self.nodes


def of(incoming: Incoming) -> Contents:
    """Errors: Refused with what to do, when the file cannot be read."""
    with incoming.file.open("rb") as file:
        return opened(file.read(), incoming.content_type, incoming.section.title)


def opened(data: bytes, content_type: str, section_title: str) -> Contents:
    """Errors: Refused with what to do, when the file cannot be read."""
    found: dict[str, int] = {}
    if content_type == kinds.WORD:
        try:
            word = pandoc.read(data)
        except pandoc.WordError as error:
            raise Refused(error.reason) from error
        nodes, found = reading.nodes(word.tree), word.found
    else:
        nodes = list(_lines(data))
    tidied = tidying.tidy(nodes, section_title)
    if sum(len(run.text) for run in _runs(tidied.nodes)) > MAX_LETTERS:
        raise Refused(str(pandoc.REASONS["too_large"]))
    figures = list(every(tidied.nodes, "figure"))
    pictures = picturing.of_package(data, figures) if figures else {}
    lost = [figure for figure in figures if figure.word("picture") not in pictures]
    found["pictures"] = len(lost)
    found["unsaid"] = sum(not figure.word("alt") for figure in figures if figure not in lost)
    nodes = [node for node in tidied.nodes if node not in lost]
    notes = tuple(_dropped(found)), tuple(_changed(found))
    return Contents(tuple(nodes), tidied.title, pictures, *notes)


def _lines(data: bytes) -> Iterator[Node]:
    """A text file, a paragraph to a line, in the encodings that offices use."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp932", errors="replace")
    for line in text.splitlines():
        if line.strip():
            yield reading.paragraph([Run(line.translate(reading.UNWANTED))])


def _runs(nodes: list[Node]) -> Iterator[Run]:
    for node in nodes:
        yield from reading.runs(node)


def _dropped(found: dict[str, int]) -> Iterator[str]:
    """What stays outside, in the words of the page."""
    counted = {
        "pictures": ngettext(
            "%(n)s picture of a kind that cannot be kept (only PNG and JPEG)",
            "%(n)s pictures of a kind that cannot be kept (only PNG and JPEG)",
            found.get("pictures", 0),
        ),
        "comments": ngettext("%(n)s comment", "%(n)s comments", found.get("comments", 0)),
        "shapes": ngettext(
            "%(n)s shape or chart", "%(n)s shapes or charts", found.get("shapes", 0)
        ),
        "hidden": ngettext("%(n)s hidden text", "%(n)s hidden texts", found.get("hidden", 0)),
    }
    for name, words in counted.items():
        if count := found.get(name):
            yield words % {"n": count}
    if found.get("headers"):
        yield _("Headers and footers of the pages")
    if found.get("contents"):
        yield _("The table of contents (the portal makes its own)")


def _changed(found: dict[str, int]) -> Iterator[str]:
    """What comes in, but not as it was."""
    if found.get("changes"):
        yield _("Tracked changes come in as if all of them had been accepted.")
    if found.get("struck"):
        yield _("Words that are struck through come in as plain words.")
    if count := found.get("unsaid"):
        words = ngettext(
            "%(n)s picture has no alternative text. Please add it to the figure afterwards.",
            "%(n)s pictures have no alternative text. Please add it to the figures afterwards.",
            count,
        )
        yield words % {"n": count}
    if found.get("equations"):
        yield _("Equations come in as plain letters. Please check them.")


def preview(contents: Contents) -> SafeString:
    """What comes in, as a page shows it; its pictures are part of the page: none is kept yet."""

    def address(figure: Node) -> str:
        name = figure.word("picture")
        kind = "png" if name.lower().endswith(".png") else "jpeg"
        return f"data:image/{kind};base64,{b64encode(contents.pictures[name]).decode()}"

    return collab.html(contents.nodes, Surroundings(picture=address))
