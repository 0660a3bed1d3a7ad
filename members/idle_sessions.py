"""Sessions that end when nobody has been there for a while, as office rules ask.

A row of Django's own session table says when it ends (SESSION_COOKIE_AGE after it was written);
`prolong` writes it again, at most once a minute. What a page asks by itself does not count.

Source: the ministry's guideline on information security of local governments, automatic sign-out.
"""

import datetime as dt

from django.conf import settings
from django.contrib.sessions.backends import db
from django.utils import timezone

GRAIN = dt.timedelta(minutes=1)


class SessionStore(db.SessionStore):
    """`ends_at` is real time; None before the session has been read, and for a new one."""

    ends_at: dt.datetime | None = None

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        self.ends_at = row.expire_date if row else None
        return row


def remaining(session: SessionStore) -> int:
    """Unit: seconds until the session ends, were nobody to do anything."""
    if session.ends_at is None or session.modified:
        return settings.SESSION_COOKIE_AGE
    return max(0, int((session.ends_at - timezone.now()).total_seconds()))


def prolong(session: SessionStore) -> None:
    """Somebody is there: the time begins anew."""
    grain = min(GRAIN.total_seconds(), settings.SESSION_COOKIE_AGE / 10)
    if remaining(session) < settings.SESSION_COOKIE_AGE - grain:
        session.modified = True
