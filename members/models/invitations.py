"""One-time links with which a person takes up an account."""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext_lazy

from members.models.groups import Membership
from members.models.people import User
from support.wareki import clock

VALID_FOR = dt.timedelta(days=14)
# Typed from paper or another screen: no 0/o, 1/l/i.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
PARTS, PART_LENGTH = 4, 5


def new_nonce() -> str:
    return secrets.token_hex(16)


def hash_of(token: str) -> str:
    """What is kept of a token. Capital letters and other spacing typed from paper do not matter."""
    plain = "".join(character for character in token.lower() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


class InvitationQuerySet(models.QuerySet):
    def for_token(self, token: str):
        return self.filter(token_hash=hash_of(token))

    def open(self):
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class Invitation(models.Model):
    """A link that lets one person set a password, once, within fourteen days of real time.

    The token itself is kept nowhere. It is worked out from the nonce and the portal's secret key:
    the worker can write it into the mail (again, with the same words, after a crash), while a copy
    of the database opens no account.
    """

    user = models.ForeignKey(
        User,
        models.CASCADE,
        related_name="invitations",
        verbose_name=pgettext_lazy("invitation", "user"),
    )
    membership = models.ForeignKey(
        Membership, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    nonce = models.CharField(max_length=32, default=new_nonce)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=pgettext_lazy("invitation", "invited by"),
    )
    created_at = models.DateTimeField(pgettext_lazy("invitation", "made at"), default=timezone.now)
    expires_at = models.DateTimeField(pgettext_lazy("invitation", "valid until"))
    used_at = models.DateTimeField(pgettext_lazy("invitation", "used at"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("invitation", "invitation")
        verbose_name_plural = pgettext_lazy("invitation", "invitations")
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.user}"

    @classmethod
    def make(cls, user: User, **fields) -> "Invitation":
        """A new invitation for this user, with its hash, saved."""
        invitation = cls(user=user, expires_at=timezone.now() + VALID_FOR, **fields)
        invitation.token_hash = hash_of(invitation.token)
        invitation.save()
        return invitation

    @property
    def token(self) -> str:
        """「k7qfm-x2h9p-…」: twenty letters and digits, about 99 bits."""
        secret = salted_hmac("members.invitation", self.nonce, algorithm="sha256")
        digest = int.from_bytes(secret.digest())
        letters = ""
        for _position in range(PARTS * PART_LENGTH):
            digest, index = divmod(digest, len(ALPHABET))
            letters += ALPHABET[index]
        return "-".join(letters[i : i + PART_LENGTH] for i in range(0, len(letters), PART_LENGTH))

    @property
    def url(self) -> str:
        return settings.SITE_URL + reverse("members:join", args=[self.token])

    @property
    def expires_on(self) -> dt.date:
        """The last day in business time, for print. The link itself goes by real time."""
        return (self.expires_at.astimezone(clock.TOKYO) + clock.offset()).date()

    @property
    def is_open(self) -> bool:
        return self.used_at is None and timezone.now() < self.expires_at
