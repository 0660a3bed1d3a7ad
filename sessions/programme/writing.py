"""From a document to rows: only what differs is written."""

from django.db import models

from members.models import Person, StudyGroup
from sessions.actions import fix_date
from sessions.models import (
    Assignment,
    Outline,
    OutlineItem,
    Phase,
    SessionContent,
    SourceAnomaly,
    StudySession,
)
from sessions.programme.exporting import SLOTS, slots
from sessions.programme.reading import meetings
from sessions.venues import VenueState

Role = Assignment.Role
Who = Assignment.Who
# The role that a printed word means. Another word is a lecturer's, under its own name.
ROLES = {
    "コーディネーター": Role.COORDINATOR,
    "講師": Role.LECTURER,
    "基調講演": Role.KEYNOTE,
    "ゲスト講師": Role.GUEST,
    "外部講師": Role.GUEST,
    "あいさつ": Role.GREETING,
    "挨拶": Role.GREETING,
    "講評": Role.EVALUATOR,
    "講評者": Role.EVALUATOR,
    "司会": Role.CHAIR,
    "事務局": Role.SECRETARIAT,
}


def write(group: StudyGroup, document: dict, *, here: dict) -> None:
    """Let the rows of the group say what the document says. `here` is what they say now."""
    outline = _write_outline(group, document)
    if document.get("source_anomalies") != here.get("source_anomalies"):
        _write_anomalies(outline, document.get("source_anomalies", []))
    old = {meeting["key"]: meeting for _path, meeting in meetings(here)} if here else {}
    for order, (_path, meeting) in enumerate(meetings(document), start=1):
        _write_meeting(group, outline, document, order, meeting, old.get(meeting["key"], {}))


def _write_outline(group: StudyGroup, document: dict) -> Outline:
    head, default = document["study_group"], document.get("defaults", {}).get("venue", {})
    group.name = head["name_ja"]
    group.save(update_fields=["name"])
    provenance = {
        "fiscal_year_ja": head["fiscal_year_ja"],
        "source": document.get("source"),
        "default_venue": _lines(default),
    }
    outline, _created = Outline.objects.update_or_create(
        group=group,
        defaults={
            "heading": head["heading_ja"],
            "document_type": head["document_type_ja"],
            "theme": head["theme_ja"],
            "subtitle": head.get("subtitle_ja") or "",
            "points_heading": _heading(document, "selling_points"),
            "flow_heading": _heading(document, "flow"),
            "background_heading": _heading(document, "background"),
            "conditions_heading": _heading(document, "conditions"),
            "default_venue": default.get("text_ja", ""),
            "default_venue_rule": default.get("rule_ja") or "",
            "provenance": provenance,
        },
    )
    kinds = OutlineItem.Kind
    _write_items(outline, kinds.POINT, document.get("selling_points", {}).get("items_ja", []))
    paragraphs = document.get("background", {}).get("paragraphs_ja", [])
    _write_items(outline, kinds.BACKGROUND, paragraphs)
    _write_items(outline, kinds.CONDITION, document.get("conditions", {}).get("items_ja", []))
    _write_phases(outline, document.get("flow", {}).get("phases", []))
    return outline


def _heading(document: dict, key: str) -> str:
    return document.get(key, {}).get("heading_ja", "")


def _lines(printed: dict) -> dict:
    return {key: value for key, value in printed.items() if key in ("source_line", "source_lines")}


def _write_items(outline: Outline, kind: str, texts: list[str]) -> None:
    if outline.items.texts(kind) == texts:
        return
    outline.items.filter(kind=kind).delete()
    OutlineItem.objects.bulk_create(
        OutlineItem(outline=outline, kind=kind, order=order, text=text)
        for order, text in enumerate(texts, start=1)
    )


def _write_phases(outline: Outline, phases: list[dict]) -> None:
    outline.phases.exclude(order__in=[phase["order"] for phase in phases]).delete()
    for printed in phases:
        row = outline.phases.filter(order=printed["order"]).first()
        row = row or Phase(outline=outline, order=printed["order"])
        row.label, row.detail = printed["label_ja"], printed["detail_ja"] or ""
        row.months, row.provenance = printed["months_ja"], _lines(printed)
        row.read_months()
        row.save()


def _write_anomalies(outline: Outline, anomalies: list[dict]) -> None:
    checked = set(outline.anomalies.filter(is_checked=True).values_list("text", flat=True))
    outline.anomalies.all().delete()
    SourceAnomaly.objects.bulk_create(
        SourceAnomaly(
            outline=outline,
            order=order,
            text=printed["text_ja"],
            note=printed.get("note", ""),
            is_checked=printed["text_ja"] in checked,
            provenance=_lines(printed),
        )
        for order, printed in enumerate(anomalies, start=1)
    )


def _write_meeting(
    group: StudyGroup, outline: Outline, document: dict, order: int, printed: dict, here: dict
) -> None:
    row = StudySession.objects.filter(group=group, key=printed["key"]).first()
    is_new = row is None
    row = row or StudySession(group=group, key=printed["key"])
    row.group = group
    default = document.get("defaults", {}).get("venue", {})
    row.kind, row.number, row.order = printed["kind"], printed["number"], order
    row.title, row.heading = printed["title_ja"], printed.get("heading_ja", "")
    row.activity, row.venue_note = printed.get("activity_ja", ""), printed.get("venue_note_ja", "")
    row.declares_default_venue = default.get("declared_by") == row.key
    row.venue_state, row.venue_text = _venue(printed["venue"])
    row.provenance = {**_lines(printed), "venue": _lines(printed["venue"])}
    when = row.announce(printed["when_ja"] or "")
    row.save()
    if is_new and when.is_exact and when.earliest:
        first, last = when.earliest, when.latest
        fix_date(
            row, first=first, last=last, starts_at=when.starts_at, ends_at=when.ends_at, by=None
        )
    changed = [slot for slot in SLOTS if printed.get(slot) != here.get(slot)]
    if changed:
        _write_people(row, outline, printed, changed)


def _venue(printed: dict) -> tuple[str, str]:
    text = printed["text_ja"] or ""
    if printed.get("tbd") or text == "未定":
        return VenueState.TBD, text
    if printed["stated"]:
        return VenueState.STATED, text
    if not printed.get("applicable", True):
        return VenueState.NOT_APPLICABLE, ""
    return VenueState.INHERIT, ""


def _write_people(row: StudySession, outline: Outline, printed: dict, changed: list[str]) -> None:
    """Those whose place in the file has changed, anew; staff's work on the others stays."""
    found = slots(list(row.assignments.all()))
    gone = [one.pk for slot in changed for one in found[slot]]
    row.assignments.filter(pk__in=gone).delete()
    if "contents" in changed:
        row.contents.all().delete()
    doubtful = list(outline.anomalies.filter(is_checked=False).values_list("text", flat=True))
    for slot in changed:
        for place, assignment in enumerate(_assignments(row, slot, printed), start=1):
            assignment.study_session = row
            assignment.order = 100 * SLOTS.index(slot) + place
            assignment.person = _person_named(assignment.name)
            words = f"{assignment.affiliation}{assignment.post}{assignment.name}"
            assignment.needs_check = any(text in words for text in doubtful)
            assignment.save()


def _assignments(row: StudySession, slot: str, printed: dict) -> list[Assignment]:
    """The assignments of one slot. Effects: the bullets of the slot `contents` are created."""
    if slot == "greetings":
        return [_greeting(one) for one in printed.get("greetings", [])]
    if slot == "keynote":
        return [_keynote(printed["keynote"])] if "keynote" in printed else []
    if slot == "people":
        return [_somebody(one) for one in printed["people"]]
    if slot == "evaluators_ja":
        words = printed.get("evaluators_ja")
        return [Assignment(role=Role.EVALUATOR, who=Who.SOME, text=words)] if words else []
    return _contents(row, printed["contents"])


def _contents(row: StudySession, contents: list[dict]) -> list[Assignment]:
    guests = []
    for order, printed in enumerate(contents, start=1):
        bullet = SessionContent.objects.create(
            study_session=row, order=order, text=printed["text_ja"], provenance=_lines(printed)
        )
        if "guest" in printed:
            guests.append(_guest(printed["guest"], bullet))
    return guests


def _person_named(name: str) -> Person | None:
    """The one person of that name, or a new one; nobody when there are several.

    Printed names are not parted into family and given name; staff part them when they can.
    """
    if not name:
        return None
    whole = models.functions.Concat("family_name", "given_name")
    found = list(Person.objects.annotate(whole=whole).filter(whole=name)[:2])
    if len(found) > 1:
        return None
    return found[0] if found else Person.objects.create(family_name=name[:50])


def _greeting(printed: dict) -> Assignment:
    who = Who.PERSON if printed["person_ja"] else Who.POST
    return Assignment(
        role=Role.GREETING,
        label=printed["label_ja"],
        who=who,
        post=printed["position_ja"],
        name=printed["person_ja"] or "",
        provenance=_lines(printed),
    )


def _keynote(printed: dict) -> Assignment:
    speaker, title = printed["speaker"], printed.get("title")
    talk = Assignment.Talk.NONE
    if title:
        talk = Assignment.Talk.TBD if title["tbd"] else Assignment.Talk.GIVEN
    return Assignment(
        role=Role.KEYNOTE,
        label=printed["label_ja"],
        who=Who.TBD if speaker["tbd"] else Who.SOME,
        text=speaker["text_ja"],
        talk=talk,
        talk_label=title["label_ja"] if title else "",
        talk_title=title["text_ja"] if title else "",
        provenance={"speaker": _lines(speaker), "title": _lines(title or {})},
    )


def _somebody(printed: dict) -> Assignment:
    name = printed["name_ja"] or ""
    who = Who.TBD if printed["tbd"] else Who.PERSON if name else Who.POST
    return Assignment(
        role=ROLES.get(printed["role_ja"], Role.LECTURER),
        label=printed["role_ja"],
        who=who,
        affiliation=printed["affiliation_ja"] or "",
        post=printed["position_ja"] or "",
        name=name if who == Who.PERSON else "",
        text=name if who == Who.TBD else "",
        honorific=printed["honorific_ja"] or "",
        provenance=_lines(printed),
    )


def _guest(printed: dict, content: SessionContent) -> Assignment:
    return Assignment(
        role=Role.GUEST,
        label=printed["role_ja"],
        content=content,
        who=Who.TBD if printed["tbd"] else Who.SOME,
        text=printed["text_ja"],
        provenance=_lines(printed),
    )
