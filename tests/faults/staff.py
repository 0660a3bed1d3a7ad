"""The secretariat at work, in a process of its own that uses the portal's code and database.

`Staff(environment)` is the handle; `python -m tests.faults.staff` is the process: a command per
line on stdin, an answer per line on stdout once it has been committed.
"""

import datetime as dt
import json
import subprocess
import sys
import threading
import time

from config.launch.folder import ROOT

MEMBERS = 8
WRITERS = 4
BEGINNING = "〔始め〕"
PASSWORD = "kill-dash-nine"
TODAY = dt.date(2022, 11, 28)
NEXT_WEEK = dt.date(2022, 12, 5)


class Staff:
    def __init__(self, environment):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.staff"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lock = threading.Lock()

    def insist(self, command, *arguments):
        """The answer to a question, asked until the database gives one."""
        while (answer := self.ask(command, *arguments)) is None:
            time.sleep(0.2)
        return answer

    def ask(self, command, *arguments):
        """The answer, or None when the database failed before it was committed."""
        with self.lock:
            self.process.stdin.write(json.dumps([command, *arguments]) + "\n")
            self.process.stdin.flush()
            return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(10)
        self.process.stdout.close()


def main():
    import django

    django.setup()
    from django.db import Error, connection

    from tests.faults import work

    for line in sys.stdin:
        command, *arguments = json.loads(line)
        try:
            answer = getattr(work, command)(*arguments)
        except Error:
            connection.close()
            answer = None
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
