"""The answer to "may this person do this", and the two ways of saying no."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

Sentence = str | Promise


@dataclass(frozen=True)
class Verdict:
    """What a `can_…` rule answers. Templates show `reason` beside what is not offered."""

    is_allowed: bool
    reason: Sentence = ""

    def __bool__(self) -> bool:
        return self.is_allowed


ALLOWED = Verdict(is_allowed=True)


def Denied(reason: Sentence) -> Verdict:  # noqa: N802 (reads as the answer it is)
    """A verdict that is false in an `if` and says why."""
    return Verdict(is_allowed=False, reason=reason)


class Forbidden(PermissionDenied):
    """The person may not do this at all: a 403 page with the reason."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(Exception):  # noqa: N818 (a refusal is expected, not an error)
    """The person may, but not now or not like this: said on the form, everything typed is kept."""

    code = "refused"

    def __init__(self, reason: Sentence) -> None:
        super().__init__(reason)
        self.reason = reason


def require(verdict: Verdict) -> None:
    """Go on only when the verdict allows it.

    Errors: Forbidden with the verdict's reason.
    """
    if not verdict:
        raise Forbidden(verdict.reason)
