import ast
import errno

import pytest

from config.launch import commands, machine
from config.launch.console import Problem
from config.launch.folder import ROOT


def test_pango_is_missing_and_may_not_be_installed(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))  # no apt-get

    with pytest.raises(Problem) as found:
        machine.need_pango(("libpango-not-here.so.0",))

    assert str(found.value).startswith(
        "Pango is missing, which sets the text of the PDFs: install it with: "
    )


def test_there_is_too_little_room(tmp_path):
    with pytest.raises(Problem) as found:
        machine.need_room({tmp_path: 10**18})

    assert f"MB are free on the disk of {tmp_path}, " in str(found.value)
    assert str(found.value).endswith("make room.")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full while writing to /x: make room and start again."),
        (errno.EROFS, "Cannot write to /x: give this user the right to write there."),
        (errno.EIO, "Input/output error (/x)."),
        (errno.EPIPE, "Nobody reads what it says any more, so it stopped."),
    ],
)
def test_an_error_of_the_system_becomes_a_sentence(number, sentence):
    assert commands.sentence(OSError(number, "Input/output error", "/x")) == sentence


def test_the_script_parses_on_old_pythons():
    ast.parse((ROOT / "portal").read_text(), feature_version=(3, 4))
