"""What a visitor sees when nothing can be read, the database is away or the portal is wrong."""

import socket

import pytest
from django.db import connection
from django.urls import reverse

from config import errors


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


def assert_unreadable(response):
    assert response.status_code == 400
    assert "読み取れませんでした" in response.content.decode()
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


@pytest.mark.parametrize(
    "address",
    [
        "/?page=%00",
        "/?%00=1",
        "/g/r5-kennan/nominate/receipts/%00/",
        "/static/%00",
        "/admin/members/nomination/?state__exact=%00",
    ],
)
def test_an_address_with_nul_cannot_be_read(client, address):
    assert_unreadable(client.get(address))


def test_a_cookie_with_nul_cannot_be_read(client):
    assert_unreadable(client.get("/", headers={"Cookie": r'sessionid="\000aaaa"'}))


@pytest.mark.parametrize("charset", ["shift_jis", "hex", "utf-7", "no-such"])
@pytest.mark.parametrize("form", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_in_another_charset_cannot_be_read(client, form, charset):
    content_type = f"{form}; boundary=x; charset={charset}"

    assert_unreadable(client.generic("POST", "/accounts/login/", b"login=a", content_type))


@pytest.mark.django_db
@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_a_form_that_says_it_is_utf_8_is_read(client, charset):
    content_type = f"application/x-www-form-urlencoded; charset={charset}"

    response = client.generic("POST", "/accounts/login/", b"login=a", content_type)

    assert response.status_code == 200


@pytest.mark.django_db
def test_a_form_with_too_many_fields_is_answered_in_japanese(client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1

    assert_unreadable(client.post("/accounts/login/", {"login": "a", "password": "b"}))
