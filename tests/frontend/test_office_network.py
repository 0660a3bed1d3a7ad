"""Through the proxy of an office: WebSocket killed, requests cut, storage blocked."""

import pytest
from playwright.sync_api import expect

from support.collab import reading
from tests.frontend.conftest import editors
from tests.frontend.office_proxy import OfficeProxy
from tests.frontend.test_presence import people, sees_people_count

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BLOCKED = """for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
  Object.defineProperty(window, name, { get() { throw new Error('blocked'); } });"""


@pytest.fixture
def behind_proxy(chromium, live_portal, section, member):
    """People in one office; their proxy cuts after so many seconds."""
    open_proxies = []

    def office(seconds):
        proxy = OfficeProxy(live_portal.port, seconds=seconds).__enter__()
        opened = editors(chromium, proxy.url, section, member)
        open_proxies.append((opened, proxy))
        return proxy, opened.__enter__()

    yield office
    for opened, proxy in open_proxies:
        opened.__exit__(None, None, None)
        proxy.__exit__(None, None, None)


def write_to_each_other(document, hanako, taro):
    hanako.text.click()
    hanako.type("花子の文。")
    taro.sees("花子の文。")
    taro.put_caret("花子の文。")
    taro.type("太郎の文。")
    hanako.sees("花子の文。太郎の文。")
    hanako.settle()
    taro.settle()
    assert reading.plain(document) == "花子の文。太郎の文。"


def test_a_proxy_that_cuts_at_30_seconds_and_storage_blocked(behind_proxy, document):
    proxy, sit_down = behind_proxy(seconds=30)
    hanako, taro = (
        sit_down(before=lambda page: page.add_init_script(BLOCKED)) for _ in range(2)
    )
    sees_people_count(hanako, 2)

    write_to_each_other(document, hanako, taro)
    hanako.page.wait_for_timeout(25_000)  # longer than any request waits

    assert proxy.seen["cut"] == proxy.seen["upgrade"] == 0
    sees_people_count(hanako, 2)
    hanako.sees_state("保存しました")
    assert [writer.errors for writer in (hanako, taro)] == [[], []]


def test_a_proxy_that_cuts_much_sooner_costs_only_time(behind_proxy, document):
    proxy, sit_down = behind_proxy(seconds=3)
    hanako, taro = sit_down(), sit_down()
    hanako.page.wait_for_timeout(7_000)
    assert proxy.seen["cut"] >= 2

    write_to_each_other(document, hanako, taro)

    hanako.sees_state("保存しました")
    expect(people(hanako).get_by_role("listitem")).to_have_count(2, timeout=90_000)
    assert [writer.errors for writer in (hanako, taro)] == [[], []]
