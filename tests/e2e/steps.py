"""The steps of the main road, each as the person does it in a browser."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.running import RunningPortal, link_in

PASSWORD = "mukashi-mukashi-no-hanashi"  # noqa: S105 (of a demonstration account)


def nominate(page: Page, slug: str, person: dict[str, str]) -> None:
    """A training officer fills in the public form, without an account."""
    page.goto(f"/g/{slug}/nominate/")
    page.locator("select[name=organisation]").select_option(label=person["organisation"])
    for name, value in person.items():
        if name != "organisation":
            page.locator(f"[name={name}]").fill(value)
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="推薦書を提出する").click()


def accept_all(page: Page, slug: str) -> None:
    """Staff accept everybody who waits, at once, after a look at the list."""
    page.goto("/admin/members/nomination/?state__exact=received")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("accept")
    page.locator("button[name=index]").click()
    page.locator("main form button[type=submit], #content form [type=submit]").first.click()


def join(page: Page, portal: RunningPortal, mail: str) -> str:
    """Take up the account from the mail; the sign-in name it tells."""
    page.goto(link_in(mail))
    login_id = page.locator("input[name=login_id]").input_value()
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="登録してログインする").click()
    page.wait_for_url("**/home/")
    return login_id


def editor(page: Page) -> Page:
    """Wait until the section can be typed in."""
    page.wait_for_function("document.querySelector('section-editor').ready !== undefined")
    page.evaluate("document.querySelector('section-editor').ready")
    expect(page.locator(".ProseMirror")).to_be_editable()
    return page


def settled(page: Page) -> None:
    """Wait until everything typed has been acknowledged."""
    page.evaluate("document.querySelector('section-editor').settled()")


def caret_at_end_of_first_paragraph(page: Page) -> None:
    page.locator(".ProseMirror p").first.click()
    page.keyboard.press("End")


def new_page(context: BrowserContext) -> Page:
    return context.new_page()
