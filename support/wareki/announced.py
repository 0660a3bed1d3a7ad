"""Reading announced dates: from words as printed to points, before any year is known."""

import dataclasses
import datetime as dt
import re

from support.wareki.eras import ERA_YEAR, WEEKDAYS, calendar_year, folded, parse_time

PARTS = {
    "上旬": "上旬", "初旬": "上旬", "初め": "上旬", "始め": "上旬", "はじめ": "上旬",
    "中旬": "中旬", "半ば": "中旬",
    "下旬": "下旬", "末": "下旬",
    "前半": "前半", "後半": "後半",
}  # fmt: skip
# First and last day; None is the end of the month.
DAYS: dict[str, tuple[int, int | None]] = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, None),
    "前半": (1, 15),
    "後半": (16, None),
}

_POINT = re.compile(
    rf"(?:{ERA_YEAR}(?:年|[./-]))?(?:翌年|来年|同年)?"
    rf"(?:(?P<month>\d{{1,2}})(?:月|[./-]))?(?:(?P<day>\d{{1,2}})日?)?"
    rf"(?:\((?P<weekday>[{WEEKDAYS}])\))?"
    rf"(?P<part>{'|'.join(PARTS)})?(?:中|内)?"
)
_TBD = re.compile(r"(?:開催|実施)?(?:日程|日時|期日|日|時期)?(?:は|:)?(?:未定|調整中)")
_ABOUT = re.compile(
    r"(?:頃|ごろ|ころ|(?:を|に)?\(?(?:予定|仮|未定)\)?|のうち(?:の?(?:1日|いずれか))?|のいずれか)$"
)
_OR = re.compile(r"又は|または|或いは|あるいは|若しくは|もしくは")
_CLOCK = r"(?:(?:午前|午後)?\d{1,2}(?::\d{2}|時(?:\d{1,2}分|半)?)|正午)"
_TIMES = re.compile(rf"(?P<start>{_CLOCK})(?:(?:~|から)(?P<end>{_CLOCK})?(?:まで)?)?$")


@dataclasses.dataclass(frozen=True)
class Point:
    """A month, a part of it, or a day in it; the year only when it was printed."""

    year: int | None
    month: int | None
    day: int | None = None
    weekday: str | None = None
    part: str | None = None

    def days_of_month(self, end: int) -> tuple[int, int]:
        """First and last day of the part in a month of `end` days."""
        first, last = DAYS[self.part] if self.part else (1, None)
        return first, last or end


@dataclasses.dataclass(frozen=True)
class Announced:
    """What the words name. Without points they could not be read."""

    points: tuple[Point, ...] = ()
    is_tbd: bool = False
    is_about: bool = False  # 頃, 予定, のうち: never an exact day
    is_open_before: bool = False  # まで, 以前
    is_open_after: bool = False  # から, 以降
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None

    @property
    def is_open(self) -> bool:
        return self.is_open_before or self.is_open_after


def read(words: str) -> Announced:
    """The points that the words name.

    >>> [(point.month, point.part) for point in read("1月下旬～2月上旬").points]
    [(1, '下旬'), (2, '上旬')]
    """
    text = _plain(words)
    if _TBD.fullmatch(text):
        return Announced(is_tbd=True)
    text, starts_at, ends_at = _cut_times(text)
    text, is_about = _cut_hedges(text)
    text, is_open_before, is_open_after = _cut_open_sides(text)
    if _OR.search(text):
        text, is_about = _OR.sub("・", text), True
    points = _points(re.split(r"[~・、,&]", text))
    if not points:
        return Announced()
    return Announced(
        points,
        is_about=is_about,
        is_open_before=is_open_before,
        is_open_after=is_open_after,
        starts_at=starts_at,
        ends_at=ends_at,
    )


def _plain(words: str) -> str:
    """One width, one kind of dash, no outer brackets, no 曜日 and 祝 behind a weekday."""
    text = re.sub("[〜–—―−]", "~", folded(words))
    text = re.sub(r"(?<=[月旬日半末)])-", "~", text)
    text = re.sub(rf"\(([{WEEKDAYS}])(?:曜日?)?(?:[・,、]?(?:祝日?|休日?))?\)", r"(\1)", text)
    whole = re.fullmatch(r"\(([^()]*)\)", text)
    undecided = re.fullmatch(
        r"未定\((.+)\)", text
    )  # 「未定（1月）」 says no less than 「1月（未定）」
    if undecided:
        return f"{undecided[1]}(未定)"
    return whole[1] if whole else text


def _cut_times(text: str) -> tuple[str, dt.time | None, dt.time | None]:
    match = _TIMES.search(text)
    if match is None or not match.start():
        return text, None, None
    try:
        start = parse_time(match["start"])
        end = parse_time(match["end"]) if match["end"] else None
    except ValueError:
        return text, None, None
    return text[: match.start()], start, end


def _cut_hedges(text: str) -> tuple[str, bool]:
    rest = text
    while (shorter := _ABOUT.sub("", rest)) != rest:
        rest = shorter
    return rest, rest != text


def _cut_open_sides(text: str) -> tuple[str, bool, bool]:
    """から, 以降 leave the end open; まで, 以前 the beginning, unless both are printed."""
    text = re.sub(r"から|より|以降|以後", "~", text)
    text, until = re.subn(r"(?:まで|以前|までに)$", "", text)
    before = text.startswith("~") or bool(until and "~" not in text)
    return text.strip("~"), before, text.endswith("~")


def _points(texts: list[str]) -> tuple[Point, ...]:
    """The points in order; empty when one of them cannot be read."""
    if len(texts) > 1 and texts[0].isdecimal() and re.match(r"\d{1,2}月", texts[1]):
        texts = [f"{texts[0]}月", *texts[1:]]  # 「11～2月」
    points: list[Point] = []
    for text in texts:
        point = _point(text, points[-1] if points else None)
        if point is None:
            return ()
        points.append(point)
    return tuple(points)


def _point(text: str, before: Point | None) -> Point | None:
    """One point; the month that it leaves out is that of the point before it."""
    match = _POINT.fullmatch(text)
    if match is None or (match["month"] is None and before is None):
        return None
    has_day, has_part = match["day"] is not None, match["part"] is not None
    if (has_day and has_part) or (match["weekday"] and not has_day):
        return None
    day = int(match["day"]) if has_day else None
    part = PARTS[match["part"]] if has_part else None
    if match["month"] is None:
        if before is None or not (has_day or has_part):
            return None
        return Point(before.year, before.month, day, match["weekday"], part)
    has_year = match["era"] or match["ad"]
    year = calendar_year(*match.group("era", "year", "ad")) if has_year else None
    return Point(year, int(match["month"]), day, match["weekday"], part)
