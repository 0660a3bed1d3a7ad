"""Reads the structure of a PDF with pikepdf, independently of what wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

PAINTS = {"Tj", "TJ", "Do", "f", "F", "f*", "S", "s", "B", "b", "sh"}


@dataclass
class Part:
    """An element of the structure with the words drawn in it."""

    role: str
    kids: list = field(default_factory=list)  # Part, or the words of one piece of content
    raw: pikepdf.Dictionary = None

    def every(self, role: str) -> Iterator["Part"]:
        for kid in self.parts():
            if re.fullmatch(role, kid.role):
                yield kid
            yield from kid.every(role)

    def parts(self) -> list["Part"]:
        return [kid for kid in self.kids if isinstance(kid, Part)]

    def roles(self) -> list[str]:
        return [kid.role for kid in self.parts()]

    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text() for kid in self.kids)


def read(pdf: pikepdf.Pdf) -> Part:
    """The /Document element. Every piece of content it names is taken once."""
    words = [_words(page) for page in pdf.pages]
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return _part(pdf.Root.StructTreeRoot.K, words, pages)


def left_over(pdf: pikepdf.Pdf) -> list[str]:
    """What is drawn but neither tagged nor an artifact: [operators]."""
    found = []
    for page in pdf.pages:
        open_marks = []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                open_marks.append(str(operands[0]))
            elif name == "EMC":
                open_marks.pop()
            elif name in PAINTS and not open_marks:
                found.append(name)
    return found


def _part(raw, words, pages) -> Part:
    part = Part(str(raw.S)[1:], raw=raw)
    kids = raw.get("/K", pikepdf.Array())
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            part.kids.append(words[pages[raw.Pg.objgen]].pop(kid))
        elif kid.get("/Type") == "/MCR":
            part.kids.append(words[pages[kid.Pg.objgen]].pop(int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            part.kids.append("")
        else:
            part.kids.append(_part(kid, words, pages))
    return part


def _words(page) -> dict[int, str]:
    """{MCID: what is drawn under it, as Unicode}"""
    fonts = {
        name: _unicode(font.ToUnicode.read_bytes().decode("latin-1"))
        for name, font in page.Resources.get("/Font", {}).items()
    }
    found: dict[int, str] = {}
    marks: list[int | None] = []
    table: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            number = properties.get("/MCID")
            marks.append(None if number is None else int(number))
            if number is not None:
                found[int(number)] = ""
        elif name == "EMC":
            marks.pop()
        elif name == "Tf":
            table = fonts[str(operands[0])]
        elif name in ("Tj", "TJ") and marks and marks[-1] is not None:
            pieces = operands[0] if name == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    found[marks[-1]] += _decoded(bytes(piece), table)
    return found


def _decoded(glyphs: bytes, table: dict[int, str]) -> str:
    codes = [int.from_bytes(glyphs[i : i + 2], "big") for i in range(0, len(glyphs), 2)]
    return "".join(table.get(code, "") for code in codes)


def _unicode(cmap: str) -> dict[int, str]:
    pairs = re.findall(r"<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>\n", cmap)
    return {
        int(code, 16): bytes.fromhex(words).decode("utf-16-be", errors="replace")
        for code, words in pairs
    }
