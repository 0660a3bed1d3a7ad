"""The text of sections as people read it: numbers in their places, notes below the text."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from proposals.models import FrozenSection, Milestone, Section
from proposals.text import citing, counted
from proposals.text.citing import Key, Source
from proposals.text.notes import MISSING, Notes, on_screen
from proposals.text.surroundings import Cite, Note, around, picture_on_page
from support.collab import reading as collab
from support.collab.nodes import Node


def section_html(section: Section) -> SafeString:
    """The text of a section as it is now. Effects: puts its `notes` on the section."""
    proposal = section.proposal
    tree = collab.tree(section.document)
    numbering = counted.of_proposal(proposal, own={section.pk: tree})
    homes = numbering.homes

    def address(target: str) -> str:
        home = homes[target]
        page = reverse("proposals:section", args=[proposal.group.slug, home])
        place = "" if target == f"s{home}" else f"#{target}"
        return place if home == section.pk and place else page + place

    notes = Notes()
    cite = _citing(citing.sources(proposal.group, citing.every_key(tree)), notes)
    about = around(
        numbering,
        section.pk,
        tree,
        citation=cite,
        note=_noting(notes),
        address=address,
        picture=picture_on_page(proposal),
    )
    html = or_nothing(collab.html(tree, about))
    section.notes = notes.all
    return html


def frozen(milestone: Milestone, notes: Notes | None = None) -> list[FrozenSection]:
    """The sections of a frozen version in order, each with its text as `html` and its `notes`.

    The notes are counted through the whole version, as on paper; `notes` learns what is cited.
    """
    notes = notes or Notes()
    note = _noting(notes)
    sections = list(milestone.sections.prefetch_related("citations").order_by("position"))
    numbering = counted.of_version(milestone, sections)
    places = {f"s{section.section_id}": f"#part-{section.position}" for section in sections}

    def address(target: str) -> str:
        return places.get(target, f"#{target}")

    picture = picture_on_page(milestone.proposal)
    for section in sections:
        before, tree = len(notes.all), section.tree
        cite = _citing(citing.frozen(section.citations.all()), notes)
        key = section.section_id
        about = around(
            numbering, key, tree, citation=cite, note=note, address=address, picture=picture
        )
        section.html = or_nothing(collab.html(tree, about, shift=1))
        section.notes = notes.all[before:]
    return sections


def or_nothing(html: SafeString) -> SafeString:
    """The text; empty when its paragraphs hold no word, so that the page can say so."""
    return html if strip_tags(html).strip() else SafeString()


def _citing(sources: Mapping[Key, Source], notes: Notes) -> Cite:
    def cite(node: Node) -> SafeString:
        key = citing.key_of(node)
        return on_screen(notes.cite(sources[key])) if key and key in sources else MISSING

    return cite


def _noting(notes: Notes) -> Note:
    return lambda words: on_screen(notes.write(words))
