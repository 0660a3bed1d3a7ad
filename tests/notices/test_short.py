"""/s/<code>/: an address that can be typed on another machine."""

import re

import pytest

from support import notices
from support.notices.models import ShortLink

pytestmark = pytest.mark.django_db


def test_it_leads_to_the_page_also_when_typed_in_capitals(client):
    url = notices.short_url("/g/r4-kennan/s2/")
    code = ShortLink.objects.get().code

    assert re.fullmatch(r"http://localhost:8000/s/[2-9a-z]{5}/", url)
    assert client.get(f"/s/{code}/").headers["Location"] == "/g/r4-kennan/s2/"
    assert client.get(f"/s/{code.upper()}/").headers["Location"] == "/g/r4-kennan/s2/"


def test_the_same_page_has_one_code():
    assert notices.short_url("/home/") == notices.short_url("/home/")


@pytest.mark.parametrize(
    "path", ["https://evil.example/", "//evil.example/", "/\\evil.example", "x"]
)
def test_it_never_leads_to_another_site(path):
    with pytest.raises(ValueError, match="is not a path of this site"):
        notices.short_url(path)


def test_an_unknown_code_is_not_found(client):
    assert client.get("/s/zzzzz/").status_code == 404
