"""What goes wrong while eight people write: one function per kind of fault, each on a Trial."""

import contextlib
import random
import time
from collections import Counter

from config.launch.processes import wait_while
from support.collab.schema import SCHEMA_VERSION
from tests.faults import checker, intruders, staff
from tests.faults.intruders import Intruder
from tests.faults.writers import Crowd

EIGHT = 8
RECOVERS = 60  # seconds until people's edits are acknowledged again
HANGS = 10  # seconds of SIGSTOP


class Trial:
    """`with Trial(stack, line) as trial`: then faults; `seen()` when the writers have gone home."""

    def __init__(self, stack, line, *, pause=0.2):
        self.stack, self.line = stack, line
        self.random = random.Random(20221128)
        self.faults = Counter()
        self.strange = Counter()  # answers that an intruder should not have got
        self.pause = pause
        self.began = time.monotonic()

    def __enter__(self):
        with contextlib.ExitStack() as stack:
            self.crowd = Crowd(
                self.stack, pause=self.pause, count=EIGHT, base_url=self.line.base_url
            )
            world = self.stack.world
            self.observer = Intruder(self.stack, world["observer"], world["urls"][0], 80)
            self.member = Intruder(self.stack, world["logins"][0], world["urls"][1], 81)
            stack.callback(self.observer.http.close)
            stack.callback(self.member.http.close)
            stack.enter_context(self.crowd)
            self.open = stack.pop_all()
        return self

    def __exit__(self, *error):
        self.open.close()

    def cause(self, name):
        """One fault of this kind, in the middle of writing; then writing goes on."""
        self.goes_on()
        FAULTS[name](self)
        self.faults[name] += 1
        self.goes_on()

    def goes_on(self, count=EIGHT):
        """Wait until some more edits have been acknowledged."""
        before = len(self.crowd.log.acknowledged())
        wait_while(
            lambda: len(self.crowd.log.acknowledged()) < before + count, RECOVERS, pause=0.05
        )
        time.sleep(self.random.random() / 5)

    def expect(self, answer, wanted):
        if answer != wanted:
            self.strange[f"{answer} instead of {wanted}"] += 1

    def seen(self, **wanted):
        stack = self.stack
        return checker.Seen(
            log=self.crowd.log,
            texts=self.crowd.final_texts(),
            updates=stack.staff.insist("updates"),
            owed=[],
            ledger=[],
            mails=[],
            today=str(staff.TODAY),
            kills=stack.kills,
            blackouts=self.faults["blackout"],
            seconds=time.monotonic() - self.began,
            wanted={name.replace("_", " "): least for name, least in wanted.items()},
            faults=self.faults,
            converged=self.crowd.converged,
        )


def a_web(trial):
    return trial.random.choice(("web-1", "web-2"))


def kill_web(trial):
    trial.stack.kill(a_web(trial))


def kill_postgres(trial):
    trial.stack.kill("postgres")


def kill_valkey(trial):
    trial.stack.kill("valkey")


def hang_web(trial):
    trial.stack.stop(a_web(trial), HANGS)


def hang_postgres(trial):
    trial.stack.stop("postgres", HANGS)


def hang_valkey(trial):
    trial.stack.stop("valkey", HANGS)


def blackout(trial):
    """Both web processes die, and everybody opens the page again."""
    for name in ("web-1", "web-2"):
        trial.stack.kill(name)
    trial.crowd.blackout()


def close_tabs(trial):
    """Three people close the page 0 to 50 ms after 「保存しました」."""
    for writer in trial.random.sample(trial.crowd.writers, 3):
        writer.closing.set()


def full_disk(trial):
    """Every second INSERT of an update fails for a while."""
    trial.stack.staff.insist("fail_inserts", True)
    time.sleep(1.5)
    while trial.stack.staff.ask("fail_inserts", False) is None:
        time.sleep(0.1)


def partition(trial):
    trial.line.cut(1.5, answers_only=False)


def lost_answers(trial):
    trial.line.cut(1.5, answers_only=True)


def stale_schema(trial):
    trial.expect(trial.member.try_word(schema=SCHEMA_VERSION - 1), (409, "schema"))


def stale_epoch(trial):
    """The office puts a text back: every open page belongs to an epoch that has passed."""
    trial.stack.staff.insist("put_back", trial.random.randrange(2))


def reader(trial):
    """Somebody who may only read sends a word."""
    trial.expect(trial.observer.try_word(), (403, "denied"))


def two_seeds(trial):
    wanted, found = intruders.seed_twice(trial.stack)
    trial.expect(found, wanted)


FAULTS = {
    function.__name__.replace("_", " "): function
    for function in (
        kill_web, kill_postgres, kill_valkey, hang_web, hang_postgres, hang_valkey, blackout,
        close_tabs, full_disk, partition, lost_answers, stale_schema, stale_epoch, reader,
        two_seeds,
    )
}  # fmt: skip


def mutated_bodies(trial, count):
    """Send mutated bodies to a text of their own while people write. Counts the answers."""
    form_url, url = trial.stack.staff.insist("empty_section", trial.stack.world["proposal"])
    vandal = Intruder(trial.stack, trial.stack.world["logins"][1], url, 82)
    answers = intruders.mutate(vandal, count)
    page = vandal.http.get(form_url.removesuffix("plain/"), timeout=60)
    vandal.http.close()
    return answers, page.status_code
