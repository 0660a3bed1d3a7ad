"""Real start scripts on data folders of their own, with servers of their own."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from config.launch import home, network, processes
from config.launch.folder import ROOT, DataFolder
from config.launch.services import NAMES

# Collecting static files takes seconds and is the same for every data folder of this clone.
STATIC = os.path.join(os.environ.get("PORTAL_DATA", ROOT / "var" / "test"), "static")
OF_THE_TESTS = {*NAMES, "SECRET_KEY", "PORTAL_FILES"}
TIME_TO_START = 240  # a clone without a virtual environment is set up first


class Script:
    """./portal on one data folder, as somebody at a terminal would use it."""

    def __init__(self, folder):
        self.folder = folder
        self.port = network.free_port()
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        self.env = {**kept, "PORTAL_DATA": str(folder.path), "PORTAL_STATIC": STATIC}
        self.process = None

    def run(self, *arguments):
        """Run one command to its end."""
        command = [sys.executable, ROOT / "portal", *arguments]
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=TIME_TO_START
        )

    def up(self):
        """Start, and come back when it says that it is ready; what it said so far."""
        command = [sys.executable, ROOT / "portal", "up", "--empty", "--port", str(self.port)]
        said = self.folder.path / "said"
        with open(said, "w") as output:
            self.process = subprocess.Popen(
                command, env=self.env, stdout=output, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + TIME_TO_START
        while "\nready: " not in said.read_text():
            assert self.process.poll() is None, said.read_text()
            assert time.monotonic() < until, said.read_text()
            time.sleep(0.05)
        return said.read_text()

    def stop(self):
        """Ask it to stop; its exit code."""
        self.process.terminate()
        return self.process.wait(60)

    def answer(self):
        """What the portal answers when the database is at work again."""
        until = time.monotonic() + 30
        status, text = self._ask()
        while status == 503 and time.monotonic() < until:
            time.sleep(0.2)
            status, text = self._ask()
        return text

    def _ask(self):
        try:
            page = urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=30)
        except urllib.error.HTTPError as refusal:
            page = refusal
        with page:
            return page.status, page.read().decode()

    def pids(self):
        """The processes that are written down and live, by name."""
        found = {}
        for path in self.folder.run.glob("*.json"):
            with contextlib.suppress(FileNotFoundError):
                number = re.search(r'"pid": (\d+)', path.read_text())
                if number and processes.birth(int(number[1])):
                    found[path.stem] = int(number[1])
        return found

    def wait_for_new(self, name, old):
        until = time.monotonic() + 30
        while self.pids().get(name) in (None, old):
            assert time.monotonic() < until, f"{name} did not come back"
            time.sleep(0.05)


def _remove(folder):
    processes.end_recorded(folder)
    shutil.rmtree(home.place_of(folder), ignore_errors=True)


@pytest.fixture
def folder(tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.make()
    yield folder
    _remove(folder)


@pytest.fixture
def script(folder):
    script = Script(folder)
    yield script
    if script.process:
        script.process.kill()
        script.process.wait()


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    """A portal that is up; each test leaves it up for the next."""
    folder = DataFolder(tmp_path_factory.mktemp("running"))
    script = Script(folder)
    script.up()
    yield script
    script.stop()
    _remove(folder)
