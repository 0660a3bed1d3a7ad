"""One sweep in a process of its own, to be killed: python -m tests.notices.sweeper"""

import os

import django
from django.conf import settings


def main():
    django.setup()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(os.environ["TEST_MAIL_PORT"])
    from support import notices
    from support.notices.tasks import sweep
    from support.wareki import clock
    from tests.conftest import MORNING

    notices.register(
        "plain",
        still_due=lambda row: True,
        compose=lambda row: notices.Letter(f"件名 {row.pk}", "本文です。\n"),
    )
    with clock.stopped(MORNING):
        sweep()


if __name__ == "__main__":
    main()
