"""./portal up: from a fresh clone to a running portal."""

import contextlib
import os
import socket
import subprocess
import time
from pathlib import Path

from config.launch import assets, machine, network, production, services, virtualenv
from config.launch.console import Problem, ignore_stop, say, step
from config.launch.crew import Crew
from config.launch.folder import ROOT, DataFolder, one_at_a_time
from config.launch.processes import Part
from config.launch.virtualenv import PYTHON

WEB_PROCESSES = 2
WORKER_PROCESSES = 2
HELLO = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def up(folder: DataFolder, port: int, *, empty: bool) -> None:
    """Set up, start everything, and stay until somebody stops it."""
    began = time.monotonic()
    machine.check(folder)
    with folder.locked("up"):
        services.clear(folder)
        sockets = network.listen(port)
        set_up(virtualenv.RUNNING)
        folder.decide(empty=empty)
        with Crew(folder) as crew:
            try:
                environment = services.environment(folder, services.start(crew, folder), port)
                _prepare(folder, environment)
                _start_portal(crew, sockets, environment)
                with folder.published(environment), contextlib.suppress(KeyboardInterrupt):
                    _welcome(folder, environment, time.monotonic() - began)
                    crew.watch()
            finally:
                ignore_stop()
                say("\nstopping …")


def build(folder: DataFolder) -> int:
    """Make all that a server needs and start nothing: what the Dockerfile calls."""
    set_up(virtualenv.RUNNING)
    static = os.environ.get("PORTAL_STATIC") or str(folder.path / "static")
    with step("static files"):
        assets.collect_static(Path(static), production.environment(PORTAL_STATIC=static))
    return 0


def set_up(lock: str) -> None:
    """Everything that is installed or made before a process of the portal can start."""
    with one_at_a_time():
        with step("packages"):
            virtualenv.fill(lock)
        with step("editor bundle"):
            assets.build_bundle()
        with step("catalogue"):
            assets.compile_catalogue()


def _prepare(folder: DataFolder, environment: dict[str, str]) -> None:
    with step("static files"):
        assets.collect_static(Path(environment["PORTAL_STATIC"]), environment)
    command = [str(PYTHON), "-m", "config.launch.children.prepare"]
    if folder.is_demonstration():
        command.append("--demo")
    with step("database"):
        done = subprocess.run(command, cwd=ROOT, env=environment)
    if done.returncode:
        raise Problem("The database could not be brought up to date: see above.")


def _start_portal(crew: Crew, sockets: list[socket.socket], environment: dict[str, str]) -> None:
    """Start one web process first: as soon as it answers, the portal is there."""
    numbers = [str(opened.fileno()) for opened in sockets]
    port = sockets[0].getsockname()[1]
    celery = [PYTHON, "-m", "celery", "-A", "config.celery"]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel=INFO"]
    schedule = crew.folder.run / "beat-schedule"

    def part(name: str, command: list, **options) -> Part:
        return Part(name=name, command=command, env=environment, cwd=ROOT, **options)

    web = [
        part(
            f"web-{count}",
            [PYTHON, "-m", "config.launch.children.web", *numbers],
            pass_fds=[opened.fileno() for opened in sockets],
        )
        for count in range(1, WEB_PROCESSES + 1)
    ]
    web[0].ready = lambda pid: network.answers(port, HELLO, b"HTTP/1.1 200")
    crew.start(web[0])
    crew.start(
        *web[1:],
        part("worker", [*celery, "worker", f"--concurrency={WORKER_PROCESSES}", *quiet]),
        part("beat", [*celery, "beat", "--schedule", schedule, "--pidfile=", "--loglevel=INFO"]),
    )


def _welcome(folder: DataFolder, environment: dict[str, str], seconds: float) -> None:
    say(f"  {seconds:6.2f} s  in all")
    say(f"ready: {environment['SITE_URL']}/")
    if folder.accounts.exists():
        say("\nsign in as: name, password, role, person, key of the second factor")
        say(f"{folder.accounts.read_text().strip()}\n")
    say(f"mails: {folder.mail}   logs: {folder.logs}   stop with Ctrl-C")
