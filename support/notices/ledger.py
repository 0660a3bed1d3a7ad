"""Writing into the ledger: what the other apps call.

The models come from the app registry when called, so that the package may be imported early.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.db.models import Model

    from support.notices.models import Notice


def add(kind: str, *, subject: Model, to: AbstractBaseUser | str, due_on: dt.date) -> Notice:
    """Owe one recipient one mail about `subject` from `due_on` on, in the transaction of its cause.

    `to` is a user (the address is looked up when sending) or a mail address.
    Adding the same again changes nothing and gives the row that is there; a cancelled row waits
    again, a sent one stays sent.

    Errors: LookupError for a kind nobody registered.
    Effects: an urgent kind also wakes the worker after the commit.
    """
    return apps.get_model("notices", "Notice").objects.add(kind, subject, to, due_on)


def cancel(
    kind: str,
    *,
    subject: Model,
    to: AbstractBaseUser | str | None = None,
    reason: str = "",
) -> int:
    """Cancel what is still waiting of this kind about `subject` (for one recipient, or for all)."""
    return apps.get_model("notices", "Notice").objects.cancel(kind, subject, to, reason)


def short_url(path: str) -> str:
    """The absolute, typable address 「https://…/s/<code>/」 that leads to `path` of this site.

    The code is short enough to guess: never shorten a path that is a secret itself.
    """
    link = apps.get_model("notices", "ShortLink").objects.to(path)
    return settings.SITE_URL.rstrip("/") + link.get_absolute_url()
