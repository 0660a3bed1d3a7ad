"""One web process on sockets that the start script has opened and keeps open.

So a web process can die and come back while the address stays taken and visitors wait a moment
instead of being refused.
"""

import socket
import sys

import uvicorn


def main(numbers: list[str]) -> None:
    sockets = [socket.socket(fileno=int(number)) for number in numbers]
    config = uvicorn.Config(
        "config.asgi:application",
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=5,
    )
    uvicorn.Server(config).run(sockets=sockets)


if __name__ == "__main__":
    main(sys.argv[1:])
