"""All checks, in the order of the page."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from proposals.proof import letters, things
from proposals.proof.text import Find


class Weight(Enum):
    MEND = "mend"  # 直してください
    LOOK = "look"  # ご確認ください


@dataclass(frozen=True)
class Check:
    key: str
    weight: Weight
    title: str | Promise
    find: Find


def _mend(title: Promise, find: Find) -> Check:
    return Check(getattr(find, "__name__", ""), Weight.MEND, title, find)


def _look(title: Promise, find: Find) -> Check:
    return Check(getattr(find, "__name__", ""), Weight.LOOK, title, find)


CHECKS: Final = (
    _mend(_("Characters that no font for printing has"), letters.unprintable_letters),
    _mend(_("Suggestions that nobody has accepted or rejected"), things.open_suggestions),
    _mend(_("References to what is not there"), things.dead_references),
    _mend(_("Figures without a picture"), things.figures_without_picture),
    _mend(_("Pictures without a description"), things.pictures_without_description),
    _mend(_("Tables without heads, or with empty ones"), things.tables_without_heads),
    _mend(_("Headings without words"), things.empty_headings),
    _look(_("Paragraphs with figures, but no source"), things.claims_without_evidence),
    _look(_("Tables and figures without a caption"), things.things_without_caption),
    _look(_("Tables and figures without a source"), things.things_without_source),
    _look(_("Headings that leave out a level"), things.skipped_levels),
    _look(_("Sentences in the polite style"), letters.polite_sentences),
    _look(_("Full-width digits and letters"), letters.wide_digits),
    _look(_("Half-width kana"), letters.narrow_kana),
    _look(_("Commas and stops of Western shape"), letters.western_commas),
    _look(_("Straight quotation marks"), letters.straight_quotes),
    _look(_("Spaces inside sentences"), letters.needless_spaces),
)
