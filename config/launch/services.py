"""What the portal needs beside itself: database, hints, mail. Ours, unless others are named."""

import contextlib
import os
from collections.abc import Iterator

from config.launch import home, network, postgres, processes, valkey
from config.launch.console import say, step
from config.launch.crew import Crew
from config.launch.folder import ROOT, DataFolder, Taken
from config.launch.processes import Part
from config.launch.virtualenv import PYTHON

NAMES = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL")


def clear(folder: DataFolder) -> None:
    """End what a start script, killed before it could stop, left running on this folder."""
    if left := processes.end_recorded(folder):
        say(f"           ended what an earlier ./portal left running: {', '.join(left)}")


def start(crew: Crew, folder: DataFolder, *, durable: bool = True) -> dict[str, str]:
    """Start the services that nobody has named in the environment; how to reach all three."""
    urls = {name: os.environ[name] for name in NAMES if os.environ.get(name)}
    parts = []
    if len(urls.keys() & {"DATABASE_URL", "REDIS_URL"}) < 2:
        with step("place for the database"):
            place = home.prepare(folder)
            if "DATABASE_URL" not in urls:
                port = network.free_port()
                parts.append(postgres.part(folder, place, port, durable=durable))
                urls["DATABASE_URL"] = postgres.url(folder, port)
            if "REDIS_URL" not in urls:
                port = network.free_port()
                parts.append(valkey.part(folder, place, port))
                urls["REDIS_URL"] = valkey.url(folder, port)
    if "EMAIL_URL" not in urls:
        port = network.free_port()
        parts.append(_mailbox(folder, port))
        urls["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    if parts:
        crew.start(*parts)
    return urls


def _mailbox(folder: DataFolder, port: int) -> Part:
    return Part(
        name="mailbox",
        command=[PYTHON, "-m", "config.launch.children.mailbox", str(port), folder.mail],
        env={"PATH": os.defpath, "LC_ALL": "C"},
        ready=lambda pid: network.answers(port, wanted=b"220"),
        cwd=ROOT,
    )


def environment(folder: DataFolder, urls: dict[str, str], port: int = 8000) -> dict[str, str]:
    """What the portal's processes are told; values given from outside come first."""
    own = {
        "SECRET_KEY": folder.private()["secret_key"],
        "SITE_URL": f"http://localhost:{port}",
        "ALLOWED_HOSTS": "localhost,127.0.0.1",
        "PORTAL_FILES": str(folder.files),
        "PORTAL_STATIC": str(folder.path / "static"),
    }
    if folder.is_demonstration():
        own |= {"PORTAL_DEMO": "1", "PORTAL_CLOCK": str(folder.path / "clock")}
    fixed = {"DJANGO_SETTINGS_MODULE": "config.settings", "PORTAL_DATA": str(folder.path)}
    return {**own, **os.environ, **urls, **fixed, "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def reached(folder: DataFolder, purpose: str) -> Iterator[dict[str, str]]:
    """The environment of the portal on this folder: a running one, or services for a while."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(folder.locked(purpose))
        except Taken:
            with folder.borrowed():
                yield folder.running_environment()
            return
        crew = stack.enter_context(Crew(folder))
        clear(folder)
        found = environment(folder, start(crew, folder))
        with folder.published(found):
            yield found
        folder.wait_for_borrowers()
