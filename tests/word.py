"""Reads a Word file with nothing but zip and XML, to check what ours hold."""

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def opened(data):
    return WordFile(data)


def words(node):
    """The letters of a node, without the readings of its ruby."""
    readings = {id(letters) for rt in node.iter(f"{W}rt") for letters in rt.iter(f"{W}t")}
    letters = (child for child in node.iter(f"{W}t") if id(child) not in readings)
    return "".join(child.text or "" for child in letters)


def all_words(node):
    return "".join(child.text or "" for child in node.iter(f"{W}t"))


def value(node, path):
    found = node.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


@dataclass
class Table:
    rows: list
    heads: int
    spans: list


class WordFile:
    def __init__(self, data):
        self.parts = zipfile.ZipFile(io.BytesIO(data))
        self.document = self.part("document")

    def part(self, name):
        return ET.fromstring(self.parts.read(f"word/{name}.xml"))

    @property
    def text(self):
        """A line for each paragraph; readings above the letters are left out."""
        return "\n".join(text for _style, text in self.paragraphs)

    @cached_property
    def paragraphs(self):
        found = list(self.document.iter(f"{W}p"))
        return [(value(paragraph, "pPr/pStyle") or "", words(paragraph)) for paragraph in found]

    def in_style(self, style):
        return [text for name, text in self.paragraphs if name == style]

    @property
    def headings(self):
        found = [(name.removeprefix("Heading"), text) for name, text in self.paragraphs]
        return [(int(level), text) for level, text in found if level.isdigit() and len(level) == 1]

    @property
    def contents(self):
        return [text for name, text in self.paragraphs if name in ("TOC1", "TOC2")]

    @property
    def stale_fields(self):
        return sum(field.get(f"{W}dirty") == "true" for field in self.document.iter(f"{W}fldChar"))

    def runs_with(self, mark, of=None):
        runs = self.document.iter(f"{W}r")
        marked = [run for run in runs if run.find(f"{W}rPr/{W}{mark}") is not None]
        return [words(run) for run in marked if of is None or value(run, f"rPr/{mark}") == of]

    @property
    def bold(self):
        return self.runs_with("b")

    @property
    def subscript(self):
        return self.runs_with("vertAlign", "subscript")

    @property
    def ruby(self):
        return [
            (words(ruby.find(f"{W}rubyBase")), all_words(ruby.find(f"{W}rt")))
            for ruby in self.document.iter(f"{W}ruby")
        ]

    @property
    def footnotes(self):
        notes = self.part("footnotes").findall(f"{W}footnote")
        return [words(note).strip() for note in notes if note.get(f"{W}type") is None]

    @property
    def tables(self):
        found = []
        for table in self.document.iter(f"{W}tbl"):
            rows = table.findall(f"{W}tr")
            spans = [int(span.get(f"{W}val")) for span in table.iter(f"{W}gridSpan")]
            heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
            cells = [[words(cell) for cell in row.findall(f"{W}tc")] for row in rows]
            found.append(Table(cells, heads, spans))
        return found

    @property
    def list_items(self):
        levels = ((value(p, "pPr/numPr/ilvl"), words(p)) for p in self.document.iter(f"{W}p"))
        return [(int(level), text) for level, text in levels if level is not None]

    @property
    def links(self):
        return {link.get(f"{W}anchor"): words(link) for link in self.document.iter(f"{W}hyperlink")}

    @property
    def bookmarks(self):
        return {mark.get(f"{W}name") for mark in self.document.iter(f"{W}bookmarkStart")}

    @property
    def page_breaks(self):
        return sum(mark.get(f"{W}type") == "page" for mark in self.document.iter(f"{W}br"))

    @property
    def fonts(self):
        styles = self.part("styles")
        return {font.get(f"{W}eastAsia") for font in styles.iter(f"{W}rFonts")} - {None}

    @property
    def page(self):
        section = self.document.find(f"{W}body/{W}sectPr")
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        wanted = ((size, "w"), (size, "h"), (margin, "top"), (margin, "left"))
        return {name: node.get(f"{W}{name}") for node, name in wanted}

    @property
    def footer(self):
        return "".join(node.text or "" for node in self.part("footer1").iter(f"{W}instrText"))

    @property
    def pictures(self):
        """The alternative text of each picture, and its bytes."""
        texts = [picture.get("descr") for picture in self.document.iter(f"{WP}docPr")]
        media = sorted(name for name in self.parts.namelist() if name.startswith("word/media/"))
        return texts, [self.parts.read(name) for name in media]
