"""A whole portal of real processes on a folder of its own, in which anything may be killed."""

import contextlib
import os
import shutil
import signal
import threading
import time
from collections import Counter
from unittest import mock

from config.launch import home, network, services
from config.launch.crew import Crew
from config.launch.folder import ROOT, DataFolder
from config.launch.processes import Part, wait_while
from config.launch.virtualenv import PYTHON
from tests.faults.staff import Staff

WEB = "config.launch.children.web"
CELERY = "config.celery"
HELLO = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class Stack:
    """`with Stack(path) as stack`. `web` and `celery` name the modules that are run."""

    def __init__(self, path, *, web=WEB, celery=CELERY):
        self.folder = DataFolder(path)
        self.web, self.celery = web, celery
        self.kills = Counter()
        self.ended = threading.Event()
        self.lock = threading.Lock()

    def __enter__(self):
        self.open = contextlib.ExitStack()
        with contextlib.ExitStack() as stack:
            self.folder.make()
            self.folder.decide(empty=False)
            stack.callback(self._clear_away)
            self.crew = stack.enter_context(Crew(self.folder))
            self._start_services()
            self.staff = stack.enter_context(contextlib.closing(Staff(self.environment)))
            self.world = self.staff.ask("found")
            self._start_portal(stack)
            watcher = threading.Thread(target=self._watch)
            stack.callback(watcher.join)
            stack.callback(self.ended.set)
            watcher.start()
            self.open = stack.pop_all()
        return self

    def __exit__(self, *error):
        self.open.close()

    def _start_services(self):
        mail, self.port = network.free_port(), network.free_port()
        own = {"EMAIL_URL": f"smtp://127.0.0.1:{mail}", "NOTICES_LEASE_SECONDS": "5"}
        with mock.patch.dict(os.environ, own):
            for name in ("DATABASE_URL", "REDIS_URL", "PORTAL_FILES", "SECRET_KEY"):
                os.environ.pop(name, None)
            urls = services.start(self.crew, self.folder)
            environment = services.environment(self.folder, urls, self.port)
        self.environment = environment | {"DJANGO_SETTINGS_MODULE": "tests.faults.settings"}
        words = ("tests.faults.mailbox", mail, self.folder.mail)
        self.crew.start(
            self._part("mailbox", *words, ready=lambda pid: network.answers(mail, wanted=b"220"))
        )

    def _start_portal(self, stack):
        sockets = network.listen(self.port)
        for opened in sockets:
            stack.callback(opened.close)
        numbers = [opened.fileno() for opened in sockets]
        webs = [
            self._part(
                f"web-{count}",
                self.web,
                *numbers,
                pass_fds=numbers,
                ready=lambda pid: network.answers(self.port, HELLO, b"HTTP/1.1 200"),
            )
            for count in (1, 2)
        ]
        quiet = ["--without-gossip", "--without-mingle"]
        schedule = ["--schedule", self.folder.run / "beat", "--pidfile="]
        celery = ["celery", "-A", self.celery]
        self.crew.start(*webs)
        self.crew.start(
            self._part("worker", *celery, "worker", "--concurrency=2", *quiet),
            self._part("beat", *celery, "beat", *schedule),
        )

    def _part(self, name, *words, **options):
        found = {"ready": lambda pid: True, "env": self.environment, "cwd": ROOT, **options}
        return Part(name=name, command=[PYTHON, "-m", *words], **found)

    def _watch(self):
        """Bring back what was killed, as `./portal up` does."""
        while not self.ended.wait(0.05):
            with self.lock:
                for member in self.crew.members:
                    member.look_after()

    def _member(self, name):
        return next(member for member in self.crew.members if member.part.name == name)

    def kill(self, name):
        """`kill -9` one living part; every other time all its processes, else the first of them."""
        wait_while(lambda: self._member(name).process.poll() is not None, 60)
        with self.lock:
            process = self._member(name).process
            if self.kills[name] % 2:
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
            if process.wait(10) == -signal.SIGKILL:
                self.kills[name] += 1

    def stop(self, name, seconds):
        """SIGSTOP for so long: the part hangs, with every connection still open."""
        pid = self.pid(name)
        os.killpg(pid, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            os.killpg(pid, signal.SIGCONT)

    def pid(self, name):
        return self._member(name).process.pid

    def is_up(self, name):
        member = self._member(name)
        return member.process.poll() is None and member.part.ready(member.process.pid)

    def age(self, name):
        """Seconds since this part was last started."""
        return time.monotonic() - self._member(name).started_at

    def mails(self):
        return sorted(self.folder.mail.glob("*.eml"))

    @property
    def base_url(self):
        return f"http://localhost:{self.port}"

    def _clear_away(self):
        """As root the servers keep their data elsewhere on the machine."""
        place = home.prepare(self.folder).path
        if place != self.folder.path:
            shutil.rmtree(place)
