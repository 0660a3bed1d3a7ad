"""The virtual environment: created once, filled from a lock file by hash."""

import contextlib
import functools
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from config.launch.console import Problem
from config.launch.folder import ROOT
from config.launch.machine import apt_install

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUNNING = "requirements.txt"
WORKING = "requirements-dev.txt"  # everything of requirements.txt, and the tools
SETUP = "requirements-setup.txt"  # uv, which installs the rest
_FILLED = VENV / "filled-from"


def fill(lock: str) -> None:
    """Bring the virtual environment to what the lock file says; one with the tools serves both."""
    wanted = {name: _digest(name) for name in {lock, WORKING}}
    filled = _FILLED.read_text() if _FILLED.exists() and PYTHON.exists() else ""
    if filled in wanted.values():
        return
    if not _works():
        _create()
    command = [uv(), "pip", "sync", "--quiet", "--require-hashes", ROOT / lock]
    run(
        command, "The packages could not be installed", env={**os.environ, "VIRTUAL_ENV": str(VENV)}
    )
    _FILLED.write_text(wanted[lock])


def _digest(lock: str) -> str:
    python = f"{sys.version_info[:2]} {ROOT}"
    return hashlib.sha256(python.encode() + (ROOT / lock).read_bytes()).hexdigest()


def _works() -> bool:
    """Whether the environment belongs to this Python (an upgrade may have taken its own away)."""
    if not PYTHON.exists():
        return False
    asked = [str(PYTHON), "-c", "import sys; print(sys.version_info[:2], sys.prefix)"]
    answer = subprocess.run(asked, capture_output=True, text=True)
    return answer.stdout.strip() == f"{sys.version_info[:2]} {VENV}"


def _create() -> None:
    _FILLED.unlink(missing_ok=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        command = ["uv", "venv", "--quiet", "--python", sys.executable, VENV]
        run(command, "The virtual environment could not be created")
        return
    if not _has_venv():
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        if not apt_install(f"{version}-venv") and not apt_install("python3-venv"):
            raise Problem(
                "This Python has no venv or pip module: install them (Debian, Ubuntu: "
                "apt-get install python3-venv), or put uv on the PATH."
            )
    run([sys.executable, "-m", "venv", VENV], "The virtual environment could not be created")


def _has_venv() -> bool:
    command = [sys.executable, "-c", "import venv, ensurepip"]
    return subprocess.run(command, capture_output=True).returncode == 0


def uv() -> Path:
    """uv in the version of its lock file; taken from the PATH only where pip is missing."""
    own = VENV / "bin" / "uv"
    mark = VENV / "uv-from"
    wanted = hashlib.sha256((ROOT / SETUP).read_bytes()).hexdigest()
    if own.exists() and mark.exists() and mark.read_text() == wanted:
        return own
    if not (VENV / "bin" / "pip").exists() and shutil.which("uv"):
        return Path(shutil.which("uv") or "")
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes"]
    run([*command, "-r", ROOT / SETUP], "uv could not be installed")
    mark.write_text(wanted)
    return own


@functools.cache
def site_packages() -> Path:
    """The folder of the installed packages, found without importing any of them."""
    return next((VENV / "lib").glob("python3.*/site-packages"))


def run(command: list, sentence: str, env: dict[str, str] | None = None, cwd: Path = ROOT) -> None:
    """Run one step of the setup. Errors: Problem with the sentence and the last words of it."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words, env=env, cwd=cwd, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        with contextlib.suppress(OSError):
            if shutil.disk_usage(ROOT).free < 50_000_000:
                sentence += " (the disk is full: make room)"
        raise Problem(f"{sentence}; it said:\n{last}")
