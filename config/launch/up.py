"""./portal up: from a fresh clone to a running portal."""

import socket
import subprocess
import time
from pathlib import Path

from config.launch import assets, machine, network, services, virtualenv
from config.launch.console import Problem, ignore_stop, say, step
from config.launch.crew import Crew
from config.launch.folder import ROOT, DataFolder
from config.launch.processes import Part
from config.launch.virtualenv import PYTHON

WEB_PROCESSES = 2
WORKER_PROCESSES = 2


def up(folder: DataFolder, port: int, *, empty: bool) -> None:
    """Set up, start everything, and stay until somebody stops it."""
    began = time.monotonic()
    machine.check(folder.path)
    with folder.locked("up"):
        folder.decide(empty=empty)
        set_up(virtualenv.RUNNING)
        with Crew(folder) as crew:
            try:
                environment = services.environment(folder, services.start(crew, folder), port)
                sockets = network.listen(port)
                _prepare(folder, environment)
                crew.start(*_web(sockets, port, environment))
                crew.start(*_background(folder, environment))
                with folder.published(environment):
                    _welcome(folder, environment, time.monotonic() - began)
                    crew.watch()
            finally:
                ignore_stop()
                say("\nstopping …")


def set_up(lock: str) -> None:
    """Everything that is installed or made before a process of the portal can start."""
    with step("packages"):
        virtualenv.fill(lock)
    with step("editor bundle"):
        assets.build_bundle()
    with step("catalogue"):
        assets.compile_catalogue()


def _prepare(folder: DataFolder, environment: dict[str, str]) -> None:
    with step("static files"):
        assets.collect_static(Path(environment["PORTAL_STATIC"]), environment)
    command = [PYTHON, "-m", "config.launch.children.prepare"]
    if folder.is_demonstration():
        command.append("--demo")
    if subprocess.run(command, cwd=ROOT, env=environment).returncode:
        raise Problem("The database could not be brought up to date: see above.")


def _web(sockets: list[socket.socket], port: int, environment: dict[str, str]) -> list[Part]:
    numbers = [opened.fileno() for opened in sockets]
    hello = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    return [
        Part(
            name=f"web-{count}",
            command=[PYTHON, "-m", "config.launch.children.web", *map(str, numbers)],
            env=environment,
            ready=lambda pid: network.answers(port, hello, b"HTTP/1.1 200"),
            cwd=ROOT,
            pass_fds=numbers,
        )
        for count in range(1, WEB_PROCESSES + 1)
    ]


def _background(folder: DataFolder, environment: dict[str, str]) -> list[Part]:
    celery = [PYTHON, "-m", "celery", "-A", "config.celery"]
    quiet = ["--without-gossip", "--without-mingle", "--loglevel=INFO"]
    beat = ["--schedule", folder.run / "beat-schedule", "--pidfile=", "--loglevel=INFO"]
    return [
        Part(
            name=name,
            command=[*celery, name, *options],
            env=environment,
            ready=lambda pid: True,
            cwd=ROOT,
        )
        for name, options in {
            "worker": [f"--concurrency={WORKER_PROCESSES}", *quiet],
            "beat": beat,
        }.items()
    ]


def _welcome(folder: DataFolder, environment: dict[str, str], seconds: float) -> None:
    say(f"  {seconds:6.2f} s  in all")
    say(f"ready: {environment['SITE_URL']}/")
    if folder.accounts.exists():
        say(f"\n{folder.accounts.read_text().strip()}\n")
    say(f"mails: {folder.mail}   logs: {folder.logs}   stop with Ctrl-C")
