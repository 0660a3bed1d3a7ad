"""What the editor's dialog offers for citing, as JSON.

`cite` is what the citation in the text will hold; what has no entry yet says what to `make` one of.
"""

from typing import Any

from fieldwork.models import Finding, ReferenceCase
from members.models import StudyGroup, User
from proposals.models import Entry
from sessions.models import Material
from support import wareki
from support.wareki import clock

TABS = {Entry.Kind.CASE: "case", Entry.Kind.MATERIAL: "material"}


def offered(user: User, group: StudyGroup, *, can_add: bool) -> dict[str, Any]:
    """All that the group may cite, and today for the form of a new source."""
    entries = list(Entry.objects.filter(group=group).with_subjects())
    cases = ReferenceCase.objects.filter(group=group).exclude(entries__in=entries)
    materials = Material.objects.visible_to(user).current().filter(study_session__group=group)
    materials = materials.exclude(entries__in=entries).select_related("study_session")
    return {
        "can_add": can_add,
        "today": wareki.format_day(clock.today(), with_weekday=False),
        "sources": [
            *_findings(group),
            *(of_entry(entry) for entry in entries),
            *(_of_case(case) for case in cases),
            *(_of_material(material) for material in materials.in_order()),
        ],
    }


def of_entry(entry: Entry) -> dict[str, Any]:
    return {
        "key": f"entry-{entry.pk}",
        "tab": TABS.get(Entry.Kind(entry.kind), "typed"),
        "kind": entry.get_kind_display(),
        "text": entry.words,
        "about": "",
        "cite": {"entry": entry.pk},
    }


def _findings(group: StudyGroup) -> list[dict[str, Any]]:
    rows = Finding.objects.filter(visit__group=group).select_related("visit")
    return [
        {
            "key": f"finding-{finding.pk}",
            "tab": "finding",
            "kind": finding.get_kind_display(),
            "text": finding.text,
            "about": finding.visit.host,
            "cite": {"finding": finding.pk},
        }
        for finding in rows.order_by("visit__visited_on", "visit", "pk")
    ]


def _of_case(case: ReferenceCase) -> dict[str, Any]:
    return {
        "key": f"case-{case.pk}",
        "tab": "case",
        "kind": str(Entry.Kind.CASE.label),
        "text": str(case),
        "about": "",
        "make": {"case": case.pk},
    }


def _of_material(material: Material) -> dict[str, Any]:
    return {
        "key": f"material-{material.pk}",
        "tab": "material",
        "kind": str(Entry.Kind.MATERIAL.label),
        "text": str(material),
        "about": material.study_session.label,
        "make": {"material": material.pk},
    }
