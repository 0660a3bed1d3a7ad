"""The kinds of notices the portal knows, each with its two answers from above."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from support.access import Verdict
    from support.notices.letters import Letter
    from support.notices.models import Notice


@dataclass(frozen=True)
class Kind:
    name: str
    still_due: Callable[[Notice], bool | Verdict]
    compose: Callable[[Notice], Letter]
    urgent: bool
    label: str | Promise


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    still_due: Callable[[Notice], bool | Verdict],
    compose: Callable[[Notice], Letter],
    urgent: bool = False,
    label: str | Promise = "",
) -> None:
    """Make a kind of notice known; called from `AppConfig.ready()`.

    `still_due(row)` is asked right before sending; false cancels the row, a `Denied` says why.
    `label` is what the secretariat reads in the ledger.
    `urgent` kinds answer a person's own act and go out at once, the others in office hours only.

    Errors: ValueError when the name is taken.
    """
    if name in _kinds:
        raise ValueError(f"The kind of notice {name!r} is registered twice.")
    _kinds[name] = Kind(name, still_due, compose, urgent, label or name)


def kind(name: str) -> Kind:
    """Errors: LookupError for a kind nobody registered."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No app has registered the kind of notice {name!r}.") from None


def labels() -> dict[str, str]:
    """What each kind is called, by its name."""
    return {kind.name: str(kind.label) for kind in _kinds.values()}


def names(*, urgent: bool) -> list[str]:
    return [kind.name for kind in _kinds.values() if kind.urgent == urgent]


def unregister(name: str) -> None:
    """Forget a kind (tests)."""
    del _kinds[name]
