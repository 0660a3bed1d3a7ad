"""From what a proposal says to what it rests on, and back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from fieldwork.models import Finding, Verification
from proposals.models import Entry, FrozenCitation, Proposal, Section
from proposals.sources import cited
from proposals.text import citing, outline
from proposals.text.citing import Key, Source


@dataclass
class Line:
    """A source of the list: its number, and the sections that cite it."""

    number: int
    source: Source
    places: list[tuple[Section, int]] = field(default_factory=list)


@dataclass
class Trace:
    """A sentence, what it cites, and what each of these says of the hypotheses."""

    words: str
    sources: list[tuple[Source | None, list[Verification]]] = field(default_factory=list)


def listed(proposal: Proposal) -> dict[str, Any]:
    """{"lines": what is cited, by kind; "idle": what the group has registered beside}."""
    sections = _sections(proposal)
    claims = cited.now(sections)
    keys = [claim.key for section in sections for claim in claims[section.pk]]
    sources = citing.sources(proposal.group, keys)
    kinds = list(FrozenCitation.Kind.values)
    ordered = sorted(sources.values(), key=lambda source: kinds.index(source.kind))
    lines = {source.key: Line(n, source) for n, source in enumerate(ordered, start=1)}
    for section in sections:
        found = [claim.key for claim in claims[section.pk]]
        for key in dict.fromkeys(found):
            if key in lines:
                lines[key].places.append((section, found.count(key)))
    idle = Entry.objects.filter(group=proposal.group).with_subjects()
    idle = idle.exclude(pk__in=[key.pk for key in lines if key.kind == "entry"])
    missing = sum(key not in sources for key in keys)
    return {"lines": list(lines.values()), "idle": idle, "missing": missing}


def traces(proposal: Proposal) -> list[tuple[Section, list[Trace]]]:
    """Each section with its claims in reading order; citations side by side share one claim."""
    sections = _sections(proposal)
    claims = cited.now(sections)
    keys = [claim.key for section in sections for claim in claims[section.pk]]
    sources = citing.sources(proposal.group, keys)
    said = _verifications(sources)
    traced = []
    for section in sections:
        found: list[Trace] = []
        for claim in claims[section.pk]:
            if not found or found[-1].words != claim.words:
                found.append(Trace(claim.words))
            found[-1].sources.append((sources.get(claim.key), said.get(claim.key, [])))
        traced.append((section, found))
    return traced


def _sections(proposal: Proposal) -> list[Section]:
    return outline.numbered(proposal.sections.select_related("document", "proposal__group"))


def _verifications(keys: Iterable[Key]) -> dict[Key, list[Verification]]:
    wanted = {key.pk for key in keys if key.kind == "finding"}
    rows = Verification.objects.select_related("hypothesis__group").order_by("hypothesis__number")
    findings = Finding.objects.filter(pk__in=wanted)
    findings = findings.prefetch_related(Prefetch("verifications", rows))
    return {Key("finding", row.pk): list(row.verifications.all()) for row in findings}
