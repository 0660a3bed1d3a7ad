"""The commands of ./portal and how they are written.

    ./portal up [--port 8000] [--data DIR] [--empty]   run the portal on this machine
    ./portal test [pytest arguments]                   the whole test suite
    ./portal check                                     linters and static checks
    ./portal fix                                       put right what a tool can put right
    ./portal messages                                  bring the catalogue up to date
    ./portal manage COMMAND …                          manage.py beside the portal's services
    ./portal build                                     all that a server needs, start nothing
    ./portal lock [--upgrade]                          write the lock files again

PORTAL_DATA names the data folder of every command; without it, it is var/.
"""

import argparse
import errno
import os
import sys

from config.launch import catalogue, checks, locks, manage, testing, up
from config.launch.console import Problem, listen_for_stop, say
from config.launch.folder import ROOT, DataFolder

PASSED_ON = {"test": testing.test, "manage": manage.manage, "lock": locks.lock}
PLAIN = {
    "check": checks.check,
    "fix": checks.fix,
    "messages": catalogue.messages,
    "build": up.build,
}


def main(arguments: list[str]) -> int:
    """Run one command; its exit code, which is 1 after one sentence on what went wrong."""
    listen_for_stop()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiling Django at each start takes seconds
    try:
        return _run(arguments)
    except Problem as problem:
        sys.stderr.write(f"portal: {problem}\n")
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        sys.stderr.write(f"portal: {sentence(error)}\n")
    return 1


def _run(arguments: list[str]) -> int:
    name, rest = (arguments[0], arguments[1:]) if arguments else ("help", [])
    default = os.environ.get("PORTAL_DATA") or ROOT / "var"
    if name == "up":
        chosen = _up_parser(str(default)).parse_args(rest)
        up.up(DataFolder(chosen.data), chosen.port, empty=chosen.empty)
        return 0
    if name in PASSED_ON:
        return PASSED_ON[name](DataFolder(default), rest)
    if name in PLAIN and not rest:
        return PLAIN[name](DataFolder(default))
    say((__doc__ or "").strip())
    return 0 if name in ("help", "-h", "--help") else 2


def _up_parser(default: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("./portal up", description="Run the portal on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="its port on localhost")
    parser.add_argument("--data", default=default, metavar="DIR", help="where it keeps its data")
    parser.add_argument("--empty", action="store_true", help="without the demonstration year")
    return parser


def sentence(error: OSError) -> str:
    """What to do about an error of the operating system."""
    place = error.filename or "the disk"
    if isinstance(error, BrokenPipeError):
        return "Nobody reads what it says any more, so it stopped."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full while writing to {place}: make room and start again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"Cannot write to {place}: give this user the right to write there."
    return f"{error.strerror or error} ({place})."
