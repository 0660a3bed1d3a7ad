"""What changed between two versions of a proposal, or between a version and the text as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fieldwork.models import Finding
from proposals.models import Entry, FrozenSection, Milestone, Proposal, Section
from proposals.text import counted, outline
from proposals.text.citing import Key, key_of
from support.collab import actions as collab
from support.collab import nodes
from support.collab.difference import Change, changes
from support.collab.nodes import Node

CITED = 20  # letters of a finding that stand in the text to tell it from others


@dataclass
class Text:
    """A section on one side: as it was frozen, or as it is."""

    key: int
    heading: str
    title: str
    at: tuple[int, int]  # epoch and seq: where the two are the same, so is the text
    state: Callable[[], bytes]


@dataclass
class SectionChange:
    """What became of one section."""

    old: Text | None
    new: Text | None
    label: Callable[[Node], str]
    is_moved: bool = False

    @property
    def text(self) -> Text:
        return self.new or self.old  # type: ignore[return-value]  # one of them is there

    @property
    def is_renamed(self) -> bool:
        return bool(self.old and self.new and self.old.title != self.new.title)

    @property
    def is_renumbered(self) -> bool:
        """Another number for the same title: something before it came or went."""
        is_same = bool(self.old and self.new) and not self.is_renamed
        return is_same and self.old.heading != self.new.heading  # type: ignore[union-attr]

    @cached_property
    def parts(self) -> list[Change]:
        if self.old and self.new and self.old.at == self.new.at:
            return []
        old, new = (nodes.of_update(text.state()) if text else () for text in (self.old, self.new))
        found = changes(old, new, self.label)
        return [] if all(change.op == "same" for change in found) else found

    @property
    def is_changed(self) -> bool:
        is_on_one_side = self.old is None or self.new is None
        return is_on_one_side or self.is_moved or self.is_renamed or bool(self.parts)

    @property
    def added(self) -> int:
        return self._letters("added")

    @property
    def removed(self) -> int:
        return self._letters("removed")

    def _letters(self, op: str) -> int:
        """Letters in paragraphs, headings and captions; what only moved is neither."""
        spans = (
            span for change in self.parts if change.op != "moved away" for span in change.spans
        )
        return sum(not letter.isspace() for span in spans if span.op == op for letter in span.text)


def compare(proposal: Proposal, old: Milestone, new: Milestone | None) -> list[SectionChange]:
    """Every section of both sides in the order of the new one, what went where it stood.

    `new` is None for the text as it is now.
    """
    before = [_frozen(row) for row in old.sections.order_by("position")]
    after = (
        [_frozen(row) for row in new.sections.order_by("position")] if new else _present(proposal)
    )
    label = _label(proposal)
    texts = {text.key: text for text in before}
    moved = _moved([text.key for text in before], [text.key for text in after])
    found = [SectionChange(texts.get(text.key), text, label, text.key in moved) for text in after]
    for text in before:
        if text.key not in {row.key for row in after}:
            found.insert(_place_after(before, text, found), SectionChange(text, None, label))
    return found


def _frozen(row: FrozenSection) -> Text:
    heading = outline.heading(row.number, row.title)
    state = bytes(row.state)
    return Text(row.section_id, heading, row.title, (row.epoch, row.seq), lambda: state)


def _present(proposal: Proposal) -> list[Text]:
    return [_now(row) for row in outline.numbered(proposal.sections.select_related("document"))]


def _now(row: Section) -> Text:
    document = row.document
    heading = outline.heading(row.number, row.title)
    at = (document.epoch, document.seq)
    return Text(row.pk, heading, row.title, at, lambda: collab.state(document))


def _moved(old: list[int], new: list[int]) -> set[int]:
    """The sections that are in another order than the others."""
    both = set(old) & set(new)
    one, other = ([key for key in keys if key in both] for keys in (old, new))
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return both - {one[block.a + n] for block in blocks for n in range(block.size)}


def _place_after(before: list[Text], gone: Text, found: list[SectionChange]) -> int:
    """Behind the section that stood before it."""
    earlier = [text.key for text in before[: before.index(gone)]]
    places = [n for n, change in enumerate(found, start=1) if change.text.key in earlier]
    return max(places, default=0)


def _label(proposal: Proposal) -> Callable[[Node], str]:
    """The words for a citation, enough to tell it from others, and for a reference to a table."""
    rows = Finding.objects.filter(visit__group=proposal.group)
    words = {Key("finding", pk): text for pk, text in rows.values_list("pk", "text")}
    entries = Entry.objects.filter(group=proposal.group).with_subjects()
    words |= {Key("entry", entry.pk): entry.words for entry in entries}
    labels = counted.of_proposal(proposal).labels

    def label(node: Node) -> str:
        if node.kind == "crossReference":
            return labels.get(node.word("target"), f"［{pgettext('difference', 'reference')}］")
        key = key_of(node)
        text = words.get(key, "") if key else ""
        short = text[:CITED] + ("…" if len(text) > CITED else "")
        return (
            _("[Source: %(words)s]") % {"words": short}
            if short
            else f"［{pgettext('difference', 'source')}］"
        )

    return label
