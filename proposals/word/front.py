"""What stands before the first page of a proposal in Word: the cover and the table of contents."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.html import escape

from proposals.word import tree
from proposals.word.tree import Blocks, Element
from support import wareki

DEEPEST = 2  # level of the headings that the table of contents names
END_OF_FRONT: Element = {
    "t": "RawBlock",
    "c": [
        "openxml",
        '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="851" '
        'w:footer="709" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="364"/>'
        "</w:sectPr></w:pPr></w:p>",
    ],
}
"""The pages so far have no number; those behind it are counted from 1."""


def cover(facts: Mapping[str, Any]) -> Blocks:
    """`facts` are those of proposals.paper.publication."""
    milestone, group = facts["milestone"], facts["group"]
    lines = [
        ("Cover Line", wareki.fiscal_year_label(group.fiscal_year)),
        ("Cover Line", group.name),
        ("Cover Line", "提　言　書"),
        ("Cover Line", f"検討中の案\n{milestone.name}" if facts["is_draft"] else ""),
        ("Title", milestone.title),
        ("Subtitle", milestone.subtitle and f"――{milestone.subtitle}――"),
        ("Cover Line", f"研究テーマ\n{facts['theme']}" if facts["theme"] else ""),
        ("Cover Foot", wareki.format_month(facts["issued_on"])),
        ("Cover Line", facts["publisher"]),
    ]
    return [tree.line(style, words) for style, words in lines if words]


def contents(blocks: Iterable[Element]) -> Blocks:
    """Word's own table of contents. It names the headings, and Word fills in the pages.

    The field is marked as stale, so that Word works it out when the file is opened.
    """
    found = list(_headings(blocks))
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> TOC \\o "1-{DEEPEST}" \\h \\z \\u '
        "</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines = [
        f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{begin if place == 0 else ""}'
        f"{_entry(target, words)}</w:p>"
        for place, (level, target, words) in enumerate(found)
    ]
    field = (
        "<w:sdt><w:sdtPr><w:docPartObj>"
        '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>'
        '</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>'
        f"<w:r><w:t>目次</w:t></w:r></w:p>{''.join(lines)}"
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:sdtContent></w:sdt>'
    )
    return [{"t": "RawBlock", "c": ["openxml", field]}] if found else []


def _entry(target: str, words: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    return f'<w:hyperlink w:anchor="{escape(target)}">{run}</w:hyperlink>' if target else run


def _headings(blocks: Iterable[Element]) -> Iterator[tuple[int, str, str]]:
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] <= DEEPEST:
            level, (identifier, *_rest), inlines = block["c"]
            yield level, identifier, "".join(_words(inlines))


def _words(inlines: Iterable[Element]) -> Iterator[str]:
    """The letters of a heading; notes in it are none."""
    for inline in inlines:
        match inline["t"]:
            case "Str":
                yield inline["c"]
            case "Strong" | "Superscript" | "Subscript":
                yield from _words(inline["c"])
            case "LineBreak":
                yield "　"
