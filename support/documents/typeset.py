"""HTML in, PDF out: runs support.documents.child where it can do no harm."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext_lazy as _

WALL_SECONDS = 60  # for a busy machine; the child's own limit of CPU ends what is too heavy
MOST_HTML = 4_000_000  # bytes; 100 pages are 1 MB
FONTS = (
    "NotoSerifJP-400.ttf",
    "NotoSerifJP-700.ttf",
    "NotoSansJP-400.ttf",
    "NotoSansJP-700.ttf",
)
FONT_CONFIG = Path(__file__).parent / "assets" / "fonts.conf"
PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH")

REASONS = {
    "fonts": _("The fonts for printing are missing on the server. Please tell the office."),
    "pango": _("The typesetting library Pango is missing on the server. Please tell the office."),
    "forbidden": _("The document refers to something outside the portal, which is not printed."),
    "glyphs": _("No font has these characters; please replace them: %(characters)s"),
    "too_large": _("The document is too large or too deeply nested to be typeset."),
    "too_long": _("Typesetting took longer than %(seconds)s seconds and was stopped."),
    "too_heavy": _(
        "The document asks too much of the typesetting. Please make very large tables smaller."
    ),
    "crashed": _("Typesetting failed. Please tell the office."),
}
OUT_OF_CPU = {-signal.SIGXCPU, -signal.SIGKILL}  # the hard limit follows the soft one
OUT_OF_MEMORY = {-signal.SIGABRT, -signal.SIGSEGV}  # Pango ends so; so does a stack that is full
WORTH_ANOTHER_TRY = {"too_long", "crashed", "fonts", "pango"}  # a busy or half-installed machine


class TypesetError(Exception):
    """No PDF: `reason` is a sentence for the person, `detail` for the operator."""

    def __init__(self, key: str, detail: str, **values: object) -> None:
        self.reason = str(REASONS[key] % values if values else REASONS[key])
        self.detail = f"{key}: {detail}"
        self.worth_another_try = key in WORTH_ANOTHER_TRY
        super().__init__(self.reason, self.detail)


@contextmanager
def typeset(
    html: str, pictures: Mapping[str, File] | None = None, *, seconds: int = WALL_SECONDS
) -> Iterator[Path]:
    """The PDF of `html`, a whole HTML document, for as long as the block runs.

    Errors: TypesetError. Effects: a child process, which is gone when this returns.
    """
    content = html.encode()
    if len(content) > MOST_HTML:
        raise TypesetError("too_large", f"{len(content)} bytes")
    with TemporaryDirectory(prefix="portal-paper-") as folder:
        lay_out(pictures or {}, Path(folder) / "pictures")
        command = [sys.executable, "-m", "support.documents.child", str(fonts()), folder]
        with subprocess.Popen(  # noqa: S603 (our own interpreter, our own module)
            command,
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                out, err = process.communicate(content, timeout=seconds)
            except subprocess.TimeoutExpired as expiry:
                raise TypesetError("too_long", f"{seconds} s", seconds=seconds) from expiry
            finally:
                end(process)
        if process.returncode != 0:
            raise failure(process.returncode, out, err)
        yield Path(folder) / "paper.pdf"


def lay_out(pictures: Mapping[str, File], folder: Path) -> None:
    """Put copies of the pictures where the child finds them."""
    folder.mkdir()
    for name, file in pictures.items():
        with file.open() as source, (folder / name).open("wb") as copy:
            shutil.copyfileobj(source, copy)


def fonts() -> Path:
    """The folder of our fonts. Errors: TypesetError when one is missing."""
    folder = Path(settings.BASE_DIR) / "frontend" / "dist" / "fonts"
    if missing := [name for name in FONTS if not (folder / name).is_file()]:
        raise TypesetError("fonts", f"not in {folder}: {', '.join(missing)}; run ./portal up")
    return folder


def environment(folder: str) -> dict[str, str]:
    """What the child may know: no address, no password, no fonts but ours."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return passed_on | {
        "HOME": folder,
        "TMPDIR": folder,
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(FONT_CONFIG),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill the child, if it still runs, with everything it may have started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)


def failure(returncode: int, out: bytes, err: bytes) -> TypesetError:
    """What the child's end means."""
    if returncode in OUT_OF_CPU:
        return TypesetError("too_heavy", "CPU limit")
    if returncode in OUT_OF_MEMORY:
        return TypesetError("too_large", f"exit code {returncode}")
    try:
        answer = json.loads(out.splitlines()[-1])  # WeasyPrint may have printed before it
    except (IndexError, ValueError):
        tail = err.decode(errors="replace")[-2000:]
        return TypesetError("crashed", f"exit code {returncode}\n{tail}")
    if answer["reason"] == "glyphs":
        return TypesetError("glyphs", answer["detail"], characters=characters(answer["detail"]))
    return TypesetError(answer["reason"], answer["detail"])


def characters(code_points: str) -> str:
    """ "U+1F389 U+20BB7" as the characters themselves, each with its code for the office."""
    return "、".join(f"{chr(int(code[2:], 16))}（{code}）" for code in code_points.split())
