"""What people do to come into a study group: nominate, decide, invite, join."""

from members.actions.accounts import (
    create_staff,
    issue_recovery_codes,
    join,
    keep_address,
    open_account,
)
from members.actions.invitations import invite_lecturer, invite_member, invite_staff, send_new_link
from members.actions.nominations import accept, decline, nominate

__all__ = [
    "accept",
    "create_staff",
    "decline",
    "invite_lecturer",
    "invite_member",
    "invite_staff",
    "issue_recovery_codes",
    "join",
    "keep_address",
    "nominate",
    "open_account",
    "send_new_link",
]
