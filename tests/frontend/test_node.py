"""The editor's own unit tests, run by Node."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FRONTEND = Path(__file__).parents[2] / "frontend"


def test_the_provider_keeps_its_promises():
    npm = shutil.which("npm", path=Path(sys.executable).parent) or shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on the PATH")
    run = subprocess.run(
        [npm, "test", "--silent"], cwd=FRONTEND, capture_output=True, text=True, timeout=120
    )

    counts = dict(re.findall(r"^# (pass|fail|skipped) (\d+)$", run.stdout, re.MULTILINE))
    assert (counts["fail"], counts["skipped"]) == ("0", "0"), run.stdout + run.stderr
    assert int(counts["pass"]) >= 20
