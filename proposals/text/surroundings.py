"""What the texts of a proposal refer to, said in one way on pages, in versions and on paper."""

from collections.abc import Callable
from functools import cache

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from proposals.models import Proposal
from proposals.text.numbering import Numbered, Numbering, marked
from support.collab.nodes import Node
from support.collab.reading import Tree
from support.collab.surroundings import Surroundings

Cite = Callable[[Node], str]
Note = Callable[[str], str]


def picture_on_page(proposal: Proposal) -> Callable[[Node], str]:
    """The address of a figure's picture on pages of the portal; empty for one of another proposal.

    All pictures of the proposal are looked up once, and only when there is a figure.
    """

    @cache
    def known() -> frozenset[int]:
        return frozenset(proposal.pictures.values_list("pk", flat=True))

    def address(node: Node) -> str:
        key = node.whole("picture")
        if key not in known():
            return ""
        return reverse("proposals:picture", args=[proposal.group.slug, proposal.pk, key])

    return address


def around(
    numbering: Numbering,
    key: int,
    tree: Tree,
    *,
    citation: Cite,
    note: Note | None = None,
    address: Callable[[str], str] = "#{}".format,
    anchor: Callable[[Node, Numbered], str] | None = None,
    picture: Callable[[Node], str] | None = None,
) -> Surroundings:
    """The surroundings of the text `tree` of the section `key`, which `numbering` has counted.

    `address`: where the link of a cross-reference leads. `anchor`: the id of what is counted.
    """
    found = {
        id(node): one for node, one in zip(marked(tree), numbering.parts[key].found, strict=True)
    }
    labels = numbering.labels
    known = Surroundings()

    def number(node: Node) -> str:
        name = found[id(node)].number
        has_words = node.kind == "heading" or node.word("caption")
        return f"{name}\u3000" if name and has_words else name

    def label(target: str) -> SafeString:
        if target not in labels:
            gone = _("(what is referred to cannot be found)")
            return format_html('<span class="cross-reference" data-missing>{}</span>', gone)
        link = '<a class="cross-reference" href="{}">{}</a>'
        return format_html(link, address(target), labels[target])

    return Surroundings(
        citation=citation,
        note=note or known.note,
        label=label,
        number=number,
        picture=picture or known.picture,
        anchor=(lambda node: anchor(node, found[id(node)])) if anchor else known.anchor,
    )
