"""Ask the web process of this container whether it is ready: `python -m config.health`."""

import os
import urllib.request

ADDRESS = "http://127.0.0.1:8000/healthz"


def main() -> None:
    """Errors: URLError when it is not; the exit code is then not 0."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
    with urllib.request.urlopen(urllib.request.Request(ADDRESS, headers={"Host": host}), timeout=4):
        pass


if __name__ == "__main__":
    main()
