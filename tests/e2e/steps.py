"""The steps of the main road, each as a person does it in a browser."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.barriers import has_no_barrier
from tests.e2e.running import link_in

PASSWORD = "mukashi-mukashi-no-hanashi"  # of accounts that live as long as one test
ADMIN_SAVE = "[name=_save]"


# --- the secretariat in the admin ---


def change_group(staff: Page, slug: str, **fields: str) -> None:
    staff.goto(f"/admin/members/studygroup/?q={slug}")
    staff.locator("#result_list tbody th a").first.click()
    has_no_barrier(staff)
    for name, value in fields.items():
        field = staff.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    staff.locator(ADMIN_SAVE).click()
    expect(staff.locator(".messagelist")).to_contain_text("変更")


def accept_all(staff: Page) -> None:
    """Accept everybody who waits, at once, after a look at the list."""
    staff.goto("/admin/members/nomination/?state__exact=received")
    has_no_barrier(staff)
    staff.locator("#action-toggle").check()
    staff.locator("select[name=action]").select_option("accept")
    staff.locator("button[name=index]").click()
    has_no_barrier(staff)
    staff.locator("#content form [type=submit]").first.click()
    expect(staff.locator(".messagelist")).to_contain_text("参加を決定しました")


def invite_lecturer(staff: Page, lecturer: dict[str, str]) -> None:
    """Invite a lecturer to the group that was made last."""
    staff.goto("/admin/members/user/invite-lecturer/")
    has_no_barrier(staff)
    groups = staff.locator("[name=group] option")
    values = [int(option.get_attribute("value") or 0) for option in groups.all()]
    staff.locator("[name=group]").select_option(str(max(values)))
    for name, value in lecturer.items():
        if name == "person":
            staff.locator("[name=person]").select_option(label=value)
        else:
            staff.locator(f"[name={name}]").fill(value)
    staff.locator("#content form [type=submit]").click()
    staff.wait_for_url("**/admin/members/user/")
    has_no_barrier(staff)


def fix_date(staff, meeting, day, starts_at, ends_at, place) -> None:
    """Fix the day, hours and place of a meeting of the group that stands last in the list."""
    staff.goto("/admin/study_sessions/studysession/")
    rows = staff.locator("#result_list tbody tr").filter(has_text=meeting)
    rows.last.locator("th a").click()
    has_no_barrier(staff)
    values = {"fixed_on": day, "starts_at": starts_at, "ends_at": ends_at, "place": place}
    for name, value in values.items():
        staff.locator(f"[name={name}]").fill(value)
    staff.locator(ADMIN_SAVE).click()
    expect(staff.locator(".messagelist")).to_contain_text("変更しました")


# --- people without and with an account ---


def nominate(page: Page, slug: str, person: dict[str, str]) -> None:
    """A training officer fills in the public form, without an account."""
    page.goto(f"/g/{slug}/nominate/")
    has_no_barrier(page)
    page.locator("select[name=organisation]").select_option(label=person["organisation"])
    for name, value in person.items():
        if name != "organisation":
            page.locator(f"[name={name}]").fill(value)
    page.locator("[name=consent]").check()
    page.get_by_role("button", name="推薦書を提出する").click()


def join(page: Page, mail: str) -> str:
    """Take up the account from the mail's link; the sign-in name it shows."""
    page.goto(link_in(mail))
    has_no_barrier(page)
    login_id = page.locator(".facts div", has_text="利用者ID").locator("dd").inner_text()
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    page.get_by_role("button", name="登録してログインする").click()
    page.wait_for_url("**/home/")
    return login_id


# --- writing ---


def wait_for_editor(page: Page, *, editable: bool = True) -> None:
    page.wait_for_function("document.querySelector('section-editor')?.ready")
    page.evaluate("document.querySelector('section-editor').ready")
    editable_value = "true" if editable else "false"
    expect(page.locator(".ProseMirror")).to_have_attribute("contenteditable", editable_value)


def type_together(first: Page, first_words: str, second: Page, second_words: str) -> None:
    """Both type into the first paragraph, letter by letter in turn, until all is acknowledged."""
    for page in (first, second):
        page.locator(".ProseMirror p").first.click()
    for a, b in zip(first_words, second_words, strict=False):
        first.keyboard.insert_text(a)
        second.keyboard.insert_text(b)
    longer, rest = (
        (first, first_words[len(second_words) :])
        if len(first_words) > len(second_words)
        else (second, second_words[len(first_words) :])
    )
    longer.keyboard.insert_text(rest)
    for page in (first, second):
        page.evaluate("document.querySelector('section-editor').settled()")
        expect(page.locator("[data-status]")).to_contain_text(re.compile("保存しました|保存されて"))


def expect_one_paragraph(page: Page, wanted: set[str]) -> None:
    """The text is one paragraph, one of those wanted, each word in it exactly once."""
    pattern = "|".join(re.escape(words) for words in sorted(wanted))
    expect(page.locator(".ProseMirror > *")).to_have_count(1)
    expect(page.locator(".ProseMirror p")).to_have_text(re.compile(f"^({pattern})\\s*$"))


def add_at_the_end(page: Page, words: str) -> None:
    page.locator(".ProseMirror p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)
    page.evaluate("document.querySelector('section-editor').settled()")


def cite_a_finding(page: Page) -> None:
    page.locator(".ProseMirror p").first.click()
    page.keyboard.press("End")
    page.get_by_role("button", name="根拠を引用").click()
    page.locator("dialog .finding").first.click()
    expect(page.locator(".ProseMirror [data-finding]")).to_have_count(1)
    page.evaluate("document.querySelector('section-editor').settled()")


def comment_on(page: Page, words: str, kind: str, text: str) -> None:
    """Mark words of the text with a double click, and say something about them."""
    page.locator(".ProseMirror p", has_text=words).first.click()
    page.get_by_role("button", name="コメントを付ける").first.click()
    form = page.locator(".thread-form")
    form.get_by_label("種類").select_option(label=kind)
    form.get_by_label("コメントの内容").fill(text)
    form.get_by_role("button", name="コメントする").click()
    expect(page.locator("[data-threads]")).to_contain_text(text)
    has_no_barrier(page)


# --- review and paper ---


def submit(page: Page, group: str) -> None:
    page.goto(f"{group}/proposals/")
    page.locator("main a[href*='/proposals/']").filter(has_not_text="作成").first.click()
    page.get_by_role("link", name="講師へ提出する").first.click()
    has_no_barrier(page)
    page.get_by_role("button", name=re.compile("提出する")).click()
    expect(page.locator("main")).to_contain_text("講師確認中")


def ask_group(page: Page, group: str) -> None:
    """The leader hands the text to the members for checking."""
    page.goto(f"{group}/proposals/")
    page.locator("main a[href*='/proposals/']").filter(has_not_text="作成").first.click()
    page.get_by_role("link", name="班内の確認を依頼する").first.click()
    has_no_barrier(page)
    page.get_by_role("button", name="班内の確認を依頼する").click()
    expect(page.locator("h1")).to_contain_text("班内確認")
    has_no_barrier(page)


def confirm_a_section(page: Page, group: str) -> None:
    """A member has read the first section of the version the group checks."""
    page.goto(f"{group}/proposals/")
    page.locator("main a[href*='/proposals/']").filter(has_not_text="作成").first.click()
    page.get_by_role("link", name="読んで確認する").first.click()
    page.get_by_role("button", name="確認しました").first.click()
    expect(page.locator(".messages")).to_contain_text("確認しました")
    has_no_barrier(page)


def make_final(staff: Page, proposal: str) -> None:
    """The secretariat looks at the endorsed version and says that it is final."""
    staff.goto(f"{proposal}office-check/")
    staff.get_by_role("button", name="確認を始める").click()
    has_no_barrier(staff)
    for box in staff.locator("[name=checked]").all():
        box.check()
    staff.get_by_role("button", name="確定する").click()
    expect(staff.locator("main")).to_contain_text("確定")


def answer(page: Page, button: str, *, note: str = "") -> None:
    """The lecturer answers what stands first in the queue 「確認待ち」."""
    page.goto("/reviews/")
    page.locator(".queue__item a").first.click()
    has_no_barrier(page)
    form = page.locator("form").filter(has=page.get_by_role("button", name=button))
    if note:
        form.locator("textarea").fill(note)
    form.get_by_role("button", name=button).click()
    expect(page.locator(".messages")).to_be_visible()


def paper(page: Page, group: str, title: str) -> bytes:
    """Ask for the PDF and wait until the worker has made it."""
    page.goto(f"{group}/proposals/")
    page.get_by_role("link", name=title).first.click()
    page.get_by_role("link", name=re.compile("PDF")).first.click()
    page.get_by_role("button", name="PDFを作成する").click()
    download = page.locator("a[href*='paper/file']")
    download.wait_for(timeout=150_000)
    has_no_barrier(page)
    return page.request.get(download.get_attribute("href")).body()


def fetch(page: Page, address: str) -> tuple[int, bytes]:
    response = page.request.get(address)
    return response.status, response.body()


def send_form(page: Page, address: str) -> int:
    """The status of a POST as a stale tab sends it: with everything a form needs."""
    token = next(c["value"] for c in page.context.cookies() if c["name"] == "csrftoken")
    fields = {"csrfmiddlewaretoken": token, "text": "終了の後", "verdict": "open"}
    return page.request.post(address, form=fields, max_redirects=0).status


def text_of(page: Page, address: str) -> str:
    assert page.goto(address).status == 200, address
    return page.locator("main").inner_text()
