"""The portal with one fault: a mail is marked as sent a moment before it is sent.

Named in the place of the Celery application: celery -A tests.faults.variants.early_mark worker
"""

import time

import django

from config.celery import app  # noqa: F401 (what Celery looks for)

django.setup()

from support.notices import tasks  # noqa: E402

LATE = 0.1  # seconds, as when the network is slow


def mark_first(row, address, letter):
    row.mark_sent(title=letter.subject, to=address)
    row.mark_sent = lambda **words: None  # once only
    time.sleep(LATE)
    return send(row, address, letter)


send, tasks.send = tasks.send, mark_first
