"""The ledger of mails, and the short links printed in them."""

import datetime as dt
import secrets
import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from support.notices import registry
from support.notices.hint import wake_after_commit
from support.wareki import clock

MAX_TRIES = 5
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else
CODE_LENGTH = 5
WAITS = [dt.timedelta(minutes=m) for m in (1, 5, 30, 120)]


def key_of(subject: models.Model) -> str:
    return f"{subject._meta.label}:{subject.pk}"


def recipient_fields(to) -> dict:
    if isinstance(to, str):
        return {"recipient": None, "address": to}
    return {"recipient": to, "address": ""}


class NoticeQuerySet(models.QuerySet["Notice"]):
    def about(self, kind: str, subject: models.Model) -> "NoticeQuerySet":
        return self.filter(kind=kind, subject_key=key_of(subject))

    def waiting(self) -> "NoticeQuerySet":
        return self.filter(state=Notice.State.WAITING)

    def add(self, kind: str, subject: models.Model, to, due_on: dt.date) -> "Notice":
        known = registry.kind(kind)
        row, created = self.get_or_create(
            kind=kind, subject_key=key_of(subject), due_on=due_on, **recipient_fields(to)
        )
        revived = row.state == Notice.State.CANCELLED and row.revive()
        if known.urgent and (created or revived):
            wake_after_commit()
        return row

    def cancel(self, kind: str, subject: models.Model, to, reason: str) -> int:
        rows = self.about(kind, subject).waiting()
        if to is not None:
            rows = rows.filter(**recipient_fields(to))
        return rows.update(
            state=Notice.State.CANCELLED,
            reason=reason or _("It is no longer needed."),
            updated_at=timezone.now(),
        )

    @transaction.atomic
    def claim(self, kinds: list[str], *, due_by: dt.date) -> "Notice | None":
        """Take the next due row for the length of the lease. Two sweeps never take the same one."""
        free = models.Q(held_until=None) | models.Q(held_until__lte=timezone.now())
        due = self.waiting().filter(free, kind__in=kinds, due_on__lte=due_by)
        due.filter(tries__gte=MAX_TRIES).update(
            state=Notice.State.FAILED,
            reason=_("Sending was interrupted %(tries)s times.") % {"tries": MAX_TRIES},
            updated_at=timezone.now(),
        )
        row = due.select_for_update(skip_locked=True).order_by("due_on", "pk").first()
        if row is None:
            return None
        row.message_id = row.message_id or new_message_id()
        row.tries += 1
        row.held_until = timezone.now() + settings.NOTICES_LEASE
        row.save(update_fields=["message_id", "tries", "held_until", "updated_at"])
        return row


class Notice(models.Model):
    """One mail owed to one recipient: unique per kind, subject, recipient and day."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("notice state", "waiting")
        SENT = "sent", pgettext_lazy("notice state", "sent")
        CANCELLED = "cancelled", pgettext_lazy("notice state", "cancelled")
        FAILED = "failed", pgettext_lazy("notice state", "failed")

    kind = models.CharField(pgettext_lazy("notice", "kind"), max_length=60)
    subject_key = models.CharField(pgettext_lazy("notice", "subject"), max_length=120)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="notices",
        verbose_name=pgettext_lazy("notice", "recipient"),
    )
    address = models.CharField(
        pgettext_lazy("notice", "address"),
        max_length=254,
        blank=True,
        help_text=gettext_lazy("Only where the recipient has no account."),
    )
    due_on = models.DateField(pgettext_lazy("notice", "due on"))
    state = models.CharField(
        pgettext_lazy("notice", "state"), max_length=10, choices=State, default=State.WAITING
    )
    reason = models.TextField(pgettext_lazy("notice", "reason"), blank=True)
    title = models.CharField(pgettext_lazy("notice", "title"), max_length=300, blank=True)
    sent_to = models.CharField(pgettext_lazy("notice", "sent to"), max_length=254, blank=True)
    sent_at = models.DateTimeField(pgettext_lazy("notice", "sent at"), null=True)
    message_id = models.CharField("Message-ID", max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(pgettext_lazy("notice", "tries"), default=0)
    held_until = models.DateTimeField(pgettext_lazy("notice", "held until"), null=True)
    created_at = models.DateTimeField(pgettext_lazy("notice", "created at"), auto_now_add=True)
    updated_at = models.DateTimeField(pgettext_lazy("notice", "updated at"), auto_now=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("model", "mail")
        verbose_name_plural = pgettext_lazy("model", "ledger of mails")
        ordering = ("-due_on", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_key", "recipient", "address", "due_on"],
                nulls_distinct=False,
                name="notice_said_once",
            ),
            models.CheckConstraint(
                condition=models.Q(recipient=None, address__gt="")
                | models.Q(recipient__isnull=False, address=""),
                name="notice_has_one_recipient",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(state="waiting"),
                name="notice_waiting",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_key}"

    @property
    def subject_pk(self) -> str:
        return self.subject_key.rpartition(":")[2]

    def _finish(self, **values) -> bool:
        """Write the outcome, unless the row was cancelled meanwhile or is somebody else's now."""
        mine = Notice.objects.waiting().filter(pk=self.pk, tries=self.tries)
        return bool(mine.update(**values, updated_at=timezone.now()))

    def mark_sent(self, *, title: str, to: str) -> None:
        """What has gone out is sent, even if it was cancelled in that very moment."""
        now = timezone.now()
        Notice.objects.filter(pk=self.pk).update(
            state=self.State.SENT,
            title=title[:300],
            sent_to=to,
            sent_at=clock.now(),
            held_until=None,
            reason="",
            updated_at=now,
        )

    def mark_cancelled(self, reason: str) -> bool:
        return self._finish(state=self.State.CANCELLED, reason=reason, held_until=None)

    def mark_failed(self, reason: str) -> bool:
        return self._finish(state=self.State.FAILED, reason=reason, held_until=None)

    def revive(self) -> bool:
        """Let a cancelled or failed mail wait again. A lease that still runs is kept."""
        ended = (self.State.CANCELLED, self.State.FAILED)
        fresh = {"state": self.State.WAITING, "tries": 0, "reason": ""}
        rows = Notice.objects.filter(pk=self.pk, state__in=ended)
        return bool(rows.update(**fresh, updated_at=timezone.now()))

    def put_off(self, reason: str) -> bool:
        """Try again later; after the last try it is a matter for the staff."""
        if self.tries >= MAX_TRIES:
            return self.mark_failed(reason)
        return self._finish(reason=reason, held_until=timezone.now() + WAITS[self.tries - 1])


def new_message_id() -> str:
    host = urlsplit(settings.SITE_URL).hostname
    return f"<{uuid.uuid4().hex}@{host}>"


class ShortLinkManager(models.Manager["ShortLink"]):
    def to(self, path: str) -> "ShortLink":
        """Errors: ValueError for anything but a path of this site."""
        if not path.startswith("/") or path.startswith(("//", "/\\")):
            raise ValueError(f"{path!r} is not a path of this site.")
        return self.get_or_create(path=path)[0]


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


class ShortLink(models.Model):
    """A short address that can be typed from a mail read on another machine."""

    code = models.CharField(max_length=12, unique=True, default=new_code)
    path = models.CharField(max_length=500, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ShortLinkManager()

    def __str__(self):
        return self.code

    def get_absolute_url(self):
        return reverse("notices:short", args=[self.code])
