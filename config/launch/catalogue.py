"""The Japanese catalogue: complete, in one order, and the same whoever writes it."""

import os
import shutil
import subprocess
from pathlib import Path

from config.launch import machine, production, virtualenv
from config.launch.console import Problem, say
from config.launch.folder import ROOT, DataFolder
from config.launch.virtualenv import PYTHON

TOOLS = ("xgettext", "msgmerge", "msgattrib")
NOT_OURS = ("node_modules", "frontend", "var", "tests")
FORM = ("--no-location", "--no-wrap")
# Changes at every run and says nothing: left out, so that two people's catalogues can be merged.
CLOCK_LINE = b'"POT-Creation-Date:'


def messages(folder: DataFolder) -> int:
    """Write all texts of the code into the catalogue, in order."""
    virtualenv.fill(virtualenv.WORKING)
    if not _has_gettext():
        raise Problem(_how_to_get_gettext())
    _update()
    for po in _catalogues():
        say(_incomplete(po) or f"{po.relative_to(ROOT)} is complete.")
    return 0


def complaints() -> str:
    """What is wrong with the catalogue: texts without words, or `./portal messages` not run."""
    if not _has_gettext():
        if os.environ.get("CI") == "true":
            return _how_to_get_gettext()
        say(f"           not checked: {_how_to_get_gettext()}")
        return ""
    before = {po: po.read_bytes() for po in _catalogues()}
    try:
        _update()
        found = [_incomplete(po) for po in before]
        found += [
            f"{po.relative_to(ROOT)} is not up to date: run ./portal messages"
            for po, content in before.items()
            if po.read_bytes() != content
        ]
    finally:
        for po, content in before.items():
            if po.read_bytes() != content:
                po.write_bytes(content)
    return "\n".join(filter(None, found))


def _update() -> None:
    ignored = [f"--ignore={name}" for name in NOT_OURS]
    command = [PYTHON, "manage.py", "makemessages", "--all", "--no-obsolete", *FORM, *ignored]
    virtualenv.run(command, "The texts could not be gathered", production.environment())
    for po in _catalogues():
        ordered = _msgattrib(po, "--sort-output")
        lines = ordered.splitlines(keepends=True)
        po.write_bytes(b"".join(line for line in lines if not line.startswith(CLOCK_LINE)))


def _incomplete(po: Path) -> str:
    """The texts that have no Japanese words yet, or only guessed ones."""
    found = [
        line
        for option in ("--untranslated", "--only-fuzzy")
        for line in _msgattrib(po, option).decode().splitlines()
        if line.startswith("msgid ") and line != 'msgid ""'
    ]
    if not found:
        return ""
    return f"{po.relative_to(ROOT)}: {len(found)} texts without checked words:\n" + "\n".join(found)


def _msgattrib(po: Path, *options: str) -> bytes:
    command = ["msgattrib", *options, *FORM, str(po)]
    return subprocess.run(command, capture_output=True, check=True).stdout


def _catalogues() -> list[Path]:
    return sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))


def _has_gettext() -> bool:
    def found() -> bool:
        return all(shutil.which(tool) for tool in TOOLS)

    return found() or (machine.apt_install("gettext") and found())


def _how_to_get_gettext() -> str:
    return "GNU gettext is missing (Debian: apt-get install gettext; macOS: brew install gettext)"
