"""./portal test: the whole suite on real PostgreSQL and Valkey, with a real browser."""

import os
import shutil
import subprocess
from pathlib import Path

from config.launch import machine, services, up, virtualenv
from config.launch.console import Problem, say, step
from config.launch.crew import Crew
from config.launch.folder import ROOT, DataFolder
from config.launch.virtualenv import PYTHON

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC_BROWSERS = ("Google Chrome", "Chromium")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")


def test(folder: DataFolder, arguments: list[str]) -> int:
    """Run pytest with the arguments; its exit code. The servers are the tests' own."""
    machine.check(folder)
    up.set_up(virtualenv.WORKING)
    browser = find_browser()
    own = DataFolder(folder.path / "test")
    with own.locked("test"), Crew(own) as crew:
        services.clear(own)
        urls = services.start(crew, own, durable=False)
        environment = {**os.environ, **urls, "CHROMIUM": browser, "PORTAL_DATA": str(own.path)}
        command = [str(PYTHON), "-m", "pytest", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode


def find_browser() -> str:
    """The path of a Chromium, installed where that may be; "" where the browser tests are skipped.

    Errors: Problem where CI=true and there is none.
    """
    with step("browser and Japanese fonts"):
        found = _browser()
        if not found or not _has_japanese_font():
            machine.apt_install(*BROWSER_PACKAGES)
            found = _browser()
    if found:
        return found
    sentence = "No Chromium here (Debian: apt-get install chromium fonts-noto-cjk)"
    if os.environ.get("CI") == "true":
        raise Problem(f"{sentence}, and CI needs the browser tests.")
    say(f"{sentence}: the browser tests are skipped.")
    return ""


def _browser() -> str:
    named = os.environ.get("CHROMIUM")
    paths = [Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in MAC_BROWSERS]
    candidates = [
        named,
        *map(shutil.which, BROWSERS),
        *(str(path) for path in paths if path.exists()),
    ]
    return next((path for path in candidates if path), "")


def _has_japanese_font() -> bool:
    if not shutil.which("fc-list"):
        return not shutil.which("apt-get")
    answer = subprocess.run(["fc-list", ":lang=ja"], capture_output=True, text=True)
    return bool(answer.stdout.strip())
