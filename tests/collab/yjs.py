"""Real Yjs, for the tests that must not take our word for it.

Needs Node and frontend/node_modules (set up by `./portal test`). Without them those tests are
skipped and say so, except with CI=true; the sessions kept in yjs_sessions.json need neither.
"""

import base64
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FRONTEND = HERE.parent.parent / "frontend"
SESSIONS = json.loads((HERE / "yjs_sessions.json").read_text())


def ask(*jobs):
    """The answers of tests/collab/yjs.mjs to these jobs."""
    node = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if node is None or not (FRONTEND / "node_modules" / "yjs").is_dir():
        if os.environ.get("CI"):
            pytest.fail("Node or frontend/node_modules is missing")
        pytest.skip("needs Node and frontend/node_modules")
    run = subprocess.run(
        [node, HERE / "yjs.mjs", FRONTEND],
        input="".join(json.dumps(job) + "\n" for job in jobs),
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def decoded(update):
    return base64.b64decode(update)


def encoded(update):
    return base64.b64encode(update).decode()


def updates_of(session):
    return [decoded(update) for update in session["updates"]]
