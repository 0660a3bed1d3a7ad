"""What a text cites: which findings and entries, in which words, and where.

A citation names its source by a number; whatever the group does not have under it means nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from fieldwork.models import Finding
from members.models import StudyGroup
from proposals.models import Entry, FrozenCitation
from support import wareki
from support.collab import nodes
from support.collab.nodes import Node, Run

LARGEST: Final = 2**63 - 1  # of a key in the database; a hand-made citation may name more


class Key(NamedTuple):
    """What a citation names: ("finding", 3) or ("entry", 5)."""

    kind: str
    pk: int


@dataclass(frozen=True)
class Source:
    """Something cited, in the words in which notes and lists print it."""

    key: Key
    kind: str
    text: str
    where: str = ""
    row: Finding | Entry | None = None

    @property
    def words(self) -> str:
        return f"{self.text}\u3000{self.where}" if self.where else self.text

    @property
    def label(self) -> str:
        """「気づき・知見」, 「文献」 …"""
        return str(FrozenCitation.Kind(self.kind).label)


def key_of(citation: Node) -> Key | None:
    for kind in ("entry", "finding"):
        pk = citation.whole(kind)
        if pk is not None and 0 < pk <= LARGEST:
            return Key(kind, pk)
    return None


def every_key(tree: Iterable[Node | Run]) -> Iterator[Key]:
    """What a text cites, once for each citation, in reading order."""
    for citation in nodes.every(tree, "citation"):
        if key := key_of(citation):
            yield key


def sources(group: StudyGroup, keys: Iterable[Key]) -> dict[Key, Source]:
    """Those of `keys` that the group has, in their order."""
    wanted = list(dict.fromkeys(keys))
    findings = [key.pk for key in wanted if key.kind == "finding"]
    entries = [key.pk for key in wanted if key.kind == "entry"]
    found: dict[Key, Source] = {}
    if findings:
        rows = Finding.objects.filter(visit__group=group, pk__in=findings)
        for finding in rows.select_related("visit__group"):
            found[Key("finding", finding.pk)] = of_finding(finding)
    if entries:
        for entry in Entry.objects.filter(group=group, pk__in=entries).with_subjects():
            found[Key("entry", entry.pk)] = of_entry(entry)
    return {key: found[key] for key in wanted if key in found}


def of_finding(finding: Finding) -> Source:
    key = Key("finding", finding.pk)
    return Source(key, "finding", finding.text, source_of(finding), finding)


def of_entry(entry: Entry) -> Source:
    return Source(Key("entry", entry.pk), entry.kind, entry.words, row=entry)


def frozen(rows: Iterable[FrozenCitation]) -> dict[Key, Source]:
    """What a frozen section cites, in the words of that day."""
    found = {}
    for row in rows:
        key = Key("entry", row.entry_id) if row.entry_id else Key("finding", row.finding_id or 0)
        found[key] = Source(key, row.kind, row.text, row.source)
    return found


def source_of(finding: Finding) -> str:
    """「しらさぎ市（視察、令和4年10月20日、聞き取り）」: where, when and how, as notes print it."""
    visit = finding.visit
    day = wareki.format_day(visit.visited_on, with_weekday=False)
    how = [str(visit.get_kind_display()), day, finding.evidence]
    return f"{visit.host}（{'、'.join(word for word in how if word)}）"
