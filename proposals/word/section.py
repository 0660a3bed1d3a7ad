"""One section as a Word file, as its text is now."""

from proposals.models import Section
from proposals.text import citing, counted, outline
from proposals.text.notes import Notes
from proposals.text.surroundings import around
from proposals.word import noting, tree
from proposals.word.making import make
from proposals.word.picturing import Gathered
from proposals.word.writing import Writer
from support import documents
from support.collab import reading


def section_file(section: Section) -> documents.Ready:
    """Errors: NotMade."""
    nodes = reading.tree(section.document)
    numbering = counted.of_proposal(section.proposal, own={section.pk: nodes})
    sources = citing.sources(section.proposal.group, citing.every_key(nodes))
    notes, pictures = Notes(), Gathered(section.proposal)
    about = around(
        numbering,
        section.pk,
        nodes,
        citation=noting.citing(sources, notes),
        note=noting.noting(notes),
        picture=pictures.name,
    )
    part = numbering.parts[section.pk].part
    title = outline.heading(part.number, part.title)
    heading = tree.heading(1, tree.words(title), f"s{section.pk}")
    blocks = [heading, *Writer(about).blocks(nodes)]
    return make(blocks, pictures.files(), title=title)
