"""Sign-in names (利用者ID): easy to type, unique, and never a mail address."""

import re
import secrets
import unicodedata

from members.names import hiragana

HEPBURN = {
    "si": "shi",
    "ti": "chi",
    "tu": "tsu",
    "hu": "fu",
    "zi": "ji",
    "di": "ji",
    "du": "zu",
    "wo": "o",
}
DIGITS = "23456789"


def romanised(kana: str) -> str:
    """A reading in Latin letters (Hepburn, long vowels as written); "" when there is none.

    >>> romanised("たかはし"), romanised("しょうじ"), romanised("ほった"), romanised("てしがわら")
    ('takahashi', 'shouji', 'hotta', 'teshigawara')
    """
    text = "".join(_syllable(character) for character in hiragana(kana))
    text = re.sub(r"(sh|ch|j)i<y", r"\1", text)
    text = re.sub(r"i<y", "y", text)
    text = re.sub(r"<tsu(\w)", r"\1\1", text)
    return re.sub(r"[^a-z]", "", text).replace("cch", "tch")


def _syllable(character: str) -> str:
    """One kana in Latin letters; a small one is marked with <."""
    words = unicodedata.name(character, "").split()
    if words[:2] != ["HIRAGANA", "LETTER"]:
        return ""
    sound = words[-1].lower()
    sound = HEPBURN.get(sound, sound)
    return f"<{sound}" if "SMALL" in words else sound


def propose(kana: str) -> str:
    """A sign-in name for a person read like this: the reading and three digits that nobody guesses.

    Digits that look like letters (0, 1) are left out: the name is typed from paper.
    """
    digits = "".join(secrets.choice(DIGITS) for _ in range(3))
    return f"{romanised(kana)[:20] or 'user'}{digits}"
