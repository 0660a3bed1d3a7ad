"""The portal with one fault: the writer is told "saved" a moment before the COMMIT.

Run in the place of the web process: python -m tests.faults.variants.early_answer SOCKETS
"""

import sys
import time
from types import SimpleNamespace

from django.db import connection

import config.asgi  # noqa: F401 (sets Django up)
from config.launch.children import web
from support.collab import views

LATE = 0.05  # seconds, as when a disk is busy


class LeftOpen:
    """In the place of transaction.atomic: on success the transaction is left open."""

    def __init__(self, durable):
        pass

    def __enter__(self):
        connection.ensure_connection()
        connection.set_autocommit(False)

    def __exit__(self, kind, error, trace):
        if error is not None:
            connection.rollback()
            connection.set_autocommit(True)


def commit():
    time.sleep(LATE)
    connection.commit()
    connection.set_autocommit(True)


def answer_first(push):
    def answer(request, *rest):
        response = push(request, *rest)
        if response.status_code == 200:
            response._resource_closers.append(commit)  # called when the answer has gone out
        return response

    return answer


def main(sockets):
    views._push = answer_first(views._push)
    views.transaction = SimpleNamespace(atomic=LeftOpen)
    web.main(sockets)


if __name__ == "__main__":
    main(sys.argv[1:])
