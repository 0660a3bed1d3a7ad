"""./portal up on a machine where things go wrong."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from config.launch import processes

PARTS = {"postgres", "valkey", "mailbox", "web-1", "web-2", "worker", "beat"}

pytestmark = pytest.mark.faults


def test_answers_when_it_says_that_it_is_ready(running):
    assert running.answer() == "ok\n"
    assert set(running.pids()) == PARTS


def test_refuses_a_second_start_on_the_same_folder(running):
    second = running.run("up", "--port", "1")

    assert second.returncode == 1
    assert second.stderr == (
        f"portal: {running.folder.path} is in use by ./portal up (process {running.process.pid}): "
        "stop that first (Ctrl-C), or choose another folder with --data DIR.\n"
    )


def test_lets_manage_use_what_is_running(running):
    ask = "from django.db import connection as c; c.cursor(); print(c.settings_dict['PORT'])"

    done = running.run("manage", "shell", "-v0", "-c", ask)

    assert done.returncode == 0, done.stderr
    urls = running.folder.running_environment()
    assert f":{done.stdout.strip()}/" in urls["DATABASE_URL"]


@pytest.mark.parametrize("name", sorted(PARTS))
def test_brings_back_what_was_killed(running, name):
    killed = running.pids()[name]

    os.kill(killed, signal.SIGKILL)
    running.wait_for_new(name, killed)

    assert running.answer() == "ok\n"


def test_starts_again_after_it_was_killed_itself(running):
    left = running.pids()
    running.process.kill()
    running.process.wait()
    assert running.pids() == left, "they outlive the script that started them"

    said = running.up()

    assert "ended what an earlier ./portal left running: " in said
    assert running.answer() == "ok\n"
    assert not set(left.values()) & set(running.pids().values())


def test_stops_all_it_started(running):
    started = running.pids()

    assert running.stop() == 0

    left = {name: pid for name, pid in started.items() if processes.birth(pid)}
    assert (left, running.pids()) == ({}, {})
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", running.port))
    running.up()


def test_says_that_the_port_is_taken(script):
    with socket.create_server(("127.0.0.1", script.port)):
        done = script.run("up", "--port", str(script.port))

    assert done.returncode == 1
    assert done.stderr == (
        f"portal: Port {script.port} is taken by another program: end it, or choose another port, "
        f"for example: ./portal up --port {script.port + 1}\n"
    )


def test_says_that_the_data_folder_is_a_file(script, tmp_path):
    (tmp_path / "file").touch()

    done = script.run("up", "--data", str(tmp_path / "file"))

    assert done.returncode == 1
    assert done.stderr == (
        f"portal: {tmp_path}/file is a file, not a folder: choose another with --data DIR.\n"
    )


def test_says_that_the_data_folder_cannot_be_written(script, tmp_path):
    (tmp_path / "closed").mkdir(mode=0o500)
    closed = tmp_path / "closed" if os.geteuid() else "/sys/portal"

    done = script.run("up", "--data", str(closed))

    assert done.returncode == 1
    assert done.stderr.startswith(f"portal: Cannot write to the data folder {closed}")


def test_says_that_python_is_too_old(tmp_path):
    """The script must parse there, so it is run with a version number that is too low."""
    old = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path('portal')"
    done = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr == (
        "The portal needs Python 3.11 or newer, this is Python 3.9: install a newer one "
        "and run it with that, for example: python3.12 portal up\n"
    )
