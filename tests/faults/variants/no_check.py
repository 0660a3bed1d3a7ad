"""The portal with one fault: the view of the text asks nobody whether they may write.

Run in the place of the web process: python -m tests.faults.variants.no_check SOCKETS
"""

import sys

import config.asgi  # noqa: F401 (sets Django up)
from config.launch.children import web
from proposals import access
from support.access import ALLOWED


def main(sockets):
    access.can_write_section = lambda user, section: ALLOWED
    web.main(sockets)


if __name__ == "__main__":
    main(sys.argv[1:])
