"""The text of sections as people read it: numbers in their places, citations as notes."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from fieldwork.models import Finding
from proposals import counted, freezing
from proposals.models import FrozenSection, Milestone, Section
from proposals.surroundings import Cite, around
from support.collab import reading as collab
from support.collab.nodes import Node


def section_html(section: Section) -> SafeString:
    """The text of a section as it is now, each citation with the words of its finding."""
    proposal = section.proposal
    findings = Finding.objects.filter(visit__group=proposal.group).select_related("visit")
    words = {finding.pk: (finding.text, freezing.source_of(finding)) for finding in findings}
    tree = collab.tree(section.document)
    numbering = counted.of_proposal(proposal, own={section.pk: tree})
    homes = numbering.homes

    def address(target: str) -> str:
        home = homes[target]
        page = reverse("proposals:section", args=[proposal.group.slug, home])
        place = "" if target == f"s{home}" else f"#{target}"
        return place if home == section.pk and place else page + place

    about = around(numbering, section.pk, tree, citation=_cited(words), address=address)
    return or_nothing(collab.html(tree, about))


def frozen(milestone: Milestone) -> list[FrozenSection]:
    """The sections of a frozen version in order, each with its text as `html`."""
    sections = list(milestone.sections.prefetch_related("citations").order_by("position"))
    numbering = counted.of_version(milestone, sections)
    places = {f"s{section.section_id}": f"#part-{section.position}" for section in sections}

    def address(target: str) -> str:
        return places.get(target, f"#{target}")

    for section in sections:
        words = {row.finding_id: (row.text, row.source) for row in section.citations.all()}
        cited, tree = _cited(words), section.tree
        about = around(numbering, section.section_id, tree, citation=cited, address=address)
        section.html = or_nothing(collab.html(tree, about, shift=1))
    return sections


def or_nothing(html: SafeString) -> SafeString:
    """The text; empty when its paragraphs hold no word, so that the page can say so."""
    return html if strip_tags(html).strip() else SafeString()


def _cited(words: Mapping[int | None, tuple[str, str]]) -> Cite:
    def cite(node: Node) -> SafeString:
        if node.finding not in words:
            return format_html('<span class="citation" data-missing>［根拠］</span>')
        text, source = words[node.finding]
        return format_html('<span class="citation" title="{}">［根拠　{}］</span>', text, source)

    return cite
