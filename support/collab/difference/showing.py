"""Changes as they stand on a page: in line, or as the rows of a table with before and after."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from . import markup
from .changes import Change
from .markup import Side
from .parts import Part

NOTHING: Final = mark_safe('<td class="difference-nothing"></td>')  # noqa: S308 (no words)
UNFOLDED: Final = 3  # parts in a row that did not change; more are folded up


@dataclass(frozen=True)
class Group:
    """Neighbours on the page. Unchanged ones are folded up: they read the same on both sides."""

    is_folded: bool
    parts: list[SafeString]


def in_line(changes: Sequence[Change], prefix: str) -> list[Group]:
    """One text with what came and what went in it. `prefix` makes the anchors of a page unique."""
    return [
        Group(is_folded, [_part(change, prefix) for change in some])
        for is_folded, some in _folded(changes)
    ]


def side_by_side(changes: Sequence[Change], prefix: str) -> list[Group]:
    """The rows of a table with two columns, before and after."""
    return [
        Group(is_folded, [(_part if is_folded else _row)(change, prefix) for change in some])
        for is_folded, some in _folded(changes)
    ]


def _folded(changes: Sequence[Change]) -> Iterator[tuple[bool, Sequence[Change]]]:
    """Runs of unchanged parts, but for the one beside a change."""
    runs = [list(run) for _same, run in itertools.groupby(changes, key=lambda c: c.op == "same")]
    for place, run in enumerate(runs):
        start = 1 if place else 0
        end = len(run) - (1 if place < len(runs) - 1 else 0)
        if run[0].op != "same" or end - start < UNFOLDED:
            yield False, run
            continue
        for is_folded, some in ((False, run[:start]), (True, run[start:end]), (False, run[end:])):
            if some:
                yield is_folded, some


def _part(change: Change, prefix: str) -> SafeString:
    return format_html(
        '<div class="difference-part" data-op="{}"{}>{}{}</div>',
        change.op,
        _anchor(change, prefix),
        _notes(change, prefix),
        _content(change, change.part),
    )


def _row(change: Change, prefix: str) -> SafeString:
    before = change.old if change.op != "moved here" else None
    cells = [_cell(change, before, "old", prefix), _cell(change, change.new, "new", prefix)]
    return format_html('<tr data-op="{}"{}>{}{}</tr>', change.op, _anchor(change, prefix), *cells)


def _cell(change: Change, part: Part | None, side: Side, prefix: str) -> SafeString:
    if part is None:
        return NOTHING
    label = pgettext("difference", "before") if side == "old" else pgettext("difference", "after")
    notes = _notes(change, prefix) if part is change.part else ""
    content = _content(change, part, side if change.op != "moved here" else None)
    return format_html('<td data-label="{}">{}{}</td>', label, notes, content)


def _anchor(change: Change, prefix: str) -> SafeString:
    if not change.move:
        return SafeString()
    return format_html(' id="{}"', _place(change, prefix, "from" if change.new is None else "to"))


def _place(change: Change, prefix: str, end: str) -> str:
    return f"{prefix}-move-{change.move}-{end}"


def _notes(change: Change, prefix: str) -> SafeString:
    """What happened to the part as a whole."""
    said = list(_said(change, prefix))
    if not said:
        return SafeString()
    return format_html(
        '<p class="difference-note">{}</p>',
        format_html_join("　", "{}", ((note,) for note in said)),
    )


def _said(change: Change, prefix: str) -> Iterator[str]:
    names = {"kind": kind_of(change.part), "number": change.move}
    match change.op:
        case "added":
            yield _("Added: %(kind)s") % names
        case "removed":
            yield _("Removed: %(kind)s") % names
        case "moved away":
            link = '<a href="#{}">{}</a>'
            yield format_html(
                link, _place(change, prefix, "to"), _("Moved from here (%(number)d)") % names
            )
        case "moved here":
            link = '<a href="#{}">{}</a>'
            yield format_html(
                link, _place(change, prefix, "from"), _("Moved to here (%(number)d)") % names
            )
    if change.old and change.new and change.has_other_kind:
        yield _("%(old)s → %(new)s") % {"old": kind_of(change.old), "new": kind_of(change.new)}
    if change.has_other_picture:
        yield _("The picture has been replaced")


def kind_of(part: Part) -> str:
    """What people call it: 「段落」, 「見出し（2段目）」."""
    names = {
        "paragraph": pgettext("difference", "paragraph"),
        "heading": pgettext("difference", "heading, level %(level)d"),
        "item": pgettext("difference", "list item"),
        "quote": pgettext("difference", "quotation"),
        "table": pgettext("difference", "table"),
        "figure": pgettext("difference", "figure"),
        "page break": pgettext("difference", "page break"),
    }
    return names[part.kind] % {"level": part.level - 1}


def _content(change: Change, part: Part, side: Side | None = None) -> SafeString:
    shown = markup.words(change.spans, side)
    return format_html(
        '<p class="difference-text" data-kind="{}" data-level="{}">{}{}</p>{}',
        part.kind,
        part.level,
        part.mark,
        shown or f"［{kind_of(part)}］",
        markup.table(change.table, side) if change.table else "",
    )
