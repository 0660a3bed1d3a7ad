import os
import stat

import pytest

from config.launch.console import Problem
from config.launch.folder import DataFolder, Taken


def test_is_held_by_one(folder):
    with folder.locked("up"), pytest.raises(Taken) as refused, DataFolder(folder.path).locked("up"):
        pass

    assert str(refused.value) == (
        f"{folder.path} is in use by ./portal up (process {os.getpid()}): "
        "stop that first (Ctrl-C), or choose another folder with --data DIR."
    )


def test_is_free_again_afterwards(folder):
    for _ in range(2):
        with folder.locked("up"):
            pass


def test_keeps_its_secrets_and_shows_them_to_nobody(folder):
    secrets = folder.private()

    assert folder.private() == secrets
    assert len(set(secrets.values())) == 4
    assert stat.S_IMODE((folder.path / "private.json").stat().st_mode) == 0o600


def test_a_demonstration_cannot_become_empty(folder):
    folder.decide(empty=False)

    with pytest.raises(Problem):
        folder.decide(empty=True)

    assert folder.is_demonstration()


def test_an_empty_folder_never_becomes_a_demonstration(folder):
    folder.decide(empty=True)
    folder.decide(empty=False)

    assert not folder.is_demonstration()
