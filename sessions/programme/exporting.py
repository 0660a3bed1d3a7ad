"""From rows back to the document of a programme file, every character as it was read."""

import yaml

from members.models import StudyGroup
from sessions.models import Assignment, Outline, OutlineItem, StudySession
from sessions.venues import VenueState
from support.wareki import fiscal_year_label, parse_fiscal_year

Role = Assignment.Role
Who = Assignment.Who
# Where a meeting's people stand in the file, in the order of the printed programme.
SLOTS = ("greetings", "keynote", "people", "evaluators_ja", "contents")


def export(group: StudyGroup) -> dict:
    """The source keys of the group's programme. Announced words are written, not fixed days."""
    outline = Outline.objects.select_related("group").get(group=group)
    meetings = StudySession.objects.filter(group=group).in_order()
    meetings = list(meetings.prefetch_related("contents__guests", "assignments"))
    report = [row for row in meetings if row.kind == StudySession.Kind.REPORT]
    document = {
        "schema": "study-group-programme",
        "schema_version": 1,
        "source": outline.provenance.get("source"),
        "study_group": _study_group(outline),
        "selling_points": _listed(outline, outline.points_heading, OutlineItem.Kind.POINT),
        "flow": _flow(outline),
        "background": _background(outline),
        "conditions": _listed(outline, outline.conditions_heading, OutlineItem.Kind.CONDITION),
        "defaults": _defaults(outline, meetings),
        "sessions": [_meeting(row) for row in meetings if row not in report],
        "report_meeting": _meeting(report[0]) if report else None,
        "source_anomalies": [
            {**row.provenance, "text_ja": row.text} | ({"note": row.note} if row.note else {})
            for row in outline.anomalies.all()
        ],
    }
    return _stated(document, keep=("sessions",))


def as_yaml(document: dict) -> str:
    """The file: texts in quotes, one key a line, in the order of the schema."""
    return yaml.dump(document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


class _Dumper(yaml.SafeDumper):
    """Quotes what was printed, so that 「7月」 or 「未定」 never turns into something else."""

    def increase_indent(self, flow=False, indentless=False):
        return super().increase_indent(flow, False)

    def represent_mapping(self, tag, mapping, flow_style=None):
        node = super().represent_mapping(tag, mapping, flow_style)
        for key, value in node.value:
            printed = value.value if isinstance(value, yaml.SequenceNode) else [value]
            for item in printed if key.value.endswith("_ja") else ():
                if item.tag == "tag:yaml.org,2002:str":
                    item.style = '"'
        return node


def _stated(document: dict, keep: tuple[str, ...] = ()) -> dict:
    """Without the keys that say nothing."""
    empty: tuple[object, ...] = (None, "", [], {})
    return {key: value for key, value in document.items() if key in keep or value not in empty}


def _study_group(outline: Outline) -> dict:
    group = outline.group
    words = outline.provenance.get("fiscal_year_ja", "")
    if not words or parse_fiscal_year(words) != group.fiscal_year:
        words = fiscal_year_label(group.fiscal_year)
    printed = {
        "heading_ja": outline.heading,
        "name_ja": group.name,
        "document_type_ja": outline.document_type,
        "fiscal_year_ja": words,
        "theme_ja": outline.theme,
        "subtitle_ja": outline.subtitle,
    }
    return _stated(printed, keep=("heading_ja", "document_type_ja", "theme_ja"))


def _listed(outline: Outline, heading: str, kind: str) -> dict | None:
    items = outline.items.texts(kind)
    return {"heading_ja": heading, "items_ja": items} if heading or items else None


def _background(outline: Outline) -> dict | None:
    heading, texts = outline.background_heading, outline.items.texts(OutlineItem.Kind.BACKGROUND)
    return {"heading_ja": heading, "paragraphs_ja": texts} if heading or texts else None


def _flow(outline: Outline) -> dict | None:
    phases = [
        {
            "order": phase.order,
            "label_ja": phase.label,
            "detail_ja": phase.detail or None,
            "months_ja": phase.months,
            **phase.provenance,
        }
        for phase in outline.phases.all()
    ]
    heading = outline.flow_heading
    return {"heading_ja": heading, "phases": phases} if heading or phases else None


def _defaults(outline: Outline, meetings: list[StudySession]) -> dict | None:
    declaring = next((row.key for row in meetings if row.declares_default_venue), None)
    if not outline.default_venue or declaring is None:
        return None
    venue = {
        "text_ja": outline.default_venue,
        "rule_ja": outline.default_venue_rule or None,
        "declared_by": declaring,
        **outline.provenance.get("default_venue", {}),
    }
    return {"venue": _stated(venue)}


def slots(rows: list[Assignment]) -> dict[str, list[Assignment]]:
    """The assignments of one meeting under the keys of the file that they are written to."""
    found: dict[str, list[Assignment]] = {key: [] for key in SLOTS}
    for row in sorted(rows, key=lambda one: (one.order, one.pk)):
        if row.content_id:
            found["contents"].append(row)
        elif row.role == Role.GREETING:
            found["greetings"].append(row)
        elif row.role == Role.KEYNOTE and not found["keynote"]:
            found["keynote"].append(row)
        elif row.role == Role.EVALUATOR and row.who == Who.SOME and not found["evaluators_ja"]:
            found["evaluators_ja"].append(row)
        else:
            found["people"].append(row)
    return found


def _meeting(row: StudySession) -> dict:
    found = slots(list(row.assignments.all()))
    printed = {
        "key": row.key,
        "kind": row.kind,
        "number": row.number,
        "heading_ja": row.heading,
        **{key: value for key, value in row.provenance.items() if key != "venue"},
        "when_ja": row.announced or None,
        "title_ja": row.title,
        "venue": _venue(row),
        "venue_note_ja": row.venue_note,
        "greetings": [_greeting(one) for one in found["greetings"]],
        "keynote": next((_keynote(one) for one in found["keynote"]), None),
        "activity_ja": row.activity,
        "evaluators_ja": next((one.text for one in found["evaluators_ja"]), None),
        "people": [_somebody(one) for one in found["people"]],
        "contents": [_content(content) for content in row.contents.all()],
    }
    return _stated(printed, keep=("number", "when_ja", "people", "contents"))


def _venue(row: StudySession) -> dict:
    where = row.provenance.get("venue", {})
    if row.venue_state == VenueState.STATED:
        return {"stated": True, "text_ja": row.venue_text, **where}
    if row.venue_state == VenueState.TBD:
        text = row.venue_text or None
        return {"stated": text is not None, "text_ja": text, "tbd": True, **where}
    if row.venue_state == VenueState.NOT_APPLICABLE:
        return {"stated": False, "text_ja": None, "applicable": False, **where}
    return {"stated": False, "text_ja": None, **where}


def _greeting(row: Assignment) -> dict:
    return {
        "label_ja": row.role_text,
        "position_ja": f"{row.affiliation}{row.post}" or row.who_text,
        "person_ja": row.name or None,
        **row.provenance,
    }


def _keynote(row: Assignment) -> dict:
    speaker = {"text_ja": row.who_text, "tbd": row.is_tbd, **row.provenance.get("speaker", {})}
    printed: dict = {"label_ja": row.role_text, "speaker": speaker}
    if row.talk != Assignment.Talk.NONE:
        printed["title"] = {
            "label_ja": row.talk_label_text,
            "text_ja": row.talk_text,
            "tbd": row.talk_is_tbd,
            **row.provenance.get("title", {}),
        }
    return printed


def _somebody(row: Assignment) -> dict:
    return {
        "role_ja": row.role_text,
        "affiliation_ja": row.affiliation or None,
        "position_ja": row.post or None,
        "name_ja": row.name or row.text or None,
        "honorific_ja": row.honorific or None,
        "tbd": row.is_tbd,
        **row.provenance,
    }


def _content(content) -> dict:
    printed = {"text_ja": content.text, **content.provenance}
    guest = next(iter(content.guests.all()), None)
    if guest is not None:
        words = {"role_ja": guest.role_text, "text_ja": guest.who_text, "tbd": guest.is_tbd}
        printed["guest"] = {**words, **guest.provenance}
    return printed
