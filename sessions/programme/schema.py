"""What a programme file may contain. Every key ending in `_ja` is text exactly as printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sessions.models.study_session import KEY

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One reason why a file cannot be used; `path` leads to the place."""

    path: Path
    sentence: str


@dataclass(frozen=True)
class Text:
    max_length: int = 200
    is_nullable: bool = False
    pattern: str = ""

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if value is None and self.is_nullable:
            return
        if not isinstance(value, str) or not value:
            yield Problem(path, _("must be text (in quotes)"))
        elif len(value) > self.max_length:
            yield Problem(path, _("is longer than %(max)d characters") % {"max": self.max_length})
        elif self.pattern and not re.fullmatch(self.pattern, value):
            yield Problem(path, _("“%(value)s” is not possible here") % {"value": value})


@dataclass(frozen=True)
class Number:
    is_nullable: bool = False

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if value is None and self.is_nullable:
            return
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 32_768:
            yield Problem(path, _("must be a whole number from 1"))


@dataclass(frozen=True)
class Flag:
    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if not isinstance(value, bool):
            yield Problem(path, _("must be true or false"))


@dataclass(frozen=True)
class Only:
    """One fixed value."""

    value: object

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if value != self.value or type(value) is not type(self.value):
            yield Problem(path, _("must be %(value)s") % {"value": self.value})


@dataclass(frozen=True)
class Each:
    """A list."""

    of: "Spec"

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(path, _("must be a list"))
            return
        for number, item in enumerate(value):
            yield from self.of.problems(item, (*path, number))


@dataclass(frozen=True)
class Keys:
    """Keys that must be there, and keys that may."""

    required: dict[str, "Spec"]
    optional: dict[str, "Spec"] = field(default_factory=dict)

    def problems(self, value: object, path: Path) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(path, _("must have keys"))
            return
        for key in self.required.keys() - value.keys():
            yield Problem((*path, key), _("is missing"))
        known = self.required | self.optional
        for key, item in value.items():
            if key not in known:
                yield Problem((*path, key), _("is not known here"))
            else:
                yield from known[key].problems(item, (*path, key))


Spec = Text | Number | Flag | Only | Each | Keys

LINE: dict[str, Spec] = {"source_line": Number(), "source_lines": Each(Number())}
MAYBE = Text(is_nullable=True)

VENUE = Keys({"stated": Flag(), "text_ja": MAYBE}, {"tbd": Flag(), "applicable": Flag(), **LINE})
GREETING = Keys(
    {"label_ja": Text(50), "position_ja": Text(100), "person_ja": Text(100, True)}, LINE
)
KEYNOTE = Keys(
    {"label_ja": Text(50), "speaker": Keys({"text_ja": Text(100), "tbd": Flag()}, LINE)},
    {"title": Keys({"label_ja": Text(20), "text_ja": Text(), "tbd": Flag()}, LINE)},
)
SOMEBODY = Keys(
    {
        "role_ja": Text(50),
        "affiliation_ja": MAYBE,
        "position_ja": Text(100, True),
        "name_ja": Text(100, True),
        "honorific_ja": Text(10, True),
        "tbd": Flag(),
    },
    LINE,
)
GUEST = Keys({"role_ja": Text(50), "text_ja": Text(100), "tbd": Flag()}, LINE)
CONTENT = Keys({"text_ja": Text(300)}, {"guest": GUEST, **LINE})
MEETING = Keys(
    {
        "key": Text(20, pattern=KEY),
        "kind": Text(pattern="regular|report_meeting|extra|visit_only"),
        "number": Number(is_nullable=True),
        "when_ja": Text(100, True),
        "title_ja": Text(),
        "venue": VENUE,
        "people": Each(SOMEBODY),
        "contents": Each(CONTENT),
    },
    {
        "heading_ja": Text(300),
        "venue_note_ja": Text(),
        "greetings": Each(GREETING),
        "keynote": KEYNOTE,
        "activity_ja": Text(100),
        "evaluators_ja": Text(100),
        **LINE,
    },
)
PHASE = Keys(
    {"order": Number(), "label_ja": Text(100), "detail_ja": Text(100, True), "months_ja": Text(50)},
    LINE,
)
LISTED = Keys({"heading_ja": Text(100), "items_ja": Each(Text(5_000))})
PROGRAMME = Keys(
    {
        "schema": Only("study-group-programme"),
        "schema_version": Only(1),
        "study_group": Keys(
            {
                "heading_ja": Text(),
                "name_ja": Text(100),
                "document_type_ja": Text(50),
                "fiscal_year_ja": Text(20),
                "theme_ja": Text(),
            },
            {"subtitle_ja": MAYBE},
        ),
        "sessions": Each(MEETING),
    },
    {
        "source": Keys({"file": Text()}, {"sha256": Text(), "lines": Number()}),
        "selling_points": LISTED,
        "flow": Keys({"heading_ja": Text(100), "phases": Each(PHASE)}),
        "background": Keys({"heading_ja": Text(100), "paragraphs_ja": Each(Text(5_000))}),
        "conditions": LISTED,
        "defaults": Keys(
            {"venue": Keys({"text_ja": Text(), "declared_by": Text()}, {"rule_ja": MAYBE, **LINE})}
        ),
        "report_meeting": MEETING,
        "source_anomalies": Each(Keys({"text_ja": Text()}, {"note": Text(5_000), **LINE})),
    },
)
