"""Addresses on this machine: free ports for servers, the portal's own port for visitors."""

import contextlib
import errno
import random
import socket

from config.launch.console import Problem

# Below the range of outgoing connections, so a server that comes back finds its port free.
SERVER_PORTS = range(20_000, 30_000)


def free_port() -> int:
    for port in random.sample(SERVER_PORTS, 200):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise Problem("No free port between 20000 and 29999: end some servers on this machine.")


def listen(port: int) -> list[socket.socket]:
    """Open the portal's address, on IPv4 and where there is one on IPv6, for `localhost` is both.

    Errors: Problem when the port is taken or not allowed.
    """
    sockets = [_listening(socket.AF_INET, "127.0.0.1", port)]
    try:
        sockets.append(_listening(socket.AF_INET6, "::1", port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            sockets[0].close()
            raise _taken(port) from error
    return sockets


def _listening(family: int, address: str, port: int) -> socket.socket:
    opened = socket.socket(family)
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if family == socket.AF_INET6:
        opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    try:
        opened.bind((address, port))
        opened.listen(512)
    except OSError as error:
        opened.close()
        if family == socket.AF_INET6:
            raise
        if error.errno == errno.EADDRINUSE:
            raise _taken(port) from error
        raise Problem(
            f"Port {port} cannot be opened ({error.strerror}): choose another with --port."
        ) from error
    return opened


def _taken(port: int) -> Problem:
    return Problem(
        f"Port {port} is taken by another program: end it, or choose another port, "
        f"for example: ./portal up --port {port + 1}"
    )


def answers(port: int, hello: bytes = b"", wanted: bytes = b"", seconds: float = 2) -> bool:
    """Whether a server on this port takes a connection and says what is wanted."""
    try:
        with socket.create_connection(("127.0.0.1", port), seconds) as connection:
            connection.sendall(hello)
            return connection.recv(4096).startswith(wanted) if wanted else True
    except OSError:
        return False
