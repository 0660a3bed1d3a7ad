"""The portal with one fault: it says "saved" at once and writes half a second later.

Run in the place of the web process: python -m tests.faults.variants.write_behind SOCKETS
"""

import sys
import threading
import time

from django.db import connection
from django.http import JsonResponse

import config.asgi  # noqa: F401 (sets Django up)
from config.launch.children import web
from support.collab import views

LATE = 0.5  # seconds


def answer_now(push):
    def answer(request, document, *rest):
        body = request.body
        threading.Thread(target=write, args=(push, request, document, *rest), daemon=True).start()
        return JsonResponse({"seq": document.seq + 1 if body else document.seq})

    return answer


def write(push, *arguments):
    time.sleep(LATE)
    try:
        push(*arguments)
    finally:
        connection.close()


def main(sockets):
    views._push = answer_now(views._push)
    web.main(sockets)


if __name__ == "__main__":
    main(sys.argv[1:])
