"""Three documents, one programme: the file as last imported, the rows of today, the new file."""

from dataclasses import dataclass, field

Flat = dict[str, object]
ABSENT = None


@dataclass(frozen=True)
class Change:
    """One place where the new file and the portal differ."""

    key: str
    here: object
    in_file: object


@dataclass(frozen=True)
class Merge:
    """What the portal shall hold, and why."""

    document: dict
    from_file: list[Change] = field(default_factory=list)
    kept: list[Change] = field(default_factory=list)  # edited by staff, not overwritten

    @property
    def changes_nothing(self) -> bool:
        return not self.from_file


def merge(base: dict, here: dict, new: dict, *, overwrite: bool = False) -> Merge:
    """The rows of today with what the file has changed; staff's own edits stay unless `overwrite`.

    A meeting that the file no longer has stays, always: others hang on it.
    """
    flat_base, flat_here, flat_new = flatten(base), flatten(here), flatten(new)
    gone = {f"sessions.{key}." for key in _keys(here) - _keys(new)}
    merged: Flat = {}
    from_file, kept = [], []
    for key in [*flat_here, *(flat_new.keys() - flat_here.keys())]:
        ours, theirs = flat_here.get(key), flat_new.get(key)
        merged[key] = ours
        if ours == theirs:
            continue
        change = Change(key, ours, theirs)
        staff_edited = ours != flat_base.get(key)
        if key.startswith(tuple(gone)) or (staff_edited and not overwrite):
            kept.append(change)
        else:
            merged[key] = theirs
            from_file.append(change)
    return Merge(unflatten(merged, new, here), from_file, kept)


def flatten(document: dict) -> Flat:
    """Every value under its key; meetings by their key, phases by their order.

    Other lists are one value: who changes a line of a list has changed the list.
    """
    flat: Flat = {}
    _flatten(document, "", flat)
    return flat


def _flatten(value: dict, prefix: str, flat: Flat) -> None:
    for key, item in value.items():
        if key == "sessions":
            for meeting in item:
                _flatten(meeting, f"{prefix}sessions.{meeting['key']}.", flat)
        elif key == "phases":
            for phase in item:
                _flatten(phase, f"{prefix}phases.{phase['order']}.", flat)
        elif isinstance(item, dict) and key not in WHOLE:
            _flatten(item, f"{prefix}{key}.", flat)
        else:
            flat[f"{prefix}{key}"] = item


# What only makes sense together.
WHOLE = ("venue", "keynote", "source")


def unflatten(flat: Flat, *orders: dict) -> dict:
    """The document again. Meetings stand in the order of the first document that has them."""
    document: dict = {}
    for key, value in flat.items():
        *parents, last = key.split(".")
        place = document
        for parent in parents:
            place = place.setdefault(parent, {})
        if value is not ABSENT or last in NULLS:
            place[last] = value
    by_key = document.get("sessions", {})
    order = list(dict.fromkeys(m["key"] for one in orders for m in one.get("sessions", ())))
    document["sessions"] = [by_key[key] for key in order if key in by_key]
    if "phases" in document.get("flow", {}):
        phases = document["flow"]["phases"].values()
        document["flow"]["phases"] = sorted(phases, key=lambda phase: phase["order"])
    return document


# Keys that are always there, null when nothing is stated.
NULLS = ("number", "when_ja", "detail_ja")


def _keys(document: dict) -> set[str]:
    return {meeting["key"] for meeting in document.get("sessions", ())}
