"""What the start script says, and how it is asked to stop."""

import contextlib
import signal
import sys
import time
from collections.abc import Iterator


class Problem(Exception):
    """Something the operator can put right: one sentence that says what to do."""


_aside = False


def leave_stdout_alone() -> None:
    """What a command prints belongs to the caller, who may be writing it to a file."""
    global _aside
    _aside = True


def say(text: str = "") -> None:
    print(text, file=sys.stderr if _aside else sys.stdout, flush=True)  # noqa: T201 - only here


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Tell how many seconds a step took, once it is done."""
    began = time.monotonic()
    yield
    say(f"  {time.monotonic() - began:6.2f} s  {name}")


_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_held = 0
_asked = False


def listen_for_stop() -> None:
    """Let SIGTERM and SIGHUP end the script the way Ctrl-C does."""
    for number in _STOP_SIGNALS:
        signal.signal(number, _stop)


def ignore_stop() -> None:
    """Already stopping: a second Ctrl-C must not leave half of it behind."""
    for number in _STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextlib.contextmanager
def stop_held() -> Iterator[None]:
    """Let nobody stop the script before a process just started is written down."""
    global _held
    _held += 1
    try:
        yield
    finally:
        _held -= 1
    if _asked and not _held:
        raise KeyboardInterrupt


def _stop(number: int, frame: object) -> None:
    global _asked
    _asked = True
    if not _held:
        raise KeyboardInterrupt
