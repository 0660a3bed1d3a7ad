"""Sending what the ledger owes. Sweeps may run side by side, and any may be killed."""

import logging
import smtplib
from email.header import Header

from celery import shared_task
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from support.notices import registry
from support.notices.letters import Letter
from support.notices.models import Notice
from support.wareki import clock, within_office_hours

logger = logging.getLogger(__name__)

SWEEP_AT_MOST = 200
REFUSALS = (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused, smtplib.SMTPDataError)


class Mail(EmailMessage):
    """A mail whose long Japanese subject begins on the line of its name.

    Django folds it right after 「Subject:」, and some gateways take the subject for empty.
    """

    def message(self):
        message = super().message()
        message.replace_header("Subject", Header(self.subject, "utf-8", header_name="Subject"))
        return message


@shared_task(name="notices.sweep", ignore_result=True)
def sweep() -> int:
    """Send every mail that is due: answers at any hour and first, the rest in office hours."""
    sent = work_off(registry.names(urgent=True))
    if within_office_hours(clock.now()):
        sent += work_off(registry.names(urgent=False))
    return sent


def work_off(kinds: list[str]) -> int:
    """Settle the due rows of these kinds one by one; end early when the mail server is away."""
    done = 0
    while done < SWEEP_AT_MOST and (row := Notice.objects.claim(kinds, due_by=clock.today())):
        if not settle(row):
            break
        done += 1
    return done


def settle(row: Notice) -> bool:
    """Ask whether the row is still due, then compose, send, mark. False: the server is away."""
    kind = registry.kind(row.kind)
    if row.recipient and not row.recipient.is_active:
        row.mark_cancelled(_("The recipient's account has been closed."))
        return True
    verdict = kind.still_due(row)
    if not verdict:
        row.mark_cancelled(getattr(verdict, "reason", "") or _("It is no longer needed."))
        return True
    address = row.recipient.email if row.recipient else row.address
    if not address:
        row.mark_failed(_("The recipient has no mail address."))
        return True
    return send(row, address, kind.compose(row))


def send(row: Notice, address: str, letter: Letter) -> bool:
    """Hand the mail to the server and mark the row. False: the server is away."""
    headers = {"Message-ID": row.message_id, "Auto-Submitted": "auto-generated"}
    mail = Mail(letter.subject, letter.body, to=[address], headers=headers)
    try:
        mail.send()
    except OSError as failure:  # every smtplib error is one, too
        row.put_off(f"{type(failure).__name__}: {failure}"[:500])
        cause = type(failure).__name__
        logger.warning("mail put off notice=%s tries=%s cause=%s", row.pk, row.tries, cause)
        return isinstance(failure, REFUSALS)
    row.mark_sent(title=letter.subject, to=address)
    logger.info("mail sent notice=%s", row.pk)
    return True
