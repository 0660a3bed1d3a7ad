"""One shape of digits and Latin letters on paper: half-width (RULES 11).

Fifteen people type ４０件 and 40件 into one report. Paper folds them; the texts stay as typed, and
so do quotations, which are printed as somebody wrote them.
"""

import re
from typing import Final

from django.utils.safestring import SafeString, mark_safe

WIDE: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ]")
BETWEEN_DIGITS: Final = re.compile(r"(?<=[0-9０-９])[，．](?=[0-9０-９])")
NARROWER: Final = 0xFEE0  # full-width forms stand so far above ASCII
QUOTED_OR_TAG: Final = re.compile(r"(<blockquote.*?</blockquote>|<[^>]*>)", re.DOTALL)


def half_width(words: str) -> str:
    """The words with half-width digits and letters; a comma or point inside a number too.

    >>> half_width("ＤＸで１，２３４件（３．５％）、第２回")
    'DXで1,234件（3.5％）、第2回'
    """
    words = BETWEEN_DIGITS.sub(_narrow, words)
    return WIDE.sub(_narrow, words)


def half_width_html(html: str) -> SafeString:
    """The same for HTML of ours: tags and quotations stay as they are.

    >>> half_width_html('<p id="１">１</p><blockquote><p>２</p></blockquote>')
    '<p id="１">1</p><blockquote><p>２</p></blockquote>'
    """
    parts = QUOTED_OR_TAG.split(html)
    parts[::2] = [half_width(words) for words in parts[::2]]
    return mark_safe("".join(parts))  # noqa: S308 (only letters have changed)


def _narrow(found: re.Match[str]) -> str:
    return chr(ord(found[0]) - NARROWER)
