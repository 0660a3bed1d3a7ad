"""./portal lock: the lock files, with hashes, for every platform, naming no host."""

from config.launch import virtualenv
from config.launch.folder import ROOT, DataFolder

OPTIONS = ("--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--quiet")
LOCKS = ("requirements-setup", "requirements", "requirements-dev")


def lock(folder: DataFolder, arguments: list[str]) -> int:
    """Write each lock file from its list; the later ones agree with requirements.txt."""
    virtualenv.fill(virtualenv.WORKING)
    for name in LOCKS:
        constraint = ["-c", "requirements.txt"] if name == "requirements-dev" else []
        command = [virtualenv.uv(), "pip", "compile", *OPTIONS, "--python-version=3.11", *arguments]
        files = [f"{name}.in", *constraint, "-o", f"{name}.txt"]
        virtualenv.run([*command, *files], f"{name}.in could not be resolved", cwd=ROOT)
    return 0
