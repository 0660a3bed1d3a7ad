"""The process that runs pandoc once: `python -m support.word.child read|write PANDOC FOLDER`.

`read`: a .docx on stdin, {"tree", "found"} on stdout. `write`: a tree on stdin, a .docx on stdout.
It holds itself, and with it pandoc, to hard limits. Failure: exit code 1 and, last on stdout,
a JSON line {"reason", "detail"}.
"""

import io
import json
import resource
import subprocess
import sys
from pathlib import Path

from support.word import preparing

CPU_SECONDS = 30
MEMORY_BYTES = 1536 * 1024**2  # of addresses; pandoc's own heap is held below
HEAP = "-M640m"
FILE_BYTES = 100 * 1024**2
HEAP_FULL = 251  # pandoc's exit code


class Failed(Exception):
    """The file cannot be read or made. `reason` is a key of pandoc.REASONS."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def limit_self() -> None:
    """Take away what a Word file does not need. macOS knows no limit on memory."""
    limits = {
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_FSIZE: FILE_BYTES,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        if kind == resource.RLIMIT_AS and sys.platform == "darwin":
            continue
        resource.setrlimit(kind, (most, most))


def read(pandoc: str, folder: Path, data: bytes) -> bytes:
    """The tree of a .docx, and what was found in it that pandoc does not tell."""
    try:
        prepared, found = preparing.prepare(io.BytesIO(data))
    except preparing.Unfit as error:
        raise Failed(error.reason, str(error)) from error
    except (MemoryError, RecursionError) as error:
        raise Failed("too_large", repr(error)) from error
    source = folder / "source.docx"
    source.write_bytes(prepared)
    to_json = ("-f", "docx", "-t", "json", "--track-changes=accept")
    tree = run(pandoc, "--sandbox", *to_json, str(source))
    return b'{"found": %b, "tree": %b}' % (json.dumps(found).encode(), tree)


def write(pandoc: str, folder: Path, data: bytes) -> bytes:
    """The .docx of a tree. `folder` holds the reference file, and the pictures the tree names."""
    tree, target = folder / "tree.json", folder / "target.docx"
    tree.write_bytes(data)
    reference = f"--reference-doc={folder / 'reference.docx'}"
    run(pandoc, "-f", "json", "-t", "docx", reference, "-o", str(target), str(tree), at=folder)
    return target.read_bytes()


def run(pandoc: str, *arguments: str, at: Path | None = None) -> bytes:
    """What pandoc says, run in the folder `at`."""
    command = [pandoc, "+RTS", HEAP, "-RTS", *arguments]
    done = subprocess.run(command, capture_output=True, check=False, cwd=at)  # noqa: S603
    if done.returncode == 0:
        return done.stdout
    words = done.stderr.decode(errors="replace")[-2000:]
    if done.returncode == HEAP_FULL or done.returncode < 0:
        raise Failed("too_large", words or f"signal {-done.returncode}")
    raise Failed("damaged", words)


def main() -> int:
    """Do one job. Any other error than Failed is a bug and ends in a traceback."""
    job, pandoc, folder = sys.argv[1:]
    limit_self()
    work = {"read": read, "write": write}[job]
    try:
        answer = work(pandoc, Path(folder), sys.stdin.buffer.read())
    except Failed as failure:
        print(json.dumps({"reason": failure.reason, "detail": failure.detail}))  # noqa: T201
        return 1
    sys.stdout.buffer.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
