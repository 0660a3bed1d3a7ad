"""Citing from the editor: choosing a source, registering one, and what the chip says."""

import pytest
from playwright.sync_api import expect

from fieldwork.models import Finding
from proposals.models import Entry
from support.collab import nodes, reading
from tests.e2e.barriers import barriers
from tests.factories import StudySessionFactory
from tests.factories_meetings import MaterialFactory
from tests.factories_sources import EntryFactory, ReferenceCaseFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def open_dialog(writer):
    writer.toolbar.get_by_role("button", name="根拠を引用").click()
    return writer.page.get_by_role("dialog")


def cited(document):
    found = nodes.every(reading.tree(document), "citation")
    return [(node.whole("finding"), node.whole("entry")) for node in found]


def test_a_finding_is_chosen_by_its_words(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("通院が難しい。")
    dialog = open_dialog(hanako)
    dialog.get_by_label("ことばで絞り込む").fill("電話")
    dialog.get_by_role("button", name="デマンド交通").click()
    hanako.settle()

    chip = hanako.text.locator(".citation")
    expect(chip).to_have_attribute(
        "title", "デマンド交通の予約は電話だけである。（あおば町（架空））"
    )
    assert cited(document) == [(Finding.objects.get(text__startswith="デマンド").pk, None)]


def test_cases_materials_and_literature_are_found_under_their_kind(sit_down, section, document):
    group = section.proposal.group
    ReferenceCaseFactory(group=group)
    MaterialFactory(study_session=StudySessionFactory(group=group), title="行程表")
    book = EntryFactory(group=group)
    hanako = sit_down()
    hanako.text.click()
    hanako.type("三つの例。")
    for tab, words in (("先進事例", "七つ森"), ("資料", "行程表"), ("Web・文献", "見本花子")):
        dialog = open_dialog(hanako)
        dialog.get_by_text(tab, exact=True).first.click()
        rows = dialog.locator(".finding")
        expect(rows).to_have_count(1)
        rows.filter(has_text=words).click()
        expect(dialog).to_be_hidden()
    hanako.settle()

    case, material = Entry.objects.get(kind="case"), Entry.objects.get(kind="material")
    assert cited(document) == [(None, case.pk), (None, material.pk), (None, book.pk)]
    expect(hanako.text.locator(".citation").nth(1)).to_have_attribute("title", "第3回資料「行程表」")


def test_a_web_page_is_registered_in_the_dialog_with_the_keyboard(sit_down, document):
    hanako = sit_down()
    hanako.text.click()
    hanako.type("計画がある。")
    dialog = open_dialog(hanako)
    dialog.get_by_role("button", name="新しい出典を登録").focus()
    hanako.press("Enter")
    hanako.type("自治体DX推進計画")
    hanako.press("Enter")

    expect(dialog).to_contain_text("Webページのアドレス（URL）を入力してください。")
    expect(dialog.get_by_label("題名")).to_have_value("自治体DX推進計画")
    expect(dialog.get_by_label("URL", exact=True)).to_be_focused()

    hanako.type("www.example.go.jp/dx/")
    hanako.press("Enter")
    expect(dialog).to_be_hidden()
    hanako.type("続き。")
    hanako.settle()

    entry = Entry.objects.get()
    words = "自治体DX推進計画　https://www.example.go.jp/dx/ （閲覧日　令和4年11月28日）"
    assert (entry.words, cited(document)) == (words, [(None, entry.pk)])
    assert reading.plain(document) == f"計画がある。［出典{entry.pk}］続き。"
    expect(hanako.text.locator(".citation")).to_have_attribute("title", words)
    assert hanako.errors == []


def test_a_source_that_is_gone_says_so(sit_down, section, document):
    entry = EntryFactory(group=section.proposal.group)
    hanako = sit_down()
    hanako.text.click()
    row = open_dialog(hanako).get_by_role("button", name="見本花子")
    expect(row).to_be_visible()
    entry.delete()
    row.click()
    hanako.settle()
    hanako.page.reload()
    hanako.wait_until_ready()

    chip = hanako.text.locator(".citation--missing")
    expect(chip).to_have_attribute("title", "見つからない出典です。引用し直してください。")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_dialog_has_no_barrier(sit_down, section, width):
    EntryFactory(group=section.proposal.group)
    hanako = sit_down(viewport={"width": width, "height": 800})
    hanako.text.click()
    dialog = open_dialog(hanako)
    expect(dialog.locator(".finding")).to_have_count(3)

    assert barriers(hanako.page) == []
    dialog.get_by_role("button", name="新しい出典を登録").click()
    assert barriers(hanako.page) == []
