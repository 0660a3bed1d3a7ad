"""Cuts Japanese prose into words and finds which of them changed, readably, without a dictionary.

A change of script is a change of word: 「路線バスは4便ある」 is 路線・バス・は・4・便・ある.
Only runs of hiragana hold several words: particles at their beginning are cut off (町|から|の),
and a few nouns that govern what stands before them (する|こと|が). Other runs are never cut.
"""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from . import aligning

Op = Literal["same", "added", "removed", "restyled"]

MAX_PAIRS: Final = (
    60_000  # equal pairs of words in two texts: beyond, they are compared by sentence
)

_SCRIPTS = re.compile(
    r"(?P<kana>[ぁ-ゖゝゞ]+)"
    r"|(?:[々〆ヶ㐀-\u9fff\uf900-\ufaff\U00020000-\U0003ffff][\ufe00-\ufe0f\U000e0100-\U000e01ef]?)+"
    r"|[ァ-ヺーヽヾｦ-ﾟ]+"
    r"|[0-9０-９]+(?:[.,．，][0-9０-９]+)*"
    r"|[A-Za-zＡ-Ｚａ-ｚÀ-ɏ]+"
    r"|[ \u3000]+"
    r"|.[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d.[\ufe0f\U0001f3fb-\U0001f3ff]*)*",
    re.DOTALL,
)
_PARTICLE = re.compile(
    r"について|において|における|に対し|により|による|によって|として|という"
    r"|から|まで|より|など|だけ|ほど"
    r"|で(?![きすし])|と(?![きこ])|が(?![んちるたっり])|は(?![ずじ])|も(?![のうらっ])"
    r"|の(?![ちみべせり])|に(?![くぎお])|を|へ(?=の|は|$)|や$"
)
_NOUN = re.compile(r"(こと|もの|ため|とき|ところ|ほう)(?=[はがをにでともへや]|$)|(を)")
_SENTENCE = re.compile(r"[。．！？!?\n]")
_GLUE = re.compile(r"[ぁ-ゖ、。，．・\s]{1,2}")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it reads; `key` is what makes it the same word, `look` how it is set."""

    text: str
    key: str = ""
    look: str = ""

    @property
    def identity(self) -> str:
        return self.key or self.text


@dataclass(frozen=True, slots=True)
class Span:
    """Words that stayed, came or went together; `restyled` ones only look different."""

    op: Op
    text: str
    look: str = ""


def split(text: str) -> Iterator[str]:
    """The words of `text`; put together again they are `text`.

    >>> list(split("職員が書くことを減らす。"))
    ['職員', 'が', '書', 'く', 'こと', 'を', '減', 'らす', '。']
    """
    is_after_word = False
    for found in _SCRIPTS.finditer(text):
        if found["kana"]:
            yield from _kana(found[0], is_after_word=is_after_word)
        else:
            yield found[0]
        is_after_word = found[0][0].isalnum()


def _kana(run: str, *, is_after_word: bool) -> Iterator[str]:
    for part in filter(None, _NOUN.split(run)):
        if is_after_word:
            while part and (found := _PARTICLE.match(part)):
                yield found[0]
                part = part[found.end() :]
        if part:
            yield part
        is_after_word = bool(_NOUN.fullmatch(part))


def spans(words: Iterable[Word], op: Op) -> list[Span]:
    """Words that share one fate."""
    return _joined(Span(op, word.text, word.look) for word in words)


class _Piece(NamedTuple):
    """Words of both sides that are the same, or what stood and what stands in one place."""

    is_same: bool
    old: Sequence[Word]
    new: Sequence[Word]


def compare(old: Sequence[Word], new: Sequence[Word]) -> list[Span]:
    """What became of the words of one paragraph.

    Two texts with too many equal words for that are compared sentence by sentence first, and a
    sentence that is too long even then is shown as replaced: the time stays bounded.
    """
    return _spans(_pieces(old, new))


def _pieces(old: Sequence[Word], new: Sequence[Word], *, is_whole: bool = True) -> list[_Piece]:
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if _pairs(before, after) <= MAX_PAIRS:
        middle = _without_islands(_matched(before, after))
    elif is_whole:
        middle = _by_sentence(before, after)
    else:
        middle = [_Piece(False, before, after)]
    end = _Piece(True, old[len(old) - tail :], new[len(new) - tail :])
    return [_Piece(True, old[:head], new[:head]), *middle, end]


def _common(one: Sequence[Word], other: Sequence[Word]) -> int:
    pairs = zip(one, other, strict=False)
    same = itertools.takewhile(lambda pair: pair[0].identity == pair[1].identity, pairs)
    return sum(1 for _pair in same)


def _pairs(old: Sequence[Word], new: Sequence[Word]) -> int:
    """How many pairs of equal words there are: what the comparison has to look at."""
    counts = Counter(word.identity for word in new)
    return sum(counts[word.identity] for word in old)


def _matched(old: Sequence[Word], new: Sequence[Word]) -> list[_Piece]:
    before, after = ([word.identity for word in words] for words in (old, new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        _Piece(tag == "equal", old[start:end], new[new_start:new_end])
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
    ]


def _by_sentence(old: Sequence[Word], new: Sequence[Word]) -> list[_Piece]:
    sides = [_sentences(words) for words in (old, new)]
    found: list[_Piece] = []
    for one, other in aligning.in_order(*([_text(part) for part in side] for side in sides)):
        before = sides[0][one] if one is not None else ()
        after = sides[1][other] if other is not None else ()
        found.extend(_pieces(before, after, is_whole=False))
    return found


def _sentences(words: Sequence[Word]) -> list[Sequence[Word]]:
    found: list[Sequence[Word]] = []
    start = 0
    for end, word in enumerate(words, start=1):
        if _SENTENCE.fullmatch(word.text) or end == len(words):
            found.append(words[start:end])
            start = end
    return found


def _without_islands(pieces: list[_Piece]) -> list[_Piece]:
    """A の or 、 that two rewritten passages happen to share is part of the rewriting."""
    return [
        piece._replace(is_same=piece.is_same and not _is_island(pieces, place))
        for place, piece in enumerate(pieces)
    ]


def _is_island(pieces: list[_Piece], place: int) -> bool:
    if not 0 < place < len(pieces) - 1:
        return False
    text = _text(pieces[place].new)
    around = (pieces[place - 1], pieces[place + 1])
    changed = min(max(len(_text(piece.old)), len(_text(piece.new))) for piece in around)
    is_glue = bool(_GLUE.fullmatch(text)) and len(text) < changed
    return is_glue or len(text) * 3 <= changed


def _spans(pieces: list[_Piece]) -> list[Span]:
    found: list[Span] = []
    for is_same, group in itertools.groupby(pieces, key=lambda piece: piece.is_same):
        joined = list(group)
        old = [word for piece in joined for word in piece.old]
        new = [word for piece in joined for word in piece.new]
        if is_same:
            found.extend(_kept(one, other) for one, other in zip(old, new, strict=True))
        else:
            found.extend(Span("removed", word.text, word.look) for word in old)
            found.extend(Span("added", word.text, word.look) for word in new)
    return _joined(found)


def _joined(found: Iterable[Span]) -> list[Span]:
    groups = itertools.groupby(found, key=lambda span: (span.op, span.look))
    return [Span(op, "".join(span.text for span in group), look) for (op, look), group in groups]


def _kept(old: Word, new: Word) -> Span:
    return Span("same" if old.look == new.look else "restyled", new.text, new.look)


def _text(words: Sequence[Word]) -> str:
    return "".join(word.text for word in words)
