"""Access: one question, one function, one answer with a reason. Knows nothing of the domain."""

from support.access.verdicts import ALLOWED, Denied, Forbidden, Refused, Verdict, require

__all__ = ["ALLOWED", "Denied", "Forbidden", "Refused", "Verdict", "require"]
