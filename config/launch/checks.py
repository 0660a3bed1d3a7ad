"""./portal check and fix: what linters and Django can say without running a test."""

import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from config.launch import assets, catalogue, production, virtualenv
from config.launch.console import say
from config.launch.folder import ROOT, DataFolder
from config.launch.virtualenv import PYTHON, VENV

LONGEST_FILE = 500
COUNTED = (".py", ".js", ".css", ".html")


def check(folder: DataFolder) -> int:
    """Run every check and show what the failing ones say; 1 when one failed."""
    virtualenv.fill(virtualenv.WORKING)
    assets.compile_catalogue()
    failed = [name for name, look in _checks().items() if not _passes(name, look)]
    say(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def fix(folder: DataFolder) -> int:
    """Let the tools put right what they can; 1 when something is left."""
    virtualenv.fill(virtualenv.WORKING)
    commands = (
        [_tool("ruff"), "check", "--fix", "--quiet"],
        [_tool("ruff"), "format", "--quiet"],
        [_tool("djade"), "--target-version", "5.2", *_tracked("*.html")],
    )
    return max(subprocess.run(command, cwd=ROOT).returncode for command in commands)


def _checks() -> dict[str, Callable[[], str]]:
    manage = [str(PYTHON), "manage.py"]
    return {
        "file sizes": too_long_files,
        "lock files": requirements_without_lock,
        "ruff check": _said_by([_tool("ruff"), "check"]),
        "ruff format": _said_by([_tool("ruff"), "format", "--check"]),
        "djade": _said_by(
            [_tool("djade"), "--check", "--target-version", "5.2", *_tracked("*.html")]
        ),
        "import floors": _said_by([_tool("lint-imports")]),
        "types": _said_by([_tool("mypy")]),
        "migrations": _said_by([*manage, "makemigrations", "--check", "--dry-run"]),
        "deployment": _said_by([*manage, "check", "--deploy", "--fail-level", "WARNING"]),
        "catalogue": catalogue.complaints,
    }


def _passes(name: str, look: Callable[[], str]) -> bool:
    began = time.monotonic()
    complaint = look()
    say(f"  {time.monotonic() - began:6.2f} s  {name}{': FAILED' if complaint else ''}")
    if complaint:
        say(complaint)
    return not complaint


def _said_by(command: list[str]) -> Callable[[], str]:
    """A check that complains with the words of a tool when the tool fails."""

    def look() -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=production.environment(), capture_output=True, text=True
        )
        said = (done.stdout + done.stderr).strip()
        return (said or f"ended with code {done.returncode}") if done.returncode else ""

    return look


def too_long_files() -> str:
    """The files that nobody reads to the end."""
    lengths = {
        name: len((ROOT / name).read_bytes().splitlines())
        for name in _tracked()
        if name.endswith(COUNTED) and "/migrations/" not in name  # written by Django
    }
    return "\n".join(
        f"{name} has {length} lines, {LONGEST_FILE} is the limit: look for the seam"
        for name, length in lengths.items()
        if length > LONGEST_FILE
    )


def requirements_without_lock() -> str:
    """The requirements that somebody has added without `./portal lock`."""
    missing = []
    for listed in ROOT.glob("requirements*.in"):
        locked = names(listed.with_suffix(".txt").read_text())
        missing += [f"{name} of {listed.name}" for name in names(listed.read_text()) - locked]
    return f"not locked: {', '.join(sorted(missing))} (run ./portal lock)" if missing else ""


def names(requirements: str) -> set[str]:
    found = re.findall(r"^([A-Za-z0-9][\w.-]*)", requirements, flags=re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in found}


def _tracked(*patterns: str) -> list[str]:
    """The files that git keeps or would keep, as far as they are there."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return sorted({name for name in names.split("\0") if name and Path(ROOT, name).is_file()})


def _tool(name: str) -> str:
    return str(VENV / "bin" / name)
