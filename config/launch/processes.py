"""Processes: started in a group of their own, written down, found again and ended.

A process is known by its number and the moment it began, so that a later process with the same
number is never taken for it.
"""

import contextlib
import dataclasses
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.launch.console import stop_held
from config.launch.folder import DataFolder, write_private

MARK = "PORTAL_STARTED_FOR"
SERVERS = ("postgres", "valkey")  # the others need them until their end
LARGEST_LOG = 10 * 1024 * 1024
PROC = Path("/proc")


@dataclasses.dataclass
class Part:
    """One process of the portal: how it is started, when it is ready, how it is asked to stop."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    cwd: Path
    ready: Callable[[int], bool] = lambda pid: True
    user: "Owner | None" = None
    pass_fds: Sequence[int] = ()
    stop_signal: int = signal.SIGTERM
    before: Callable[[], None] = lambda: None


@dataclasses.dataclass(frozen=True)
class Owner:
    """The user that a server runs as when the start script runs as root."""

    uid: int
    gid: int

    def popen_arguments(self) -> dict:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def start(part: Part, folder: DataFolder) -> subprocess.Popen:
    """Start one part. Effects: its output goes to its log, its number into the run folder."""
    part.before()
    log = folder.log(part.name)
    if log.exists() and log.stat().st_size > LARGEST_LOG:
        log.replace(log.with_suffix(".log.1"))
    with stop_held(), open(log, "ab") as output:
        process = subprocess.Popen(
            [str(word) for word in part.command],
            cwd=part.cwd,
            env={**part.env, MARK: str(folder.path)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=part.pass_fds,
            **(part.user.popen_arguments() if part.user else {}),
        )
        record = {
            "pid": process.pid,
            "began": birth(process.pid),
            "stop_signal": int(part.stop_signal),
        }
        write_private(folder.run / f"{part.name}.json", json.dumps(record))
    return process


def birth(pid: int) -> str | None:
    """When the process began, in the machine's own words; None when no such process lives."""
    if not PROC.joinpath("self", "stat").exists():
        answer = subprocess.run(
            ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True
        )
        state, _, began = answer.stdout.strip().partition(" ")
        return None if state[:1] in ("", "Z") else began.strip()
    try:
        fields = (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    boot = (PROC / "sys/kernel/random/boot_id").read_text().strip()
    return None if fields[0] in "ZX" else f"{boot} {fields[19]}"


def end(
    pid: int, began: str | None, stop_signal: int, folder: DataFolder, patience: float = 15
) -> None:
    """End a process of ours and what it leaves behind; not a stranger with its number."""
    until = time.monotonic() + patience
    with contextlib.suppress(ProcessLookupError):
        while began is not None and birth(pid) == began:
            os.kill(pid, stop_signal if time.monotonic() < until else signal.SIGKILL)
            wait_while(lambda: birth(pid) == began, until - time.monotonic())
    kill_orphans(pid, folder)


def kill_orphans(session: int, folder: DataFolder) -> None:
    """Kill what a dead process of ours left behind in its session. (Linux; elsewhere none.)"""
    mark = f"{MARK}={folder.path}".encode()
    for entry in PROC.glob("[0-9]*"):
        with contextlib.suppress(OSError):
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            ours = int(fields[3]) == session and fields[0] not in "ZX"
            if ours and mark in (entry / "environ").read_bytes().split(b"\0"):
                os.kill(int(entry.name), signal.SIGKILL)


def end_recorded(folder: DataFolder) -> list[str]:
    """End what a killed start script left running on this folder; the names of what was found."""
    found = []
    paths = sorted(folder.run.glob("*.json"), key=lambda path: path.stem in SERVERS)
    for path in paths:
        record = json.loads(path.read_text() or "{}")
        if "pid" in record:
            if birth(record["pid"]) == record["began"]:
                found.append(path.stem)
            end(record["pid"], record["began"], record["stop_signal"], folder)
        path.unlink()
    return found


def wait_while(condition: Callable[[], bool], seconds: float, pause: float = 0.02) -> bool:
    """Wait until the condition is over; False when it was not over in time."""
    until = time.monotonic() + max(seconds, pause)
    while condition():
        if time.monotonic() > until:
            return False
        time.sleep(pause)
    return True
