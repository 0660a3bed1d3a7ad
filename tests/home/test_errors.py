"""What a visitor sees while the database is away, and when the portal itself is wrong."""

import socket

import pytest
from django.db import connection
from django.urls import reverse

from home import errors


@pytest.fixture
def _no_database(transactional_db):
    """Nobody listens where the portal looks for its database."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        before = dict(connection.settings_dict)
        connection.close()
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": nobody.getsockname()[1]}
        yield
        connection.settings_dict |= before
        connection.close()


@pytest.mark.usefixtures("_no_database")
@pytest.mark.parametrize("address", ["home:index", "home:healthz"])
def test_while_the_database_is_away_people_are_asked_to_wait(client, address):
    client.raise_request_exception = False

    response = client.get(reverse(address))

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "1分ほど待ってから、このページを読み込み直してください。" in response.content.decode()


def test_any_other_fault_is_the_portals_own(rf):
    try:
        [].pop()
    except IndexError:
        response = errors.server_error(rf.get("/"))

    assert response.status_code == 500
    assert "もう一度起きたら" in response.content.decode()
    assert "サインイン" not in response.content.decode()
