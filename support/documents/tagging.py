"""The tags of a PDF: what a reader who cannot see the page is told of it (PDF/UA-1).

WeasyPrint 70.0 tags page by page: a paragraph, list or table that goes on overleaf becomes two,
a repeated table head is read out again, running heads stay in the text, notes and the contents
have no roles and a header cell no scope. Here one element of the text is one element of the
structure, however many pages it stands on; what is only paper (page numbers, running heads,
repeated table heads) is an artifact, which nobody reads out.

Like weasyprint_cjk, which guards the version, this reaches into WeasyPrint; the tests walk the
finished structure with another library.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

import pydyf
import weasyprint.pdf
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

ROLES = {
    "section": "Sect", "nav": "Sect", "div": "Div", "figure": "Div", "blockquote": "BlockQuote",
    "p": "P", "ul": "L", "ol": "L", "li": "LI", "li::marker": "Lbl", "table": "Table",
    "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD", "caption": "Caption",
    "figcaption": "Caption", "img": "Figure", "a": "Link", "ruby": "Ruby", "rt": "RT",
    "span::footnote-call": "Reference", "span::footnote-marker": "Lbl",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
}  # fmt: skip
CONTENTS_ROLES = {"L": "TOC", "LI": "TOCI"}
WRAPPED = {"LI": "LBody", "TOCI": "Reference"}  # everything inside but the label
WRAPPED_TEXT = {"Ruby": "RB", "Document": "P", "Sect": "P", "Div": "P", "BlockQuote": "P"}
KEPT_EMPTY = {"TR", "TH", "TD"}  # a cell without words still has its place in the grid
PIXEL = 0.75  # of CSS, in points

_artifacts: set[Any] = set()
_marked = Stream.marked


def install() -> None:
    """Make WeasyPrint write our structure in place of its own."""
    Stream.marked = marked
    weasyprint.pdf.add_tags = add_tags


def prepare(document: Any) -> None:
    """Find what is only paper, before the pages are drawn."""
    _artifacts.clear()
    seen: set[Any] = set()
    for page in document.pages:
        heads = [box for box in _all(page._page_box) if box.element_tag == "thead"]
        again = [box for box in heads if box.element in seen]
        seen.update(box.element for box in heads)
        margins = [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]
        _artifacts.update(inner for box in margins + again for inner in _all(box))
        leaders = [box for box in _all(page._page_box) if box.is_leader]
        _artifacts.update(inner for box in leaders for inner in _all(box))
        _artifacts.update(box for box in _all(page._page_box) if _is_decoration(box))


def marked(stream: Stream, box: Any, tag: str) -> AbstractContextManager[None]:
    """Mark what is drawn for the structure, or as an artifact."""
    if stream._tags is not None and box in _artifacts:
        return stream.artifact()
    return _marked(stream, box, tag)


@dataclass(eq=False)
class Element:
    """An element of the structure: what it is, and what it holds in reading order."""

    role: str
    tag: str = ""
    parent: Element | None = None
    kids: list[Any] = field(default_factory=list)  # Element, Mark, or a link's annotation
    attributes: dict[str, Any] = field(default_factory=dict)
    entries: dict[str, Any] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def holder(self, role: str) -> Element:
        """Where a kid of this role belongs: here, or in the body that the role demands."""
        wrapper = WRAPPED.get(self.role) if role != "Lbl" else None
        if role == "":
            wrapper = wrapper or WRAPPED_TEXT.get(self.role)
        if wrapper is None:
            return self
        if not (self.kids and isinstance(self.kids[-1], Element) and self.kids[-1].role == wrapper):
            self.kids.append(Element(wrapper, parent=self))
        return self.kids[-1]

    def is_empty(self) -> bool:
        return self.role not in KEPT_EMPTY and all(
            isinstance(kid, Element) and kid.is_empty() for kid in self.kids
        )


@dataclass(frozen=True)
class Mark:
    """Drawn content: the page and its number there."""

    page: int
    number: int


@dataclass(frozen=True)
class Annotation:
    """The place on a page that leads somewhere."""

    page: int
    dictionary: Any


class Structure:
    """Gathers the elements of the text from the boxes of the pages."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.known: dict[tuple[Any, str], Element] = {}
        self.level = 0
        self.notes = 0

    def read(self, number: int, page_box: Any, marks: dict[Any, Any]) -> None:
        """Take in one page; `marks` are what was drawn on it."""
        self.page, self.height, self.marks = number, page_box.margin_height(), marks
        for box in page_box.children:
            if isinstance(box, boxes.FootnoteAreaBox):
                for note in box.children:
                    self.visit(note, self.note(note))
            elif not isinstance(box, boxes.MarginBox):
                self.visit(box, self.root)
        for mark in marks.values():  # drawn, but not found among the boxes
            self.root.holder("").kids.append(Mark(number, mark["mcid"]))

    def visit(self, box: Any, parent: Element) -> None:
        is_read = box not in _artifacts
        element = self.element(box, parent) if is_read else parent
        if box.link_annotation:
            element.kids.append(Annotation(self.page, box.link_annotation))
        if is_read and (mark := self.marks.pop(box, None)):
            holder = element.holder("")
            holder.kids.append(Mark(self.page, mark["mcid"]))
            if isinstance(box, boxes.TextBox):
                _remember(holder, box.text)
        for child in _children(box):
            self.visit(child, element)

    def element(self, box: Any, parent: Element) -> Element:
        """The element a box belongs to: a new one, the one it goes on from, or its parent's."""
        tag = box.element_tag or ""
        role = ROLES.get(tag) if box.element is not None else None
        if role is None or isinstance(box, boxes.TextBox):
            return parent
        key = (box.element, tag)
        if key not in self.known:
            self.known[key] = self.begin(role, tag, box, parent)
        return self.known[key]

    def begin(self, role: str, tag: str, box: Any, parent: Element) -> Element:
        if parent.tag == "nav" or parent.role == "TOC":
            role = CONTENTS_ROLES.get(role, role)
        if role.startswith("H") and role[1:].isdigit():
            self.level = min(int(role[1:]), self.level + 1)  # no level is left out
            role = f"H{self.level}"
        holder = parent.holder(role)
        element = Element(role, tag, holder, **self.described(role, tag, box))
        holder.kids.append(element)
        return element

    def described(self, role: str, tag: str, box: Any) -> dict[str, Any]:
        """What is said of an element beside its role."""
        if role in ("TH", "TD"):
            return {"attributes": _cell(box, tag)}
        if role == "L":
            numbering = "/Decimal" if tag == "ol" else "/Disc"
            return {"attributes": {"O": "/List", "ListNumbering": numbering}}
        if role == "Figure":
            place = {"O": "/Layout", "Placement": "/Block", "BBox": self.place(box)}
            return {
                "attributes": place,
                "entries": {"Alt": pydyf.String(box.element.attrib["alt"])},
            }
        return {}

    def place(self, box: Any) -> Any:
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        corners = (left, self.height - bottom, right, self.height - top)
        return pydyf.Array([round(corner * PIXEL, 2) for corner in corners])

    def note(self, box: Any) -> Element:
        """The note of a call, right behind it, so that it is read where it is called."""
        key = (box.element, "note")
        if key not in self.known:
            self.notes += 1
            call = self.known.get((box.element, "span::footnote-call"))
            parent = call.parent if call and call.parent else self.root
            note = Element("Note", "note", parent)
            note.entries["ID"] = pydyf.String(f"note-{self.notes}")
            parent.kids.insert(parent.kids.index(call) + 1 if call else len(parent.kids), note)
            self.known[key] = note
        return self.known[key]


class Writer:
    """Writes the elements into the PDF, and for each page who owns what was drawn there."""

    def __init__(self, pdf: Any, pages: int) -> None:
        self.pdf = pdf
        self.owners: list[dict[int, bytes]] = [{} for _ in range(pages)]
        self.annotations: list[bytes] = []

    def write(self, element: Element, parent: bytes) -> bytes:
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{element.role}", "P": parent})
        made.update(element.entries)
        if element.attributes:
            made["A"] = pydyf.Dictionary(element.attributes)
        self.pdf.add_object(made)
        own = [kid.page for kid in element.kids if isinstance(kid, Mark)]
        if own:
            made["Pg"] = self.pdf.page_references[own[0]]
        kids = [kid for kid in element.kids if not (isinstance(kid, Element) and kid.is_empty())]
        written = [self.kid(kid, element, made) for kid in kids]
        made["K"] = written[0] if len(written) == 1 else pydyf.Array(written)
        return made.reference

    def kid(self, kid: Any, element: Element, made: Any) -> Any:
        if isinstance(kid, Element):
            return self.write(kid, made.reference)
        page = self.pdf.page_references[kid.page]
        if isinstance(kid, Mark):
            self.owners[kid.page][kid.number] = made.reference
            if page == made["Pg"]:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.number})
        kid.dictionary["StructParent"] = len(self.owners) + len(self.annotations)
        kid.dictionary["Contents"] = pydyf.String("".join(element.words))
        self.annotations.append(made.reference)
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": page, "Obj": kid.dictionary.reference})

    def parent_tree(self) -> Any:
        numbers = pydyf.Array()
        for page, owners in enumerate(self.owners):
            numbers.extend([page, pydyf.Array([owner for _, owner in sorted(owners.items())])])
        for index, owner in enumerate(self.annotations, start=len(self.owners)):
            numbers.extend([index, owner])
        return pydyf.Dictionary({"Nums": numbers})


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Iterable[Stream]) -> None:
    """Write the structure of the whole document. Stands in for WeasyPrint's own."""
    structure = Structure()
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        structure.read(number, page._page_box, stream._tags)
    tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(tree)
    writer = Writer(pdf, len(document.pages))
    tree["K"] = writer.write(structure.root, tree.reference)
    parents = writer.parent_tree()
    pdf.add_object(parents)
    tree["ParentTree"] = parents.reference
    tree["ParentTreeNextKey"] = len(writer.owners) + len(writer.annotations)
    pdf.catalog["StructTreeRoot"] = tree.reference
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _remember(element: Element, text: str) -> None:
    """Keep the words of a link for those who hear where it leads."""
    while element.role != "Link" and element.parent:
        element = element.parent
    if element.role == "Link":
        element.words.append(text)


def _cell(box: Any, tag: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {"O": "/Table"}
    if tag == "th":
        is_row = box.element.attrib.get("scope") == "row"
        attributes["Scope"] = "/Row" if is_row else "/Column"
    for name, span in (("ColSpan", box.colspan), ("RowSpan", box.rowspan)):
        if span != 1:
            attributes[name] = span
    return attributes


def _children(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        yield child._box if isinstance(child, AbsolutePlaceholder) else child


def _all(box: Any) -> Iterator[Any]:
    yield box
    for child in _children(box):
        yield from _all(child)


def _is_decoration(box: Any) -> bool:
    """A picture that nobody has described: its caption says what it is."""
    return isinstance(box, boxes.ReplacedBox) and not box.element.attrib.get("alt")
