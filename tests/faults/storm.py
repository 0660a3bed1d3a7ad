"""Kills parts of a stack while people write and mails go out, and looks at what is left."""

import contextlib
import random
import threading
import time

from config.launch.processes import wait_while
from tests.faults import checker, staff
from tests.faults.writers import Crowd

PARTS = ("web", "postgres", "valkey", "worker")
RECOVERS = 30  # seconds until everything that was killed must be at work again


class Storm:
    """One run on one stack. `with Storm(stack) as storm`: then kill; `storm.seen()` at the end."""

    def __init__(self, stack, *, pause=0.4):
        self.stack = stack
        self.crowd = Crowd(stack, pause=pause)
        self.random = random.Random(20221128)
        self.blackouts = 0
        self.owed = []
        self.meetings = 0
        self.quiet = threading.Event()
        self.today = staff.TODAY
        self.began = time.monotonic()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.office = threading.Thread(target=self._fix_dates)
            stack.enter_context(self.crowd)
            stack.callback(self._send_office_home)
            self.office.start()
            self.open = stack.pop_all()
        return self

    def __exit__(self, *error):
        self.open.close()

    def _send_office_home(self):
        self.quiet.set()
        self.office.join()

    def _fix_dates(self):
        """Fix one meeting after the other, so that the worker always has some mails to send."""
        while not self.quiet.wait(0.3):
            if self.stack.staff.ask("due_count") in range(24):
                self.meetings += 1
                group = self.stack.world["group"]
                self.owed += self.stack.staff.ask("fix_a_date", group, self.meetings) or []

    def kill(self, part):
        """Kill one part as soon as it is at work and people have gone on writing."""
        names = ("web-1", "web-2") if part == "web" else (part,)
        name = self.random.choice(names)
        before = len(self.crowd.log.acknowledged())
        arrived = len(self.stack.mails())

        def is_idle():
            if part == "worker" and self.stack.age("worker") < 15:
                return len(self.stack.mails()) < arrived + 5
            goes_on = len(self.crowd.log.acknowledged()) >= before + 5
            return not (goes_on and self.stack.is_up(name))

        wait_while(is_idle, RECOVERS, pause=0.1)
        time.sleep(self.random.random() / 4)
        self.stack.kill(name)

    def blackout(self):
        """The web server dies, and everybody opens the page again."""
        before = len(self.crowd.log.acknowledged())
        wait_while(lambda: len(self.crowd.log.acknowledged()) < before + 10, RECOVERS)
        for name in ("web-1", "web-2"):
            self.stack.kill(name)
        self.crowd.blackout()
        self.blackouts += 1

    def settle(self):
        """Wait until all that is due has been seen to; nothing new is owed meanwhile."""
        self._send_office_home()
        wait_while(lambda: self.stack.staff.ask("due_count") != 0, 2 * RECOVERS, pause=0.5)

    def next_week(self):
        """The clock gets to the day of the next reminders, once today's have gone out."""
        self.settle()
        self.today = staff.NEXT_WEEK
        self.stack.staff.ask("move_clock", str(self.today))

    def seen(self, **wanted):
        """What the checker needs to know. The writers have gone home."""
        kills = self.stack.kills
        webs = kills.pop("web-1", 0) + kills.pop("web-2", 0)
        return checker.Seen(
            log=self.crowd.log,
            texts=self.crowd.final_texts(),
            updates=self.stack.staff.insist("updates"),
            owed=self.owed,
            ledger=self.stack.staff.insist("ledger"),
            mails=checker.read_mails(self.stack.mails()),
            today=str(self.today),
            kills=kills + type(kills)(web=webs),
            blackouts=self.blackouts,
            seconds=time.monotonic() - self.began,
            wanted={name.replace("_", " "): least for name, least in wanted.items()},
        )
