"""./portal manage: Django's commands beside the services of the data folder."""

import subprocess

from config.launch import machine, services, up, virtualenv
from config.launch.console import leave_stdout_alone
from config.launch.folder import ROOT, DataFolder
from config.launch.virtualenv import PYTHON


def manage(folder: DataFolder, arguments: list[str]) -> int:
    """Run manage.py; its exit code. Starts the services for as long as it takes when none run."""
    leave_stdout_alone()
    machine.check(folder)
    up.set_up(virtualenv.RUNNING)
    with services.reached(folder, f"manage {' '.join(arguments[:1])}") as environment:
        command = [str(PYTHON), "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment).returncode
