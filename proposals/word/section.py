"""One section as a Word file, as its text is now."""

from fieldwork.models import Finding
from proposals import freezing, outline
from proposals.models import Section
from proposals.word import tree
from proposals.word.making import make
from proposals.word.writing import Writer
from support import documents
from support.collab import reading
from support.collab.nodes import Node
from support.collab.surroundings import Surroundings


def section_file(section: Section) -> documents.Ready:
    """Errors: NotMade."""
    title = outline.heading(_number(section), section.title)
    writer = Writer(_around(section))
    blocks = [tree.heading(1, tree.words(title)), *writer.blocks(reading.tree(section.document))]
    return make(blocks, {}, title=title)


def _number(section: Section) -> str:
    sections = outline.numbered(section.proposal.sections.all())
    return next(row.number for row in sections if row.pk == section.pk)


def _around(section: Section) -> Surroundings:
    rows = Finding.objects.filter(visit__group=section.proposal.group).select_related("visit")
    findings = {finding.pk: finding for finding in rows}

    def cite(node: Node) -> str:
        finding = findings.get(node.finding or 0)
        return f"{finding.text}　{freezing.source_of(finding)}" if finding else ""

    return Surroundings(citation=cite)
