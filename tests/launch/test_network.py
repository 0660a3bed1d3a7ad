import socket

import pytest

from config.launch import network
from config.launch.console import Problem


def test_listens_on_localhost_only():
    port = network.free_port()

    sockets = network.listen(port)

    addresses = {opened.getsockname()[:2] for opened in sockets}
    assert ("127.0.0.1", port) in addresses
    assert addresses <= {("127.0.0.1", port), ("::1", port)}
    for opened in sockets:
        opened.close()


def test_a_taken_port_is_refused():
    port = network.free_port()
    with socket.create_server(("127.0.0.1", port)), pytest.raises(Problem):
        network.listen(port)


def test_a_taken_port_is_not_offered():
    taken = network.free_port()
    with socket.create_server(("127.0.0.1", taken)):
        assert taken not in {network.free_port() for _ in range(50)}


def test_a_silent_server_does_not_answer():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert not network.answers(port, wanted=b"220", seconds=0.1)
