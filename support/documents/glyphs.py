"""Which characters our fonts cannot print. The fonts are read once in a process."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from fontTools.ttLib import TTFont

from support.documents.typeset import FONTS, fonts

INVISIBLE = {"Cf", "Mn", "Cc", "Zs"}  # joiners, variation selectors, line breaks, spaces


def missing(text: str) -> Iterator[int]:
    """Where in `text` a character stands that text and headings cannot both show.

    Errors: TypesetError when the fonts are not installed.
    """
    known = _known()
    for place, letter in enumerate(text):
        if ord(letter) not in known and unicodedata.category(letter) not in INVISIBLE:
            yield place


@cache
def _known() -> frozenset[int]:
    folder = fonts()
    sets = []
    for name in FONTS:
        with TTFont(folder / name, lazy=True) as font:
            sets.append(frozenset(font.getBestCmap()))
    return frozenset.intersection(*sets)
