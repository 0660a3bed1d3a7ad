"""How quickly people see what others type: `python -m tests.bench.typing [CLIENTS …]`.

One text of 50,000 letters, a whole portal of its own (two web processes), and 2, 25 and 50 people
who each send a batch a second, as the editor does while somebody types, and wait at /live/ for
the others. Everything runs on one machine, the people too. Printed for each number of people:

open      from asking for the text to having put it together, with empty hands
ack       from sending a batch to 「保存しました」
seen      from the key to the moment it stands on another screen, over all pairs of people
polling   the same with the waiting room out of use: everybody looks every two seconds
cpu       seconds of processor a second of the run: web processes, PostgreSQL, the people here
memory    of both web processes together, at the end

Nothing here fails when it is slow: figures are for people to compare (docs/figures.md).
"""

import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.person import Person, SignIn
from tests.faults.stack import Stack

LETTERS = 50_000
SECONDS = 20
PARTS = {"web": ("web-1", "web-2"), "postgres": ("postgres",)}


def main(counts):
    with tempfile.TemporaryDirectory() as folder, Stack(Path(folder)) as stack:
        url = stack.staff.insist("long_text", stack.world["proposal"], LETTERS)
        sign_in = SignIn(stack.base_url, stack.world["logins"])
        for count in counts:
            for is_waiting in (True, False) if count <= 25 else (True,):
                show(
                    count, is_waiting, asyncio.run(measure(stack, sign_in, url, count, is_waiting))
                )


async def measure(stack, sign_in, url, count, is_waiting):
    """Let `count` people write for a while. Returns the figures."""
    typed = {}  # word: when its key was pressed
    people = [Person(number, sign_in, url, typed, is_waiting=is_waiting) for number in range(count)]
    for person in people:
        await person.open()
    before, own, began = processor_seconds(stack), own_seconds(), time.monotonic()
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(person.stay(SECONDS))
    lasted = time.monotonic() - began
    after = processor_seconds(stack)
    for person in people:
        await person.leave()
    return {
        "open ms": spread([person.opened_in for person in people]),
        "ack ms": spread([wait for person in people for wait in person.acknowledged]),
        "seen ms": spread([wait for person in people for wait in person.seen]),
        "batches": sum(len(person.acknowledged) for person in people),
        "pairs": sum(len(person.seen) for person in people),
        "refused": sum(person.refused for person in people),
        **{f"cpu {name}": round((after[name] - before[name]) / lasted, 2) for name in PARTS},
        "cpu people": round((own_seconds() - own) / lasted, 2),
        "memory MB": memory(stack),
    }


def spread(seconds):
    """p50/p95 in milliseconds."""
    found = sorted(seconds)
    if not found:
        return "-"
    return "/".join(f"{1000 * found[int(len(found) * part)]:.0f}" for part in (0.5, 0.95))


def processor_seconds(stack):
    return {
        name: sum(seconds_of(pid) for part in parts for pid in family(stack.pid(part)))
        for name, parts in PARTS.items()
    }


def own_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def family(pid):
    """A process and its children (PostgreSQL has one for each connection)."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(grandchild for child in children for grandchild in family(int(child)))]


def seconds_of(pid):
    """Processor seconds, those of children that have ended included."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def memory(stack):
    pages = [
        int(Path(f"/proc/{stack.pid(part)}/statm").read_text().split()[1]) for part in PARTS["web"]
    ]
    return round(sum(pages) * resource.getpagesize() / 1e6)


def show(count, is_waiting, figures):
    way = "waiting room" if is_waiting else "polling"
    words = "  ".join(f"{name} {value}" for name, value in figures.items())
    sys.stdout.write(f"{count} people, {way}: {words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    random.seed(20221128)
    main([int(word) for word in sys.argv[1:]] or [2, 25, 50])
