"""People at their browsers: signing in as the demonstration's accounts do."""

from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.running import RunningPortal

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def browser_of_somebody(chromium: Browser, portal: RunningPortal, viewport=None) -> BrowserContext:
    """A fresh browser, as an office has it: Japanese, and WebSocket blocked by the proxy."""
    context = chromium.new_context(
        base_url=portal.url, locale="ja-JP", timezone_id="Asia/Tokyo", viewport=viewport or DESK
    )
    context.add_init_script("delete window.WebSocket")
    context.set_default_timeout(20_000)
    return context


def sign_in(page: Page, portal: RunningPortal, login_id: str, password: str | None = None) -> Page:
    """Sign in; staff give their second factor too."""
    page.goto("/accounts/login/")
    page.get_by_label("利用者ID").fill(login_id)
    page.get_by_label("パスワード", exact=False).first.fill(
        password or portal.accounts()[login_id][0]
    )
    page.locator("main form button[type=submit]").click()
    if "2fa" in page.url or "mfa" in page.url:
        page.locator("input[name=code]").fill(portal.second_factor(login_id))
        page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/" not in url)
    return page
