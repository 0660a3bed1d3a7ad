"""What the machine must bring: room, rights, Pango; installed where the script may."""

import ctypes
import ctypes.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

from config.launch.console import Problem, say
from config.launch.folder import ROOT, DataFolder

ROOM_TO_SET_UP = 1_500_000_000
ROOM_TO_RUN = 200_000_000
PANGO_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PANGO_LIBRARIES = {
    "linux": ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
    "darwin": ("libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.dylib"),
}


def check(folder: DataFolder) -> None:
    """Errors: Problem, one sentence for the first thing that is wrong with this machine."""
    _check_system()
    _check_clone()
    folder.make()
    _check_room(folder.path)
    need_pango()


def _check_system() -> None:
    if sys.platform not in PANGO_LIBRARIES:
        raise Problem("The portal runs on Linux and macOS; on Windows use WSL (wsl --install).")
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        raise Problem(
            "This Linux has no glibc (Alpine?), which PostgreSQL's packages need: "
            "use Debian, Ubuntu or another, or the Dockerfile."
        )


def _check_clone() -> None:
    if not os.access(ROOT, os.W_OK):
        raise Problem(
            f"Cannot write to {ROOT}, where the packages go: "
            "clone the project to a folder that belongs to this user."
        )


def _check_room(data: Path) -> None:
    wanted = {ROOT: ROOM_TO_RUN if (ROOT / ".venv/filled-from").exists() else ROOM_TO_SET_UP}
    need_room({data: ROOM_TO_RUN, **wanted})


def need_room(wanted: dict[Path, int]) -> None:
    """Errors: Problem when a disk has less room than wanted. Unit: bytes."""
    for path, room in wanted.items():
        free = shutil.disk_usage(path).free
        if free < room:
            raise Problem(
                f"Only {free // 1_000_000} MB are free on the disk of {path}, "
                f"{room // 1_000_000} MB are needed: make room."
            )


def need_pango(libraries: tuple[str, ...] = ()) -> None:
    """Errors: Problem where Pango is missing and may not be installed from here."""
    wanted = libraries or PANGO_LIBRARIES[sys.platform]
    if _has(wanted) or (apt_install(*PANGO_PACKAGES) and _has(wanted)):
        return
    how = (
        "brew install pango"
        if sys.platform == "darwin"
        else f"apt-get install {' '.join(PANGO_PACKAGES)}"
    )
    raise Problem(f"Pango is missing, which sets the text of the PDFs: install it with: {how}")


def _has(libraries: tuple[str, ...]) -> bool:
    folders = ("", "/opt/homebrew/lib/", "/usr/local/lib/") if sys.platform == "darwin" else ("",)
    return all(any(_loads(folder + name) for folder in folders) for name in libraries)


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def apt_install(*packages: str) -> bool:
    """Install Debian packages where this user may; False where that is not possible."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    say(f"           installing {' '.join(packages)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "--yes", "--quiet", "--no-install-recommends", *packages]
    for command in (install, ["apt-get", "update", "--quiet"], install):
        done = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True)
        if command is install and done.returncode == 0:
            return True
    return False
