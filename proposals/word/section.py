"""One section as a Word file, as its text is now."""

from fieldwork.models import Finding
from proposals import counted, freezing, outline
from proposals.models import Section
from proposals.surroundings import Cite, around
from proposals.word import tree
from proposals.word.making import make
from proposals.word.writing import Writer
from support import documents
from support.collab import reading
from support.collab.nodes import Node


def section_file(section: Section) -> documents.Ready:
    """Errors: NotMade."""
    nodes = reading.tree(section.document)
    numbering = counted.of_proposal(section.proposal, own={section.pk: nodes})
    part = numbering.parts[section.pk].part
    title = outline.heading(part.number, part.title)
    writer = Writer(around(numbering, section.pk, nodes, citation=_citing(section)))
    heading = tree.heading(1, tree.words(title), f"s{section.pk}")
    return make([heading, *writer.blocks(nodes)], {}, title=title)


def _citing(section: Section) -> Cite:
    rows = Finding.objects.filter(visit__group=section.proposal.group).select_related("visit")
    findings = {finding.pk: finding for finding in rows}

    def cite(node: Node) -> str:
        finding = findings.get(node.finding or 0)
        return f"{finding.text}　{freezing.source_of(finding)}" if finding else ""

    return cite
