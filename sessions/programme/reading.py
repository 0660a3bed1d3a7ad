"""From the text of a programme file to its document: all problems at once, each with its line."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _

from sessions.programme.derived import disagreements
from sessions.programme.schema import PROGRAMME, Path, Problem
from support.wareki import When, WrongWhen, parse_fiscal_year

Document = dict
Lines = dict[Path, int]


class BadProgramme(Exception):  # noqa: N818 (said to the person who wrote the file)
    """The file cannot be used. `sentences` say why, one per problem, in the order of the file."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Reading:
    """The source keys of a file, and where its own working out (`derived`) differs from ours."""

    document: Document
    remarks: list[str]


def read(raw: bytes) -> Reading:
    """What a programme file says. `derived` is only compared, never taken over.

    Errors: BadProgramme with every problem of the file.
    """
    document, lines, twice = _parsed(raw)
    problems = twice + list(PROGRAMME.problems(_source_keys(document), ()))
    if not problems:
        problems = list(_contradictions(document))
    if problems:
        raise BadProgramme(_sentences(problems, lines))
    remarks = _sentences(list(disagreements(document)), lines)
    return Reading(_without_empty(_source_keys(document)), remarks)


def meetings(document: Document) -> list[tuple[Path, dict]]:
    """Every meeting with the path that leads to it; the report meeting comes last."""
    found: list[tuple[Path, dict]] = [
        (("sessions", number), meeting) for number, meeting in enumerate(document["sessions"])
    ]
    if "report_meeting" in document:
        found.append((("report_meeting",), document["report_meeting"]))
    return found


def _parsed(raw: bytes) -> tuple[Document, Lines, list[Problem]]:
    values = _Values()
    try:
        value = values.of(yaml.compose(raw.decode("utf-8-sig"), Loader=yaml.SafeLoader), ())
    except UnicodeDecodeError as error:
        sentence = _("The file is not UTF-8 (byte %(position)d).") % {"position": error.start}
        raise BadProgramme([sentence]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = {"line": mark.line + 1 if mark else 1, "problem": error.problem}
        sentence = _("Line %(line)d: this is not YAML (%(problem)s).") % where
        raise BadProgramme([sentence]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadProgramme([_("The file is not YAML.")]) from error
    if not isinstance(value, dict):
        raise BadProgramme([_("The file is empty, or has no keys.")])
    return value, values.lines, values.problems


class _Values:
    """The plain values of YAML nodes, with the line of each path."""

    def __init__(self) -> None:
        self.lines: Lines = {(): 1}
        self.problems: list[Problem] = []
        self._seen: set[yaml.Node] = set()

    def of(self, node: yaml.Node | None, path: Path) -> object:
        if node is None:
            return None
        self.lines.setdefault(path, node.start_mark.line + 1)
        if node in self._seen:
            self.problems.append(Problem(path, _("is an alias; write the text out")))
            return None
        self._seen.add(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.of(item, (*path, number)) for number, item in enumerate(node.value)]
        if isinstance(node, yaml.MappingNode):
            return self._keys(node, path)
        return yaml.SafeLoader("").construct_object(node)

    def _keys(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        found: dict[str, object] = {}
        for key_node, item in node.value:
            key = str(key_node.value)
            if key in found:
                self.problems.append(Problem((*path, key), _("is given twice")))
            self.lines[(*path, key)] = key_node.start_mark.line + 1
            found[key] = self.of(item, (*path, key))
        return found


def _source_keys(document: Document) -> Document:
    return {key: value for key, value in document.items() if key != "derived"}


def _without_empty(document: Document) -> Document:
    """Without optional keys that say nothing, so that equal programmes are equal documents."""
    for _path, meeting in meetings(document):
        if not meeting.get("greetings", True):
            del meeting["greetings"]
    if not document.get("source_anomalies", True):
        del document["source_anomalies"]
    return document


def _sentences(problems: list[Problem], lines: Lines) -> list[str]:
    def line_of(path: Path) -> int:
        while path not in lines:
            path = path[:-1]
        return lines[path]

    placed = sorted({(line_of(item.path), dotted(item.path), item.sentence) for item in problems})
    template = _("Line %(line)d, %(key)s: %(problem)s")
    return [
        template % {"line": line, "key": key, "problem": sentence} for line, key, sentence in placed
    ]


def dotted(path: Path) -> str:
    """「sessions[3].when_ja」"""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path)
    return text.lstrip(".") or _("(the whole file)")


def _contradictions(document: Document) -> Iterator[Problem]:
    """What is well-formed, but cannot be true."""
    try:
        year = parse_fiscal_year(document["study_group"]["fiscal_year_ja"])
    except ValueError:
        yield Problem(("study_group", "fiscal_year_ja"), _("is not a fiscal year like 令和4年度"))
        return
    yield from _keys_given_twice(document)
    for path, meeting in meetings(document):
        yield from _meeting_problems(path, meeting, year)
    for number, phase in enumerate(document.get("flow", {}).get("phases", [])):
        yield from _day_problems(("flow", "phases", number, "months_ja"), phase["months_ja"], year)
    keys = {meeting["key"] for _path, meeting in meetings(document)}
    declared_by = document.get("defaults", {}).get("venue", {}).get("declared_by")
    if declared_by and declared_by not in keys:
        path = ("defaults", "venue", "declared_by")
        yield Problem(path, _("names no meeting of this file"))


def _keys_given_twice(document: Document) -> Iterator[Problem]:
    for name in ("key", "number"):
        values = Counter(meeting[name] for _path, meeting in meetings(document))
        for path, meeting in meetings(document):
            if meeting[name] is not None and values[meeting[name]] > 1:
                yield Problem((*path, name), _("is used by two meetings"))
    orders = Counter(phase["order"] for phase in document.get("flow", {}).get("phases", []))
    for number, phase in enumerate(document.get("flow", {}).get("phases", [])):
        if orders[phase["order"]] > 1:
            yield Problem(("flow", "phases", number, "order"), _("is used by two phases"))


def _meeting_problems(path: Path, meeting: dict, year: int) -> Iterator[Problem]:
    if (meeting["kind"] == "regular") != (meeting["number"] is not None):
        yield Problem((*path, "number"), _("A numbered meeting has a number, any other has none."))
    if (path == ("report_meeting",)) != (meeting["kind"] == "report_meeting"):
        yield Problem((*path, "kind"), _("The report meeting stands under report_meeting."))
    venue = meeting["venue"]
    if venue["stated"] != (venue["text_ja"] is not None):
        yield Problem((*path, "venue"), _("A stated venue has a text, any other has none."))
    if venue["stated"] and not venue.get("applicable", True):
        yield Problem((*path, "venue"), _("A venue that is stated is applicable."))
    for number, somebody in enumerate(meeting["people"]):
        if not (somebody["tbd"] or somebody["name_ja"] or somebody["position_ja"]):
            sentence = _("needs a name, a position, or tbd: true")
            yield Problem((*path, "people", number), sentence)
    yield from _day_problems((*path, "when_ja"), meeting["when_ja"], year)


def _day_problems(path: Path, words: str | None, year: int) -> Iterator[Problem]:
    try:
        When.parse(words or "", year)
    except WrongWhen as error:
        yield Problem(path, str(error))
