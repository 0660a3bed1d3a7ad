"""The text of sections as people read it: numbers in their places, citations as notes."""

from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from fieldwork.models import Finding
from proposals import freezing
from proposals.models import FrozenSection, Milestone, Section
from support.collab import reading as collab
from support.collab.nodes import Node
from support.collab.surroundings import Surroundings


def section_html(section: Section) -> SafeString:
    """The text of a section as it is now, each citation with the words of its finding."""
    findings = Finding.objects.filter(visit__group=section.proposal.group).select_related("visit")
    words = {finding.pk: (finding.text, freezing.source_of(finding)) for finding in findings}
    return or_nothing(collab.html(section.document, _around(words)))


def frozen(milestone: Milestone) -> list[FrozenSection]:
    """The sections of a frozen version in order, each with its text as `html`."""
    sections = milestone.sections.prefetch_related("citations").order_by("position")
    for section in sections:
        words = {row.finding_id: (row.text, row.source) for row in section.citations.all()}
        html = collab.html(bytes(section.state), _around(words), shift=1)
        section.html = or_nothing(html)
    return list(sections)


def or_nothing(html: SafeString) -> SafeString:
    """The text; empty when its paragraphs hold no word, so that the page can say so."""
    return html if strip_tags(html).strip() else SafeString()


def _around(words: dict[int, tuple[str, str]]) -> Surroundings:
    def cite(node: Node) -> SafeString:
        if node.finding not in words:
            return format_html('<span class="citation" data-missing>［根拠］</span>')
        text, source = words[node.finding]
        return format_html('<span class="citation" title="{}">［根拠　{}］</span>', text, source)

    return Surroundings(citation=cite)
