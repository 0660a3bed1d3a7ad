"""Folds a text again and again, and is killed each time one step later.

python -m tests.collab.folder DOCUMENT: for each line on its standard input a child folds and prunes
the text and kills itself with SIGKILL before or after one more SQL statement than last time; then a
line says how far it came. When a child comes to its end unharmed, the line says "done".
"""

import os
import signal
import sys

import django


class Killer:
    """A wrapper around every statement: half a step before it, half a step behind it."""

    def __init__(self, steps):
        self.steps = steps

    def __call__(self, execute, sql, params, many, context):
        self.step()
        result = execute(sql, params, many, context)
        self.step()
        return result

    def step(self):
        self.steps -= 1
        if self.steps < 0:
            os.kill(os.getpid(), signal.SIGKILL)


def fold(document, steps):
    from django.db import connection

    from support.collab import compaction
    from support.collab.models import Document

    text = Document.objects.get(pk=document)
    with connection.execute_wrapper(Killer(steps)):
        compaction.compact(text)
        compaction.prune(text)


def main():
    django.setup()
    document = sys.argv[1]
    for steps, _line in enumerate(sys.stdin):
        child = os.fork()
        if child == 0:
            fold(document, steps)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        how = f"killed {steps}" if os.WIFSIGNALED(status) else f"done {os.WEXITSTATUS(status)}"
        sys.stdout.write(how + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
