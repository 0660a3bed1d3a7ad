"""Fills an empty portal with the demonstration year and says how to sign in."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home import demonstration


class Command(BaseCommand):
    help = "Load the demonstration (invented people around the Reiwa-4 programme)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", type=Path, help="also write the sign-in names to this file (mode 0600)"
        )

    def handle(self, *, accounts, **options):
        if not settings.PORTAL_DEMO:
            raise CommandError("Set PORTAL_DEMO=1: the demonstration is not for a real portal.")
        if not demonstration.is_wanted():
            self.stdout.write("Nothing loaded: this portal is not empty.")
            return
        lines = [self.line(account) for account in demonstration.load()]
        if accounts:
            accounts.touch(mode=0o600)
            accounts.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.stdout.write("\n".join(lines))

    @staticmethod
    def line(account):
        words = f"{account.user.login_id}\t{account.password}\t{account.what}\t{account.user.name}"
        return f"{words}\tTOTP {account.totp_secret}" if account.totp_secret else words
