"""A whole portal, started as a newcomer starts it, and what a test wants from it."""

import contextlib
import email
import email.policy
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DJANGO_SETTINGS_MODULE", "PORTAL_DATA")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class RunningPortal:
    """`./portal up` on a folder of its own, with the demonstration's people."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = {k: v for k, v in os.environ.items() if k not in ELSEWHERE}
        self.output = folder.with_suffix(".log")

    def __enter__(self) -> "RunningPortal":
        command = [sys.executable, "portal", "up", "--port", str(self.port)]
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.folder)],
                cwd=ROOT,
                env=self.environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.wait_for(lambda: "ready: " in self.said(), "the portal to come up", 240)
        except TimeoutError:
            self.__exit__()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_for(self, found, what: str, seconds: float = 60):
        """What `found()` gives as soon as it gives something. Errors: TimeoutError with the log."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if result := found():
                return result
            if self.process.poll() is not None:
                break
            time.sleep(0.2)
        raise TimeoutError(f"waited in vain for {what}\n{self.said()[-4000:]}")

    def manage(self, *words: str) -> str:
        """Run `./portal manage …` beside the running portal; what it printed."""
        command = [sys.executable, "portal", "manage", *words]
        environment = {**self.environment, "PORTAL_DATA": str(self.folder)}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def accounts(self) -> dict[str, list[str]]:
        """{sign-in name: [password, role, name, maybe "TOTP secret"]}"""
        lines = (self.folder / "demo-accounts.txt").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines]
        return {row[0]: row[1:] for row in rows}

    def second_factor(self, login_id: str) -> str:
        secret = self.accounts()[login_id][3].removeprefix("TOTP ")
        return pyotp.TOTP(secret).now()

    def mails(self, to: str = "", subject: str = "") -> list[email.message.EmailMessage]:
        """The mails the sink has received, the oldest first."""
        found = []
        for path in sorted((self.folder / "mail").glob("*.eml"), key=lambda p: p.stat().st_mtime):
            mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if to in mail["To"] and subject in mail["Subject"]:
                found.append(mail)
        return found

    def mail(self, to: str, subject: str, *, seconds: float = 150) -> str:
        """The text of the newest such mail, waited for."""
        mails = self.wait_for(lambda: self.mails(to, subject), f"a mail “{subject}”", seconds)
        return mails[-1].get_content()


def link_in(text: str) -> str:
    """The first address in a mail."""
    return re.search(r"https?://\S+", text)[0]


@contextlib.contextmanager
def running(folder: Path) -> Iterator[RunningPortal]:
    with RunningPortal(folder) as portal:
        yield portal
