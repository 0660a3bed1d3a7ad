"""The data folder: everything that one running portal keeps on this machine."""

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path

from config.launch.console import Problem

ROOT = Path(__file__).resolve().parents[2]


class DataFolder:
    """Where one portal keeps its files, mails, logs, secrets and what is running.

    Of two start scripts on one folder only the first may start anything: it holds the lock.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).resolve()
        self.files = self.path / "files"
        self.mail = self.path / "mail"
        self.logs = self.path / "log"
        self.run = self.path / "run"
        self.accounts = self.path / "demo-accounts.txt"

    def make(self) -> None:
        """Create what is missing. Errors: Problem when it cannot be written."""
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            for part in (self.files, self.mail, self.logs, self.run):
                part.mkdir(mode=0o700, exist_ok=True)
            (self.run / "writable").write_text("yes")
        except FileExistsError as error:
            raise Problem(
                f"{error.filename} is a file, not a folder: choose another with --data DIR."
            ) from error
        except (PermissionError, NotADirectoryError) as error:
            raise Problem(
                f"Cannot write to the data folder {self.path}: choose another with --data DIR, "
                "or give this user the right to write there."
            ) from error

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    @contextlib.contextmanager
    def locked(self, purpose: str) -> Iterator[None]:
        """Hold the folder. Errors: Taken, naming who has it."""
        self.make()
        with open(self.path / "lock", "a+") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.seek(0)
                raise Taken(self, file.read().strip()) from None
            file.truncate(0)
            file.write(f"./portal {purpose} (process {os.getpid()})")
            file.flush()
            yield

    def private(self) -> dict[str, str]:
        """The secrets of this folder, made up once."""
        path = self.path / "private.json"
        if not path.exists():
            values = {
                "name": secrets.token_hex(4),
                "secret_key": secrets.token_urlsafe(64),
                "postgres_password": secrets.token_urlsafe(24),
                "valkey_password": secrets.token_urlsafe(24),
            }
            write_private(path, json.dumps(values))
        return json.loads(path.read_text())

    def decide(self, *, empty: bool) -> None:
        """Keep what this folder is for: the first start decides, demonstration or real work.

        Errors: Problem when a demonstration is asked to be empty.
        """
        path = self.path / "purpose"
        if not path.exists():
            path.write_text("work" if empty else "demonstration")
        elif empty and self.is_demonstration():
            raise Problem(
                f"{self.path} already holds the demonstration: "
                "choose another folder, for example: ./portal up --empty --data work"
            )

    def is_demonstration(self) -> bool:
        path = self.path / "purpose"
        return path.exists() and path.read_text() == "demonstration"

    @contextlib.contextmanager
    def published(self, environment: dict[str, str]) -> Iterator[None]:
        """Tell other start scripts how to reach what runs here, for as long as it runs."""
        path = self.run / "environment.json"
        write_private(path, json.dumps(environment))
        try:
            yield
        finally:
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def borrowed(self) -> Iterator[None]:
        """Keep the one who started the services from stopping them, if that one is patient."""
        with open(self.run / "borrowed", "a") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            yield

    def wait_for_borrowers(self) -> None:
        with open(self.run / "borrowed", "a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)

    def running_environment(self, patience: float = 60) -> dict[str, str]:
        """How to reach what runs on this folder. Errors: Problem when it does not come up."""
        path = self.run / "environment.json"
        until = time.monotonic() + patience
        while time.monotonic() < until:
            with contextlib.suppress(FileNotFoundError):
                return json.loads(path.read_text())
            time.sleep(0.1)
        raise Problem(
            f"Another ./portal uses {self.path} but does not come up: look into {self.logs}."
        )


@contextlib.contextmanager
def one_at_a_time() -> Iterator[None]:
    """Of several start scripts of one clone, let one at a time install and build."""
    with open(ROOT / ".setup-lock", "a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Taken(Problem):
    """Another start script holds the data folder."""

    def __init__(self, folder: DataFolder, holder: str) -> None:
        super().__init__(
            f"{folder.path} is in use by {holder or 'another ./portal'}: stop that first (Ctrl-C), "
            "or choose another folder with --data DIR."
        )


def write_private(path: Path, text: str) -> None:
    """Write a file that only this user can read, whole or not at all."""
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    partial.unlink(missing_ok=True)
    with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    partial.replace(path)
