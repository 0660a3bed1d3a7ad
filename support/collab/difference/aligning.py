"""Finds which paragraph (row, sentence) became which, also when it was changed or moved.

How the time stays bounded: what is alike at both ends is set aside; candidates come from an index
of pairs of letters in which letters that stand everywhere are left out; of the candidates the
heaviest that keep their order are the backbone (a longest increasing run, n log n); what is left
over may be a move; and only small gaps in between are compared each with each.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

COMMON: Final = 20  # letters in more places than this tell nothing
BEST: Final = 3  # candidates per text
MAX_GAP: Final = 900  # pairs looked at in one gap
ALIKE: Final = 0.4  # share of letters two texts have in common: below, they are two texts
MOVED: Final = 0.55
LONG_ENOUGH: Final = 8  # letters, to be recognised elsewhere

_HIRAGANA = re.compile(r"[ぁ-ゖ、。\s]+")

Place = tuple[int | None, int | None]


class Pair(NamedTuple):
    old: int
    new: int
    is_moved: bool = False


class _Candidate(NamedTuple):
    old: int
    new: int
    score: float
    weight: float


def in_order(old: Sequence[str], new: Sequence[str]) -> list[Place]:
    """Both sides from beginning to end, what belongs together in one place; nothing is moved."""
    return woven(align(old, new, can_move=False), len(old), len(new))


def woven(pairs: Sequence[Pair], old_count: int, new_count: int) -> list[Place]:
    """Every place of both sides once, or twice where it was moved, what went before what came."""
    found: list[Place] = []
    one = other = 0
    for pair in sorted(pair for pair in pairs if not pair.is_moved):
        found.extend((at, None) for at in range(one, pair.old))
        found.extend((None, at) for at in range(other, pair.new))
        found.append((pair.old, pair.new))
        one, other = pair.old + 1, pair.new + 1
    found.extend((at, None) for at in range(one, old_count))
    found.extend((None, at) for at in range(other, new_count))
    return found


def align(old: Sequence[str], new: Sequence[str], *, can_move: bool = True) -> list[Pair]:
    """Which text of `old` is which of `new`; each at most once."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    one, other = old[head : len(old) - tail], new[head : len(new) - tail]
    found = [Pair(at, at) for at in range(head)]
    found += [
        Pair(pair.old + head, pair.new + head, pair.is_moved)
        for pair in _middle(one, other, can_move)
    ]
    found += [Pair(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]
    return found


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _middle(old: Sequence[str], new: Sequence[str], can_move: bool) -> list[Pair]:
    if not old or not new:
        return []
    candidates = _candidates(old, new)
    pairs = [Pair(found.old, found.new) for found in _backbone(candidates, len(new))]
    if can_move:
        pairs += _moves(candidates, pairs, old)
    return pairs + _gaps(pairs, old, new)


def _grams(text: str) -> frozenset[str]:
    return frozenset(map("".join, zip(text, text[1:], strict=False))) or frozenset([text])


def _candidates(old: Sequence[str], new: Sequence[str]) -> list[_Candidate]:
    """Pairs that may be one text: equal ones, and for each the few that share most."""
    grams = [_grams(text) for text in new]
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, known in enumerate(grams):
        for gram in known:
            index[gram].append(place)
    equal: defaultdict[str, list[int]] = defaultdict(list)
    for place, text in enumerate(new):
        equal[text].append(place)
    found = []
    for one, text in enumerate(old):
        own = _grams(text)
        shared: Counter[int] = Counter()
        for gram in own:
            if len(places := index.get(gram, ())) <= COMMON:
                shared.update(places)
        near = [place for place, _count in shared.most_common(BEST)]
        if len(equal[text]) <= BEST:
            near += equal[text]
        for other in dict.fromkeys(near):
            score = 2 * len(own & grams[other]) / (len(own) + len(grams[other]))
            if text == new[other]:
                score = 1.0
            if score >= ALIKE:
                found.append(_Candidate(one, other, score, score * score * (len(text) + 1)))
    return found


def _backbone(candidates: list[_Candidate], count: int) -> list[_Candidate]:
    """The heaviest candidates of which no two cross or share an end."""
    best: list[tuple[float, int]] = [(0.0, -1)] * (count + 1)  # a Fenwick tree over new places
    before = [-1] * len(candidates)
    total = [0.0] * len(candidates)
    ordered = sorted(range(len(candidates)), key=lambda n: (candidates[n].old, -candidates[n].new))
    for n in ordered:
        weight, before[n] = _best_until(best, candidates[n].new)
        total[n] = weight + candidates[n].weight
        _note(best, candidates[n].new + 1, (total[n], n))
    at = max(ordered, key=lambda n: total[n], default=-1)
    chain = []
    while at >= 0:
        chain.append(candidates[at])
        at = before[at]
    return chain[::-1]


def _best_until(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    found = (0.0, -1)
    while place > 0:
        found = max(found, tree[place])
        place -= place & -place
    return found


def _note(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place


def _moves(candidates: list[_Candidate], pairs: list[Pair], old: Sequence[str]) -> list[Pair]:
    used_old, used_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    found = []
    for one in sorted(candidates, key=lambda candidate: -candidate.weight):
        is_free = one.old not in used_old and one.new not in used_new
        if is_free and one.score >= MOVED and len(old[one.old]) >= LONG_ENOUGH:
            found.append(Pair(one.old, one.new, is_moved=True))
            used_old.add(one.old)
            used_new.add(one.new)
    return found


def _gaps(pairs: list[Pair], old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pairs among what is left between two neighbours of the backbone."""
    used_old, used_new = {pair.old for pair in pairs}, {pair.new for pair in pairs}
    fixed = sorted(pair for pair in pairs if not pair.is_moved)
    ends = [Pair(-1, -1), *fixed, Pair(len(old), len(new))]
    found: list[Pair] = []
    for left, right in zip(ends, ends[1:], strict=False):
        ones = [at for at in range(left.old + 1, right.old) if at not in used_old]
        others = [at for at in range(left.new + 1, right.new) if at not in used_new]
        found.extend(_gap(ones, others, old, new))
    return found


def _gap(
    ones: list[int], others: list[int], old: Sequence[str], new: Sequence[str]
) -> Iterator[Pair]:
    """A gap too large to compare each with each is cut into pieces, each a same share of both."""
    pieces = math.ceil(math.sqrt(len(ones) * len(others) / MAX_GAP))
    for n in range(pieces):
        some, more = _share(ones, n, pieces), _share(others, n, pieces)
        rows, columns = [_marks(old[at]) for at in some], [_marks(new[at]) for at in more]
        scores = [[_likeness(row, column) for column in columns] for row in rows]
        for one, other in _heaviest_path(scores):
            yield Pair(some[one], more[other])


def _share(places: list[int], n: int, pieces: int) -> list[int]:
    return places[len(places) * n // pieces : len(places) * (n + 1) // pieces]


def _marks(text: str) -> Counter[str]:
    """What a text is known by: its pairs of letters, and its letters but for hiragana."""
    return Counter([*_grams(text), *_HIRAGANA.sub("", text)])


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """The share both have in common; not counted out when their lengths rule it out."""
    few, many = sorted((one, other), key=len)
    both = one.total() + other.total()
    if 2 * few.total() < ALIKE * both:
        return 0.0
    return 2 * sum(min(count, many[mark]) for mark, count in few.items()) / both


def _heaviest_path(scores: list[list[float]]) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that are alike and have the most in common."""
    width = len(scores[0]) if scores else 0
    totals = [[0.0] * (width + 1) for _ in range(len(scores) + 1)]
    for row in range(len(scores) - 1, -1, -1):
        for column in range(width - 1, -1, -1):
            score = scores[row][column]
            both = score + totals[row + 1][column + 1] if score >= ALIKE else 0.0
            totals[row][column] = max(both, totals[row + 1][column], totals[row][column + 1])
    path, row, column = [], 0, 0
    while row < len(scores) and column < width:
        if totals[row][column] == totals[row + 1][column]:
            row += 1
        elif totals[row][column] == totals[row][column + 1]:
            column += 1
        else:
            path.append((row, column))
            row, column = row + 1, column + 1
    return path
