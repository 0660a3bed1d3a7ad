"""A word to a worker: "look at this row". Losing it costs a minute, never a paper."""

import logging
import time

from celery import current_app
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PATIENCE = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
EXPIRES = 55  # seconds: by then the next sweep has given its own
QUIET_SECONDS = 30

_quiet_until = 0.0


def give(render_id: int) -> None:
    """Point a worker to one row. A broker that is away or hangs is left alone for a while."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    try:
        with current_app.connection_for_write(transport_options=PATIENCE) as connection:
            current_app.send_task(
                "documents.render", [render_id], connection=connection, retry=False, expires=EXPIRES
            )
    except (OperationalError, OSError) as failure:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("hint not given render=%s cause=%s", render_id, type(failure).__name__)
