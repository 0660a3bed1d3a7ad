"""Whoever does nothing for a while is signed out: warned before, and without losing a word."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.factories import MembershipFactory, StudyGroupFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def member(client):
    client.force_login(MembershipFactory().user)
    return client


def idle_for(minutes):
    Session.objects.update(expire_date=timezone.now() + HOUR - dt.timedelta(minutes=minutes))


def minutes_left():
    left = Session.objects.get().expire_date - timezone.now()
    return round(left.total_seconds() / 60)


def test_an_hour_without_doing_anything_signs_out(member):
    idle_for(minutes=61)

    response = member.get(reverse("home:mine"))

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


def test_opening_a_page_begins_the_time_anew(member):
    idle_for(minutes=50)

    member.get(reverse("home:mine"))

    assert minutes_left() == 60


def test_sending_something_begins_the_time_anew(member):
    idle_for(minutes=50)

    member.post(reverse("members:stay"), **JSON)

    assert minutes_left() == 60


def test_what_a_page_asks_by_itself_does_not(member):
    idle_for(minutes=50)

    answer = member.get(reverse("members:stay"), **JSON).json()

    assert minutes_left() == 10
    assert 9 * 60 < answer["seconds"] <= 10 * 60


def test_the_session_is_written_once_a_minute_at_most(member, django_assert_num_queries):
    idle_for(minutes=0.5)

    with django_assert_num_queries(2):  # session, user
        member.post(reverse("members:stay"), **JSON)


def test_the_limit_is_a_setting(member, settings):
    settings.SESSION_COOKIE_AGE = 30 * 60
    idle_for(minutes=50)

    member.get(reverse("home:mine"))

    assert minutes_left() == 30


def test_it_hands_out_a_token_for_pages_opened_before_signing_in_again(member):
    answer = member.get(reverse("members:stay"), **JSON).json()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = member.cookies

    response = strict.post(reverse("members:stay"), headers={"X-CSRFToken": answer["token"]})

    assert (response.status_code, response.json()["user"]) == (200, answer["user"])


def test_at_sign_out_the_browser_forgets_what_it_has_kept(member):
    response = member.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"storage"'
    assert not member.get("/").has_header("Clear-Site-Data")


def test_only_those_who_are_signed_in_are_warned(client, member):
    assert "data-idle" in member.get(reverse("home:mine")).content.decode()
    assert "data-idle" not in Client().get(reverse("home:index")).content.decode()


# --- in the browser: an hour is a few seconds here ----------------------------------------------


@pytest.fixture
def page(chromium, live_server, transactional_db, settings):
    settings.SESSION_COOKIE_AGE = 9
    context = chromium.new_context(base_url=live_server.url, locale="ja-JP")
    yield context.new_page()
    context.close()


def sign_in(page, user, site):
    client = Client()
    client.force_login(user)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])


def warning(page):
    return page.get_by_role("alertdialog")


@pytest.mark.browser
def test_a_warning_comes_before_and_one_button_goes_on(page, live_server):
    sign_in(page, MembershipFactory().user, live_server.url)
    page.goto("/home/")

    expect(warning(page)).to_contain_text("まもなくログアウトします", timeout=9_000)
    expect(page.get_by_role("button", name="続ける")).to_be_focused()
    page.keyboard.press("Enter")
    expect(warning(page)).to_have_count(0)
    page.reload()
    assert page.url.endswith("/home/")


@pytest.mark.browser
def test_typing_counts_as_being_there(page, live_server):
    group = StudyGroupFactory(state="recruiting")
    sign_in(page, MembershipFactory(group=group).user, live_server.url)
    page.goto(reverse("members:nominate", args=[group.slug]))
    page.locator("textarea, input[type=text]").first.click()
    for _ in range(28):
        page.keyboard.type("長")
        page.wait_for_timeout(500)

    expect(warning(page)).to_have_count(0)
    page.goto("/home/")
    assert page.url.endswith("/home/")


@pytest.mark.browser
def test_after_the_end_the_page_keeps_the_words_and_goes_on(page, live_server):
    group = StudyGroupFactory(state="recruiting")
    user = MembershipFactory(group=group).user
    sign_in(page, user, live_server.url)
    page.goto(reverse("members:nominate", args=[group.slug]))
    field = page.locator("textarea, input[type=text]").first
    field.fill("書きかけ")
    Session.objects.all().delete()

    expect(warning(page)).to_contain_text("ログアウトしました", timeout=15_000)
    link = page.get_by_role("link", name="ログイン画面を開く")
    assert link.get_attribute("target") == "_blank"

    sign_in(page, user, live_server.url)
    expect(warning(page)).to_have_count(0, timeout=10_000)
    expect(field).to_have_value("書きかけ")
