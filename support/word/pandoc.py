"""A Word file in, a tree out; a tree in, a Word file out. Runs support.word.child."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypandoc
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from support.word import reference

ENVIRONMENT = {"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}  # no address, no password
API_VERSION = [1, 23, 1]
WALL_SECONDS = 20  # an office's proxy cuts a request at 30 s

Tree = list[dict[str, Any]]
"""The blocks of a document as pandoc's JSON has them: [{"t": "Para", "c": […]}, …]."""

REASONS = {
    "damaged": _(
        "The Word file cannot be read; it may be damaged. Open it in Word, save it under another "
        "name (.docx) and choose it again."
    ),
    "forbidden": _(
        "The Word file contains something that Word does not write. Open it in Word, "
        "copy all of the text into a new document, save that one and choose it."
    ),
    "too_large": _(
        "The Word file is too large to be brought in at once. Divide it, for example by chapters, "
        "and bring the parts in one after the other."
    ),
    "too_long": _(
        "Reading the Word file took too long. Divide it, for example by chapters, "
        "and bring the parts in one after the other."
    ),
    "crashed": _("The Word file could not be worked on. Please tell the office."),
}


class WordError(Exception):
    """Not read or not made: `reason` is a sentence for the person, `detail` for the operator."""

    def __init__(self, key: str, detail: str) -> None:
        self.key = key
        self.reason = str(REASONS[key])
        self.detail = f"{key}: {detail}"
        super().__init__(self.reason, self.detail)


@dataclass(frozen=True)
class Opened:
    """A Word file as read. `found` counts what stands in it and is not in the tree."""

    tree: Tree
    found: dict[str, int]


def read(data: bytes, *, seconds: int = WALL_SECONDS) -> Opened:
    """Errors: WordError."""
    try:
        answer = json.loads(_child("read", data, seconds))
    except RecursionError as error:
        raise WordError("too_large", "nested too deep") from error
    return Opened(answer["tree"]["blocks"], answer["found"])


def write(
    blocks: Sequence[dict[str, Any]],
    pictures: Mapping[str, bytes],
    *,
    title: str,
    seconds: int = WALL_SECONDS,
) -> bytes:
    """The Word file of these blocks, in the looks of support.word.reference.

    `pictures` are those that its images name, and all that pandoc may open.

    Errors: WordError.
    """
    if strange := {target for target in images(blocks) if target not in pictures}:
        raise WordError("crashed", f"pictures that are not there: {strange}")
    meta = {"lang": _words("ja"), "pagetitle": _words(title)}
    tree = {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}
    files = {**pictures, "reference.docx": reference.package()}
    return _child("write", json.dumps(tree).encode(), seconds, files)


def images(node: Any) -> Iterator[str]:
    """The addresses of all pictures in a tree."""
    if isinstance(node, dict):
        if node.get("t") == "Image":
            yield node["c"][2][0]
        yield from images(node.get("c"))
    elif isinstance(node, list | tuple):
        for child in node:
            yield from images(child)


def _words(text: str) -> dict[str, Any]:
    return {"t": "MetaString", "c": text}


def _child(job: str, data: bytes, seconds: int, files: Mapping[str, bytes] | None = None) -> bytes:
    with TemporaryDirectory(prefix="portal-word-") as folder:
        for name, content in (files or {}).items():
            (Path(folder) / name).write_bytes(content)
        with subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
            [sys.executable, "-m", "support.word.child", job, _binary(), folder],
            cwd=settings.BASE_DIR,
            env={"HOME": folder, "TMPDIR": folder, **ENVIRONMENT},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                out, err = process.communicate(data, timeout=seconds)
            except subprocess.TimeoutExpired as expiry:
                raise WordError("too_long", f"{seconds} s") from expiry
            finally:
                _end(process)
        if process.returncode != 0:
            raise _failure(process.returncode, out, err)
        return out


def _binary() -> str:
    return str(Path(pypandoc.__file__).parent / "files" / "pandoc")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child, if it still runs, with the pandoc it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def _failure(returncode: int, out: bytes, err: bytes) -> WordError:
    if returncode == -signal.SIGXCPU:
        return WordError("too_long", "CPU limit")
    try:
        answer = json.loads(out.splitlines()[-1])
        return WordError(answer["reason"], answer["detail"])
    except (IndexError, ValueError, KeyError):
        tail = err.decode(errors="replace")[-2000:]
        return WordError("crashed", f"exit code {returncode}\n{tail}")
