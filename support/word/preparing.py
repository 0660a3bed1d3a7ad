"""What pandoc would lose or misread in a Word file is put into words first, and the rest counted.

pandoc 3.9 drops ruby with its letters, page breaks, and outline levels without a heading style; and
takes each indented paragraph, of which Japanese office papers are full, for a quotation.
The marks are noncharacters, which no text holds.
"""

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree import ElementTree as ET  # noqa: S405 (a part with a DOCTYPE is refused before)

RUBY, RUBY_TEXT, RUBY_END = "\ufdd0", "\ufdd1", "\ufdd2"
PAGE_BREAK, OUTLINE, MARK_END = "\ufdd3", "\ufdd4", "\ufdd5"

PREFIXES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
"""pandoc knows elements by these prefixes, whatever they stand for."""

W, MC, A, M = (f"{{{PREFIXES[prefix]}}}" for prefix in ("w", "mc", "a", "m"))

MAX_PART_BYTES = 24 * 1024**2  # of one XML part: some 2,000 pages
STYLES = "word/styles.xml"
PARSED = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", STYLES)
DOCTYPES = [
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
]


class Unfit(Exception):
    """Not a Word file that we read. `reason` is a key of pandoc.REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def prepare(source: IO[bytes]) -> tuple[bytes, dict[str, int]]:
    """The package for pandoc, and how many of each thing it holds that will not come in.

    Errors: Unfit.
    """
    target = io.BytesIO()
    found: dict[str, int] = {}
    try:
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
            contents_styles = _contents_styles(old)
            for entry in old.infolist():
                data = b""  # pictures are taken from the file itself
                if entry.filename.endswith((".xml", ".rels")):
                    data = _part(entry.filename, _read(old, entry), found, contents_styles)
                new.writestr(entry.filename, data)
    except (zipfile.BadZipFile, KeyError, EOFError, ET.ParseError, UnicodeError, OSError) as error:
        raise Unfit("damaged", repr(error)) from error
    return target.getvalue(), {name: count for name, count in found.items() if count}


def _read(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    with package.open(entry) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise Unfit("too_large", f"{entry.filename} is larger than {MAX_PART_BYTES} bytes")
    if any(word in data for word in DOCTYPES):
        raise Unfit("forbidden", f"a document type in {entry.filename}")
    return data


def _contents_styles(package: zipfile.ZipFile) -> set[str]:
    """The ids of the styles in which Word sets a table of contents."""
    if STYLES not in package.namelist():
        return set()
    found = set()
    for style in ET.fromstring(_read(package, package.getinfo(STYLES))).iter(f"{W}style"):  # noqa: S314
        name = style.find(f"{W}name")
        if name is not None and name.get(f"{W}val", "").lower().startswith("toc "):
            found.add(style.get(f"{W}styleId", ""))
    return found


def _part(name: str, data: bytes, found: dict[str, int], contents_styles: set[str]) -> bytes:
    if name == "word/comments.xml":
        found["comments"] = len(ET.fromstring(data).findall(f"{W}comment"))  # noqa: S314
    if name.startswith(("word/header", "word/footer")):
        words = "".join(node.text or "" for node in ET.fromstring(data).iter(f"{W}t"))  # noqa: S314
        found["headers"] = found.get("headers", 0) + bool(words.strip("- －0123456789/"))
    if name not in PARSED:
        return data
    for prefix, namespace in PREFIXES.items():
        ET.register_namespace(prefix, namespace)
    root = ET.fromstring(data)  # noqa: S314
    if name == "word/document.xml":
        found |= _counts(root)
        found["contents"] = _drop_contents(root, contents_styles)
    for node in list(root.iter()):
        if mark := MARKERS.get(node.tag):
            mark(node)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _counts(root: ET.Element) -> dict[str, int]:
    return {
        "shapes": sum(1 for _shape in _shapes(root)),
        "changes": sum(len(root.findall(f".//{W}{tag}/{W}r")) for tag in ("ins", "del")),
        "equations": sum(1 for _ in root.iter(f"{M}oMath")),
        "struck": sum(1 for run in root.iter(f"{W}rPr") if _is_on(run, "strike")),
        "hidden": sum(1 for run in root.iter(f"{W}rPr") if _is_on(run, "vanish")),
    }


def _shapes(node: ET.Element) -> Iterator[ET.Element]:
    """Drawings without a picture in them: shapes, charts, objects. A fallback is the same again."""
    for child in node:
        if child.tag == f"{MC}Fallback":
            continue
        if child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            if next(child.iter(f"{A}blip"), None) is None and not _has_image_data(child):
                yield child
            continue
        yield from _shapes(child)


def _has_image_data(node: ET.Element) -> bool:
    return any(child.tag.endswith("}imagedata") for child in node.iter())


def _is_on(properties: ET.Element, name: str) -> bool:
    node = properties.find(f"{W}{name}")
    return node is not None and node.get(f"{W}val") not in ("0", "false", "none")


def _drop_contents(root: ET.Element, styles: set[str]) -> int:
    """Take the table of contents out; the portal makes its own. How many there were: 0 or 1."""
    is_found = 0
    for parent in list(root.iter()):
        for child in list(parent):
            style = child.find(f"{W}pPr/{W}pStyle") if child.tag == f"{W}p" else None
            gallery = child.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
            is_line = style is not None and style.get(f"{W}val") in styles
            if is_line or (gallery is not None and gallery.get(f"{W}val") == "Table of Contents"):
                parent.remove(child)
                is_found = 1
    return is_found


def _paragraph(paragraph: ET.Element) -> None:
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        return
    for indent in properties.findall(f"{W}ind"):
        properties.remove(indent)
    words = ""
    if _is_on(properties, "pageBreakBefore"):
        words += PAGE_BREAK
    level = properties.find(f"{W}outlineLvl")
    if level is not None and (value := level.get(f"{W}val", "9")) in "012345678":
        words += f"{OUTLINE}{value}{MARK_END}"
    if words:
        run = ET.Element(f"{W}r")
        run.append(_letters(words))
        paragraph.insert(1, run)


def _style(style: ET.Element) -> None:
    for properties in style.findall(f"{W}pPr"):
        for indent in properties.findall(f"{W}ind"):
            properties.remove(indent)


def _run(run: ET.Element) -> None:
    properties = run.find(f"{W}rPr")
    if properties is not None and _is_on(properties, "vanish"):
        run[:] = [properties]
        return
    for place, child in enumerate(list(run)):
        if child.tag == f"{W}ruby":
            run[place] = _letters(_ruby(child))
        elif child.tag == f"{W}br" and child.get(f"{W}type") == "page":
            run[place] = _letters(PAGE_BREAK)


def _ruby(ruby: ET.Element) -> str:
    base, text = (_words(ruby.find(f"{W}{name}")) for name in ("rubyBase", "rt"))
    return f"{RUBY}{base}{RUBY_TEXT}{text}{RUBY_END}" if text else base


def _words(node: ET.Element | None) -> str:
    return "".join(child.text or "" for child in node.iter(f"{W}t")) if node is not None else ""


def _letters(words: str) -> ET.Element:
    node = ET.Element(f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    node.text = words
    return node


MARKERS: dict[str, Callable[[ET.Element], None]] = {
    f"{W}p": _paragraph,
    f"{W}r": _run,
    f"{W}style": _style,
}
