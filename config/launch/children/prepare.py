"""Bring the database up to date, and fill it when it is for demonstration.

Both in one process, because starting Django takes longer than either.
"""

import io
import logging
import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

import django  # noqa: E402
from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command, get_commands  # noqa: E402

from config.env import DEMO_MOMENT  # noqa: E402
from config.launch.console import step  # noqa: E402


def main(*, demo: bool) -> None:
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if demo and _is_empty():
        _start_demo_clock()
        if "load_demo" in get_commands():
            accounts = Path(os.environ["PORTAL_DATA"]) / "demo-accounts.txt"
            logging.disable(logging.INFO)  # what people do is not what the operator wants to read
            with step("demonstration year"):
                call_command("load_demo", accounts=accounts, stdout=io.StringIO())


def _is_empty() -> bool:
    return not apps.get_model("members.StudyGroup").objects.exists()


def _start_demo_clock() -> None:
    if settings.PORTAL_CLOCK and not Path(settings.PORTAL_CLOCK).exists():
        call_command("clock", DEMO_MOMENT.isoformat(), stdout=io.StringIO())


if __name__ == "__main__":
    main(demo="--demo" in sys.argv)
