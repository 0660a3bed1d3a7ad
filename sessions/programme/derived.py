"""The key `derived` of a programme file: what its author worked out, held against our reading."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from sessions.programme.schema import Problem
from support.wareki import When, parse_fiscal_year


def disagreements(document: dict) -> Iterator[Problem]:
    """Where the file's own working out and ours differ. Only what is there is compared."""
    derived = document.get("derived")
    if not isinstance(derived, dict):
        return
    ours: dict[str, dict[str, Any]] = {
        "periods": _periods(document),
        "venue_resolution": _venues(document),
    }
    for name, expected in ours.items():
        given = derived.get(name)
        for key, value in (given if isinstance(given, dict) else {}).items():
            if key in expected and _plain(value) != expected[key]:
                message = _("differs from what the portal works out: %(value)s")
                yield Problem(("derived", name, key), message % {"value": _words(expected[key])})


def _periods(document: dict) -> dict[str, dict[str, str]]:
    year = parse_fiscal_year(document["study_group"]["fiscal_year_ja"])
    report = [document["report_meeting"]] if "report_meeting" in document else []
    found = {}
    for meeting in document["sessions"] + report:
        when = When.parse(meeting["when_ja"] or "", year)
        if when.earliest and when.latest:
            found[meeting["key"]] = {
                "precision": when.precision.value,
                "earliest": when.earliest.isoformat(),
                "latest": when.latest.isoformat(),
            }
    return found


def _venues(document: dict) -> dict[str, str]:
    report = [document["report_meeting"]] if "report_meeting" in document else []
    return {
        meeting["key"]: "own" if meeting["venue"]["stated"] else "default"
        for meeting in document["sessions"] + report
    }


def _words(value: object) -> str:
    return ", ".join(map(str, value.values())) if isinstance(value, dict) else str(value)


def _plain(value: object) -> object:
    """Days as text, and every kind of range under one name."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, dt.date):
        return value.isoformat()
    return {"third_range": "range"}.get(value, value) if isinstance(value, str) else value
