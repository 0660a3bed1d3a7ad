"""One port: pages through Django's WSGI handler in a thread pool, beside them the waiting room."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

pages = WSGIMiddleware(get_wsgi_application(), workers=8)

from support.collab.live.asgi import WaitingRoom  # noqa: E402 - after Django has been set up

waiting_room = WaitingRoom(settings.REDIS_URL)


async def application(scope, receive, send):
    if scope["type"] == "lifespan" or (scope["type"] == "http" and scope["path"] == "/live/"):
        await waiting_room(scope, receive, send)
    else:
        await pages(scope, receive, send)
