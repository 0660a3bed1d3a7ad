import os
import signal
import subprocess
import sys

import pytest

from config.launch import processes
from config.launch.crew import Member
from config.launch.folder import ROOT
from config.launch.processes import Part, wait_while


def sleeper(name="sleeper", script="sleep 60"):
    return Part(name=name, command=["sh", "-c", script], env={"PATH": os.defpath}, cwd=ROOT)


def is_gone(pid):
    return wait_while(lambda: processes.birth(pid) is not None, 5)


def test_ends_a_process_it_has_written_down(folder):
    process = processes.start(sleeper(), folder)

    assert processes.end_recorded(folder) == ["sleeper"]

    assert process.wait(5) == -signal.SIGTERM
    assert list(folder.run.glob("*.json")) == []


def test_leaves_a_stranger_with_the_same_number_alone(folder):
    stranger = subprocess.Popen(["sleep", "60"], start_new_session=True)

    processes.end(stranger.pid, "another boot 1", signal.SIGTERM, folder)

    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="only /proc tells what a process belongs to")
def test_ends_what_a_dead_process_left_behind(folder):
    process = processes.start(sleeper(script="sleep 60 & echo $!; wait"), folder)
    wait_while(lambda: not folder.log("sleeper").read_text().endswith("\n"), 5)
    orphan = int(folder.log("sleeper").read_text())
    process.kill()
    process.wait()
    assert processes.birth(orphan)

    processes.end_recorded(folder)

    assert is_gone(orphan)


def test_a_zombie_is_not_alive():
    process = subprocess.Popen(["true"])
    assert wait_while(lambda: processes.birth(process.pid) is not None, 5)
    process.wait()


def test_a_part_that_keeps_ending_is_named_with_its_last_words(folder, capsys):
    member = Member(sleeper("broken", "echo No such table.; exit 3"), folder)

    while member.short_lives < 3:
        member.look_after()

    assert capsys.readouterr().out == (
        "broken ended with code 3; it starts again.\n"
        "broken ended with code 3; it starts again in 1 s.\n"
        "broken ended with code 3; it starts again in 2 s.\n"
        "broken keeps ending; the end of its log:\n"
        "No such table.\nNo such table.\nNo such table.\n"
    )


def test_a_part_that_was_killed_comes_back_at_once(folder, capsys):
    member = Member(sleeper(), folder)
    for _ in range(20):
        first = member.process.pid
        os.kill(first, signal.SIGKILL)
        wait_while(
            lambda member=member, first=first: (
                member.process.pid == first and not member.look_after()
            ),
            5,
        )

    member.ask_to_stop()
    member.end()
    said = "sleeper was ended by signal 9; it starts again.\n"
    assert capsys.readouterr().out == said * 20
