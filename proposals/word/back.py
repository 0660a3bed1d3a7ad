"""What stands behind the text of a proposal in Word: people, days, imprint."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from proposals.text.notes import Notes
from proposals.word import tree
from proposals.word.tree import Blocks, Element
from support import wareki

DISCLAIMER = (
    "この提言書は、研究会としての意見をまとめたものであり、"
    "研究員の所属団体の見解を示すものではない。"
)


def back(facts: Mapping[str, Any]) -> Blocks:
    """`facts` are those of proposals.paper.publication."""
    return [*_people(facts), *_activities(facts), *_imprint(facts)]


def sources(notes: Notes) -> Blocks:
    """出典・参考文献: each source with the notes that name it."""
    listed = notes.listed()
    blocks = [tree.heading(1, tree.words("出典・参考文献"), "sources")] if listed else []
    for label, lines in groupby(listed, key=lambda line: line.source.label):
        items = []
        for line in lines:
            numbers = "、".join(f"注{number}" for number in line.notes)
            items.append([tree.plain(tree.words(f"{line.source.words}（{numbers}）"))])
        blocks += [tree.heading(2, tree.words(label)), {"t": "BulletList", "c": items}]
    return blocks


def _people(facts: Mapping[str, Any]) -> Blocks:
    members = [
        (row.organisation.name, row.department, row.post, row.user.name) for row in facts["members"]
    ]
    blocks = [
        tree.heading(1, tree.words("研究員名簿"), "members"),
        tree.line("Aside", "（建制順、敬称略）"),
        _table("研究員", ("団体名", "所属", "職", "氏名"), members, (28, 32, 18, 22)),
    ]
    for caption, head, people in (
        ("講師", ("所属・職", "氏名"), facts["lecturers"]),
        ("事務局", ("所属", "氏名"), facts["secretariat"]),
    ):
        rows = [(person.affiliation, person.name) for person in people]
        if rows:
            blocks.append(_table(caption, head, rows, (70, 30)))
    return blocks


def _activities(facts: Mapping[str, Any]) -> Blocks:
    rows = []
    for activity in facts["activities"]:
        days = [activity.when, activity.times, "（予定）" if activity.is_ahead else ""]
        when = "\n".join(filter(None, days))
        rows.append((activity.label, when, activity.venue, activity.content))
    head = tree.heading(1, tree.words("活動経過"), "activities")
    return [head, _table("", ("回", "期日", "会場", "内容"), rows, (12, 30, 24, 34))]


def _imprint(facts: Mapping[str, Any]) -> Blocks:
    milestone, group = facts["milestone"], facts["group"]
    title = "\n".join(filter(None, (milestone.title, milestone.subtitle)))
    rows = [
        ("題名", title),
        ("発行年月", wareki.format_month(facts["issued_on"])),
        ("編集", f"{wareki.fiscal_year_label(group.fiscal_year)}　{group.name}"),
        ("発行", facts["publisher"]),
        ("問合せ先", facts["contact"]),
    ]
    return [
        tree.PAGE_BREAK,
        tree.line("Source", DISCLAIMER),
        _table("", (), rows, (20, 80)),
    ]


def _table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> Element:
    heads = [[_cell(word, is_head=True) for word in head]] if head else []
    body = [[_cell(word) for word in row] for row in rows]
    parts = [width / 100 for width in widths]
    return tree.table("", heads, body, caption=caption, widths=parts)


def _cell(text: str, *, is_head: bool = False) -> list[Any]:
    inlines = tree.words(text)
    inlines = [tree.strong(inlines)] if is_head else inlines
    return tree.cell([tree.styled("Cell Text", tree.paragraph(inlines))])
