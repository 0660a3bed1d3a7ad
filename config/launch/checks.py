"""./portal check, fix, messages."""

from config.launch.folder import DataFolder


def check(folder: DataFolder) -> int:
    return 0


def fix(folder: DataFolder) -> int:
    return 0


def messages(folder: DataFolder) -> int:
    return 0
