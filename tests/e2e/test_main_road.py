"""The main road: from the public outline to the finished 提言書 and the closed group.

One test, for each stretch stands on the one before it. Everybody uses a browser of their own in
which WebSocket does not exist; mails are read from the sink; business time is moved by hand.
"""

import io
import re

import pypdf
import pytest
from playwright.sync_api import expect

from tests import reading_pdf
from tests.e2e import steps
from tests.e2e.barriers import has_no_barrier
from tests.e2e.people import browser_of_somebody, sign_in

pytestmark = pytest.mark.browser

SLUG = "r4-road"
GROUP = f"/g/{SLUG}"
NOMINEE = {
    "organisation": "白河市",
    "family_name": "𠮷﨑",
    "given_name": "道子",
    "family_kana": "ヨシザキ",
    "given_kana": "みちこ",
    "department": "架空窓口課",
    "post": "主事",
    "email": "soumu@village.example.jp",
    "phone": "0248-00-0000",
    "motivation": "窓口で、同じ住所を何度も書いていただくことに申し訳なさを感じてきた。",
    "nominator_name": "推薦　担当",
    "nominator_email": "jinji@city.example.jp",
    "nominator_phone": "0248-00-0001",
}
# One mail address for both: in small offices several people share one.
SECOND = NOMINEE | {
    "organisation": "鮫川村",
    "family_name": "辻\U000e0100",
    "given_name": "歩",
    "family_kana": "つじ",
    "given_kana": "あゆむ",
}
LECTURER = {
    "person": "藤本吉則",  # as the programme prints him; the portal knows him already
    "department": "尚綱学院大学総合人間科学系社会部門",
    "post": "教授",
    "email": "koshi@example.jp",
}
TITLE = "様式を減らすための共同の進め方"
FIRST_WORDS, SECOND_WORDS = (
    "住民は同じことを何度も書いている。",
    "職員は同じことを何度も入力している。",
)


def test_from_the_outline_to_the_finished_proposal(portal, chromium):
    staff, public = somebody(portal, chromium), somebody(portal, chromium)
    sign_in(staff, portal, "jimukyoku1")

    an_outline_is_published_and_the_call_opened(portal, staff, public)
    first, second = people_are_nominated_and_take_up_their_accounts(portal, chromium, staff)
    lecturer = a_lecturer_is_invited(portal, chromium, staff)
    a_date_is_fixed_and_reminded_of(portal, staff, first)
    a_visit_shows_something(first)
    section = two_write_in_one_paragraph(first, second)
    the_group_checks(portal, first, second)
    the_lecturer_asks_for_changes_and_endorses(portal, first, lecturer, section)
    the_secretariat_makes_it_final(staff, first)
    the_paper_says_what_was_typed(first)
    the_closed_group_stays_as_it_is(staff, first, public)


def somebody(portal, chromium):
    return browser_of_somebody(chromium, portal).new_page()


def an_outline_is_published_and_the_call_opened(portal, staff, public):
    portal.manage("import_programme", "sessions/fixtures/programme-r4-kennan.yaml", "--slug", SLUG)
    assert public.goto(f"{GROUP}/").status == 404  # still being prepared
    steps.change_group(staff, SLUG, state="recruiting", nominations_due_on="令和4年12月9日")

    public.goto(f"{GROUP}/")
    expect(public.locator("h1")).to_contain_text("県南方部出張型政策研究会")
    expect(public.locator("main")).to_contain_text("1月下旬～2月上旬")
    expect(public.locator("main")).to_contain_text("（第2回の記載による）")


def people_are_nominated_and_take_up_their_accounts(portal, chromium, staff):
    officer = somebody(portal, chromium)
    officer.goto(f"{GROUP}/")
    expect(officer.get_by_role("link", name="参加者を推薦する")).to_be_visible()
    for person in (NOMINEE, SECOND):
        steps.nominate(officer, SLUG, person)
        expect(officer.locator("h1")).to_contain_text("推薦書の受付")
        has_no_barrier(officer)
    assert SLUG in portal.mail(NOMINEE["nominator_email"], "推薦書を受け付けました")

    steps.accept_all(staff)
    wanted = (NOMINEE["email"], "参加の決定")
    portal.wait_for(lambda: len(portal.mails(*wanted)) == 2, "both invitations", 150)
    texts = [mail.get_content() for mail in portal.mails(*wanted)]
    pages = []
    for person in (NOMINEE, SECOND):
        text = next(text for text in texts if person["given_name"] in text)
        page = somebody(portal, chromium)
        steps.join(page, text)
        expect(page.locator("h1")).to_contain_text(person["family_name"])
        pages.append(page)
    steps.change_group(staff, SLUG, state="active")
    return pages


def a_lecturer_is_invited(portal, chromium, staff):
    steps.invite_lecturer(staff, LECTURER)
    assert "koshi1" in portal.mail(LECTURER["email"], "県南方部出張型政策研究会")
    return sign_in(somebody(portal, chromium), portal, "koshi1")


def a_date_is_fixed_and_reminded_of(portal, staff, member):
    steps.fix_date(staff, "第7回", "令和4年12月15日", "10:00", "16:00", "西郷村内（例示）")
    assert portal.mails(NOMINEE["email"], "第7回（12月15日") == []

    portal.manage("clock", "2022-12-01T09:00")
    text = portal.mail(NOMINEE["email"], "第7回（12月15日")
    assert "令和4年12月15日（木）" in text
    assert "西郷村内（例示）" in text

    member.goto(f"{GROUP}/s7/")
    expect(member.locator("main")).to_contain_text("令和4年12月15日（木）")


def a_visit_shows_something(member):
    member.goto(f"{GROUP}/hypotheses/new/")
    member.locator("[name=text]").fill("様式の違いが窓口の負担を生んでいる。")
    member.get_by_role("button", name="保存する").click()
    member.goto(f"{GROUP}/visits/new/")
    member.locator("[name=visited_on]").fill("R4.8.25")
    member.locator("[name=host]").fill("あおば町（架空）")
    member.locator("[name=notes]").fill("「担当は私1人。」")
    member.get_by_role("button", name="訪問記録を保存する").click()
    member.get_by_role("link", name="気づき・知見を記録する").click()
    member.locator("[name=text]").fill("二重の入力に1日40分かかっていた。")
    member.get_by_label("支持する", exact=True).check()
    member.get_by_role("button", name="気づき・知見を保存する").click()

    member.goto(f"{GROUP}/hypotheses/")
    expect(member.locator("#hypothesis-1")).to_contain_text("二重の入力に1日40分かかっていた。")


def two_write_in_one_paragraph(first, second):
    first.goto(f"{GROUP}/proposals/new/")
    first.locator("[name=title]").fill(TITLE)
    first.get_by_role("button", name="標準の章立てで作成する").click()
    first.get_by_role("link", name=re.compile("第2章")).first.click()
    section = first.url
    second.goto(section)
    for page in (first, second):
        steps.wait_for_editor(page)

    steps.type_together(first, FIRST_WORDS, second, SECOND_WORDS)

    both = {FIRST_WORDS + SECOND_WORDS, SECOND_WORDS + FIRST_WORDS}
    for page in (first, second):
        steps.expect_one_paragraph(page, both)
    steps.cite_a_finding(first)
    steps.expect_one_paragraph(second, {f"{words}注" for words in both})
    return section


def the_group_checks(portal, first, second):
    steps.ask_group(first, GROUP)
    portal.mail(SECOND["email"], "班内確認のお願い")
    steps.confirm_a_section(second, GROUP)


def the_secretariat_makes_it_final(staff, member):
    member.goto(f"{GROUP}/proposals/")
    member.get_by_role("link", name=TITLE).first.click()
    steps.make_final(staff, member.url)


def the_lecturer_asks_for_changes_and_endorses(portal, member, lecturer, section):
    steps.submit(member, GROUP)
    portal.mail(LECTURER["email"], "確認")
    lecturer.goto(section)
    steps.wait_for_editor(lecturer, editable=False)
    steps.comment_on(lecturer, "何度も", "修正依頼", "何回かを数えて書いてください。")
    steps.answer(lecturer, "修正を依頼する", note="コメントを付けた文を直してください。")

    assert "コメントを付けた文" in portal.mail(NOMINEE["email"], "修正")
    member.goto(section)
    steps.wait_for_editor(member)
    expect(member.locator("[data-threads]")).to_contain_text("何回かを数えて書いてください。")
    steps.add_at_the_end(member, "転入では5枚の様式に書く。")
    steps.submit(member, GROUP)
    steps.answer(lecturer, "了承する")


def the_paper_says_what_was_typed(member):
    document = pypdf.PdfReader(io.BytesIO(steps.paper(member, GROUP, TITLE)))
    text = "".join(page.extract_text() for page in document.pages).replace("\n", "")
    for words in (TITLE, "転入では5枚の様式に書く。", "二重の入力に1日40分かかっていた。"):
        assert words in text
    for name in (NOMINEE["family_name"], SECOND["family_name"], LECTURER["person"]):
        assert name in text

    contents, pages = reading_pdf.contents(document), reading_pdf.pages(document)
    assert len(contents) > 6
    for heading, number in contents:
        assert heading in pages[f"－ {number} －"].splitlines()


def the_closed_group_stays_as_it_is(staff, member, public):
    meeting = steps.text_of(public, f"{GROUP}/s7/")
    member.goto(f"{GROUP}/proposals/")
    member.get_by_role("link", name=TITLE).first.click()
    proposal = member.url
    file = f"{proposal}paper/file/"
    kept = {
        f"{GROUP}/hypotheses/": "二重の入力に1日40分かかっていた。",
        f"{GROUP}/visits/": "あおば町（架空）",
        f"{GROUP}/members/": "𠮷﨑",
        f"{GROUP}/s7/": "西郷村内（例示）",
        proposal: "確定",
    }
    paper = steps.fetch(member, file)

    steps.change_group(staff, SLUG, state="closed")

    assert steps.text_of(public, f"{GROUP}/s7/") == meeting
    assert steps.fetch(member, file) == paper
    for address, words in kept.items():
        assert words in steps.text_of(member, address)
        has_no_barrier(member)
    for address in (f"{GROUP}/hypotheses/new/", f"{GROUP}/visits/new/", f"{proposal}submit/"):
        assert member.goto(address).status == 403
        expect(member.locator("main")).to_contain_text("この研究会は終了しました")
        has_no_barrier(member)
        assert steps.send_form(member, address) == 403
