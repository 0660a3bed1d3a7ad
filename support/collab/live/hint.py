"""A word to all waiting rooms after the commit: this text has reached `seq`.

Losing it costs the others a few seconds: they look at the rows every now and then anyway.
"""

import functools
import json
import logging
import time
from uuid import UUID

import redis
from django.conf import settings
from django.db import transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

logger = logging.getLogger(__name__)

CHANNEL = "collab:news"
KEPT_SECONDS = 300  # far longer than anybody takes from looking at the rows to waiting for more
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5}
QUIET_SECONDS = 30

# Two commits may arrive here in the wrong order: what is kept never goes back.
TELL = """
if tonumber(ARGV[1]) > tonumber(redis.call('GET', KEYS[1]) or '0') then
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
end
return redis.call('PUBLISH', ARGV[3], ARGV[4])
"""

_quiet_until = 0.0


def seq_key(document: str) -> str:
    return f"collab:seq:{document}"


def tell_after_commit(document: UUID, seq: int) -> None:
    transaction.on_commit(functools.partial(tell, str(document), seq))


def tell(document: str, seq: int) -> None:
    """Say how far a text has come. A Redis that is away or hangs is left alone for a while."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return
    news = json.dumps({"document": document, "seq": seq})
    try:
        connection = _connection(settings.REDIS_URL)
        connection.eval(TELL, 1, seq_key(document), seq, KEPT_SECONDS, CHANNEL, news)
    except redis.RedisError as failure:
        _quiet_until = time.monotonic() + QUIET_SECONDS
        logger.warning("hint not given document=%s cause=%s", document, type(failure).__name__)


def resume() -> None:
    """Redis has been seen at work again by this process: no need to stay quiet."""
    global _quiet_until
    _quiet_until = 0.0


@functools.cache
def _connection(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, retry=Retry(NoBackoff(), 0), **PATIENCE)
