"""A word to the worker after the commit. Losing it costs a minute, never a mail."""

import logging
import time

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}
QUIET_SECONDS = 30
_quiet_until = 0.0


def wake_after_commit() -> None:
    transaction.on_commit(wake)


def wake() -> None:
    """Ask for a sweep. A broker that is away or hangs is left alone for a while."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as connection:
            current_app.send_task("notices.sweep", connection=connection, retry=False, expires=50)
    except (OperationalError, OSError) as failure:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("hint not given task=notices.sweep cause=%s", type(failure).__name__)
