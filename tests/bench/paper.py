"""How long paper takes beside bare WeasyPrint, in one run. By hand, from the folder of the project:

    DJANGO_SETTINGS_MODULE=tests.settings DATABASE_URL=postgres://-/- REDIS_URL=redis://-/0 \
        .venv/bin/python -m tests.bench.paper

Bare is a process that does `HTML(...).write_pdf(pdf_variant="pdf/ua-1")` with the same fonts,
style sheet and pictures, without limits and without our corrections. Each is run three times in
turn; the middle one counts. Times are seconds of CPU and include the start of the process.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django
import pypdf

BARE = """
import sys
from pathlib import Path
from weasyprint import HTML
from support.documents.shelf import ADDRESS, Shelf
shelf = Shelf(Path(sys.argv[1]), Path(sys.argv[2]) / "pictures")
source = HTML(string=sys.stdin.buffer.read().decode(), base_url=ADDRESS, url_fetcher=shelf)
source.write_pdf(Path(sys.argv[2]) / "paper.pdf", pdf_variant="pdf/ua-1")
"""
OURS = "-m", "support.documents.child"
SIZES = ((10, 3), (45, 12), (100, 30))  # pages, pictures


def main() -> None:
    django.setup()
    from support.documents.typeset import environment, fonts, lay_out
    from tests.bench.report import report, whole

    print("pages  ours s  bare s  ratio  ours MB  bare MB  file MB")  # noqa: T201
    for pages, pictures in SIZES:
        paper = report(pages, pictures)
        html = whole(paper).encode()
        runs: dict[str, list[tuple[float, float]]] = {"ours": [], "bare": []}
        for _ in range(3):
            for name, command in (("ours", OURS), ("bare", ("-c", BARE))):
                with tempfile.TemporaryDirectory() as folder:
                    lay_out(paper.pictures, Path(folder) / "pictures")
                    line = [sys.executable, *command, str(fonts()), folder]
                    runs[name].append(measured(line, html, environment(folder)))
                    made = Path(folder) / "paper.pdf"
                    if name == "ours":
                        count, size = len(pypdf.PdfReader(made).pages), made.stat().st_size
                        if keep := os.environ.get("KEEP"):
                            shutil.copy(made, Path(keep) / f"bench-{pages}.pdf")
        ours, bare = (statistics.median(row[0] for row in runs[name]) for name in runs)
        most = [max(row[1] for row in runs[name]) for name in runs]
        print(  # noqa: T201
            f"{count:5}  {ours:6.2f}  {bare:6.2f}  {ours / bare:5.2f}"
            f"  {most[0]:7.0f}  {most[1]:7.0f}  {size / 1e6:7.1f}"
        )


def measured(command: list[str], html: bytes, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of CPU (what a busy machine does not change), and the peak of memory in MB."""
    began = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:
        process.stdin.write(html)
        process.stdin.close()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[1:3]} failed after {time.monotonic() - began:.0f} s")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


if __name__ == "__main__":
    main()
