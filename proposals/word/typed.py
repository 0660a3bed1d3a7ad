"""Numbers, bullets and captions that people type by hand, as office papers have them.

Source: RULES 11, 第1章 → 第1節 or 1 → (1) → ア → (ア); captions 「表2-1　職員の数」.
"""

import re
from typing import Final, NamedTuple

MAX_HEADING = 40  # letters: what is longer, or ends with 「。」, is a sentence
_DIGITS = "0-9０-９"
_COUNT = f"[{_DIGITS}一二三四五六七八九十]"
_GAP = "[ \u3000]"

PATTERNS: Final = tuple(
    (name, rank, re.compile(pattern))
    for name, rank, pattern in (
        ("chapter", 1, rf"第{_COUNT}{{1,3}}[章編部]{_GAP}*"),
        ("part", 2, rf"第{_COUNT}{{1,3}}[節項]?{_GAP}+|第{_COUNT}{{1,3}}[節項]"),
        ("path", 4, rf"[{_DIGITS}]{{1,2}}(?:[.．\-－−][{_DIGITS}]{{1,2}})+[.．]?{_GAP}+"),
        ("number", 3, rf"[{_DIGITS}]{{1,2}}(?:[.．、]{_GAP}*(?![{_DIGITS}])|{_GAP}+)"),
        ("kanji", 3, rf"[一二三四五六七八九十]{{1,3}}(?:[、.．]{_GAP}*|{_GAP}+)"),
        ("bracket", 4, rf"[(（][{_DIGITS}]{{1,2}}[)）]{_GAP}*"),
        ("kana", 5, rf"[ア-ンｱ-ﾝ](?:[、.．]{_GAP}*|{_GAP}+)"),
        ("kana bracket", 6, rf"[(（][ア-ンｱ-ﾝ][)）]{_GAP}*"),
        ("circle", 7, rf"[①-⑳]{_GAP}*"),
        ("mark", 8, rf"[■□◆◇]{_GAP}*"),
    )
)
BULLET: Final = re.compile(rf"[・･•●○◦▪–－-]{_GAP}*(?![{_DIGITS}])")
CAPTION: Final = re.compile(
    rf"[【〔(（\[]?(?P<kind>表|図表|図|写真|グラフ){_GAP}*[{_DIGITS}]{{1,3}}"
    rf"(?:[-－‐–−ー・.．][{_DIGITS}]{{1,3}})*[】〕)）\]]?[\s:：.．、]*(?P<words>[^。]{{0,80}})"
)
SOURCE: Final = re.compile(
    r"[（(](?:出典|資料|出所)[)）][\s:：]*(?P<a>.+)"
    r"|[（(](?:出典|資料|出所)[\s:：]+(?P<b>.+)[)）]"
    r"|(?:出典|資料|出所)\s*[:：]\s*(?P<c>.+)"
)
FIRST: Final = re.compile(r"[(（]?[1１一アｱ①](?![0-9０-９一二三四五六七八九十])")


class Typed(NamedTuple):
    """What stands before the words of a line: its kind, how high it ranks, how long it is."""

    kind: str
    rank: int
    length: int
    is_first: bool


def number(line: str) -> Typed | None:
    """The number at the beginning of a line.

    >>> number("(2)　調査の方法")
    Typed(kind='bracket', rank=4, length=4, is_first=False)
    >>> number("2022年の人口"), number("10人が答えた")
    (None, None)
    """
    for kind, rank, pattern in PATTERNS:
        if found := pattern.match(line):
            is_first = bool(FIRST.match(found[0]))
            return Typed(kind, rank, found.end(), is_first)
    return None


def is_short(line: str) -> bool:
    """Whether a line may be a heading.

    >>> is_short("現状と課題"), is_short("職員は減っている。")
    (True, False)
    """
    return (
        0 < len(line) <= MAX_HEADING
        and "。" not in line
        and not line.endswith(("、", "，", "：", ":"))
    )


def caption(line: str, *kinds: str) -> str | None:
    """The words of a caption, its number dropped; None when the line is none.

    >>> caption("表２－１　職員の数", "表"), caption("図1", "図"), caption("表1を見ると", "図")
    ('職員の数', '', None)
    """
    found = CAPTION.fullmatch(line.strip())
    return found["words"].strip() if found and found["kind"] in kinds else None


def source(line: str) -> str | None:
    """What a line says of where a table or figure comes from.

    >>> source("（出典）国勢調査"), source("資料：各町村"), source("資料編")
    ('国勢調査', '各町村', None)
    """
    found = SOURCE.fullmatch(line.strip())
    return next((words.strip() for words in found.groups() if words), None) if found else None
