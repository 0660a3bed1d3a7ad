"""The processes of one running portal: started in order, watched, brought back, stopped."""

import subprocess
import time

from config.launch import processes
from config.launch.console import Problem, say, step
from config.launch.folder import DataFolder
from config.launch.processes import Part, wait_while

TIME_TO_START = 60
SHORT_LIFE = 5
PAUSES = (0, 0, 1, 2, 5, 10, 30)  # seconds before a part that keeps ending is started again


class Crew:
    """Whoever starts it ends it: `with Crew(folder) as crew`."""

    def __init__(self, folder: DataFolder) -> None:
        self.folder = folder
        self.members: list[Member] = []

    def __enter__(self) -> "Crew":
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self, *parts: Part) -> None:
        """Start these parts side by side. Errors: Problem when one does not come up."""
        with step(" and ".join(part.name for part in parts)):
            for part in parts:
                self.members.append(Member(part, self.folder))
            for member in self.members[-len(parts) :]:
                member.wait_until_ready()

    def watch(self) -> None:
        """Bring back whatever ends, until somebody stops the script."""
        while True:
            for member in self.members:
                member.look_after()
            time.sleep(0.1)

    def stop(self) -> None:
        """End all, the latest first; those that were started side by side end side by side."""
        servers = [member for member in self.members if member.part.name in processes.SERVERS]
        others = [member for member in self.members if member not in servers]
        for group in (others, servers):
            for member in group:
                member.ask_to_stop()
            for member in group:
                member.end()
        self.members.clear()


class Member:
    """One part while it is running."""

    def __init__(self, part: Part, folder: DataFolder) -> None:
        self.part = part
        self.folder = folder
        self.short_lives = 0
        self.back_at: float | None = None
        self._start()

    def _start(self) -> None:
        self.process: subprocess.Popen = processes.start(self.part, self.folder)
        self.started_at = time.monotonic()
        self.back_at = None

    def wait_until_ready(self) -> None:
        def coming() -> bool:
            return self.process.poll() is None and not self.part.ready(self.process.pid)

        if not wait_while(coming, TIME_TO_START) or self.process.poll() is not None:
            raise Problem(
                f"{self.part.name} does not start; the end of its log:\n{self.last_words()}"
            )

    def look_after(self) -> None:
        """Start the part again when it has ended, after a pause when it keeps ending."""
        if self.back_at is None and self.process.poll() is not None:
            self._plan_return(self.process.returncode)
        elif self.back_at is not None and time.monotonic() >= self.back_at:
            processes.kill_orphans(self.process.pid, self.folder)
            self._start()

    def _plan_return(self, code: int) -> None:
        killed_by_hand = code == -9
        lived = time.monotonic() - self.started_at
        self.short_lives = self.short_lives + 1 if lived < SHORT_LIFE and not killed_by_hand else 0
        pause = PAUSES[min(self.short_lives, len(PAUSES) - 1)]
        self.back_at = time.monotonic() + pause
        how = f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"
        say(f"{self.part.name} {how}; it starts again{f' in {pause} s' if pause else ''}.")
        if self.short_lives == 3:
            say(f"{self.part.name} keeps ending; the end of its log:\n{self.last_words()}")

    def ask_to_stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(self.part.stop_signal)

    def end(self) -> None:
        """Wait for the end, and enforce it after a while. Effects: its record goes."""
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        processes.kill_orphans(self.process.pid, self.folder)
        (self.folder.run / f"{self.part.name}.json").unlink(missing_ok=True)

    def last_words(self) -> str:
        text = self.folder.log(self.part.name).read_text(errors="replace")
        return "\n".join(text.strip().splitlines()[-12:])
