"""Checks of style and signs: one way of writing inside one paper (RULES 11)."""

import re
from collections.abc import Iterator

from proposals.proof.text import Find, Found, Text, paragraphs, quoted
from support.documents import glyphs

POLITE = re.compile(r"(?:です|ます|でした|ました|ません|でしょう|ましょう)(?:か)?。")


def unprintable_letters(text: Text) -> Iterator[Found]:
    """A character that our fonts do not have: the paper could not be made."""
    for part in paragraphs(text):
        for place in glyphs.missing(part.words):
            letter = part.words[place]
            around = quoted(part.words, place)
            yield Found(f"{letter}（U+{ord(letter):04X}）：{around}", part.target)


def polite_sentences(text: Text) -> Iterator[Found]:
    """です・ます in a report, which is written in である. What somebody said may be polite."""
    for part in paragraphs(text):
        if part.is_prose and (found := POLITE.search(re.sub("「.*?」", _blank, part.words))):
            yield Found(quoted(part.words, found.start()), part.target)


def _blank(found: re.Match[str]) -> str:
    return "\u3000" * len(found[0])


def _matching(pattern: str, *, prose_only: bool = False) -> Find:
    compiled = re.compile(pattern)

    def find(text: Text) -> Iterator[Found]:
        for part in paragraphs(text):
            if prose_only and not part.is_prose:
                continue
            if found := compiled.search(part.words):
                yield Found(quoted(part.words, found.start()), part.target)

    return find


wide_digits = _matching(r"[０-９Ａ-Ｚａ-ｚ]")
western_commas = _matching(r"[，．](?![0-9０-９])")
straight_quotes = _matching(r"[\"']")
needless_spaces = _matching(
    r"(?<=[ぁ-んァ-ヶ一-龠、。])[ \u3000]+(?=[ぁ-んァ-ヶ一-龠])|  +", prose_only=True
)
narrow_kana = _matching(r"[\uff61-\uff9f]")
