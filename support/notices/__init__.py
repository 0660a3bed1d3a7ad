"""Everything that is said to people by mail: a ledger row first, the mail later.

from support import notices

notices.register("session_reminder", still_due=..., compose=...)   # in AppConfig.ready()
notices.add("session_reminder", subject=study_session, to=user, due_on=day)
"""

from support.notices.ledger import add, cancel, short_url
from support.notices.letters import Letter, letter
from support.notices.registry import register

__all__ = ["Letter", "add", "cancel", "letter", "register", "short_url"]
