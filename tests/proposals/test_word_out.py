"""Texts as Word files: what somebody finds who opens one in Word."""

import re
from urllib.parse import unquote

import pytest
from django.urls import reverse

from proposals import papers
from proposals.versions import keeping
from proposals.word.paper import KIND
from support.collab import planting
from support.collab.nodes import Node, Run
from support.documents import tasks
from tests.proposals import sample
from tests.word import opened

pytestmark = pytest.mark.django_db


def paragraph(*children):
    return Node("paragraph", tuple(children))


def cell(text, kind="tableCell", **attributes):
    return Node(kind, (paragraph(Run(text)),), attributes)


TEXT = (
    Node("heading", (Run("人口"),), {"level": 2, "id": "aaaaaaaaaa"}),
    paragraph(
        Run("職員は"),
        Run("減少", is_bold=True),
        Run("している"),
        Node("footnote", attributes={"text": "令和4年の調べ。"}),
        Run("。CO"),
        Run("2", script="subscript"),
        Run("、"),
        Run("西郷", ruby="にしごう"),
        Run("まだない", inserted="1"),
    ),
    Node(
        "table",
        (
            Node("tableRow", (cell("年", "tableHeader"), cell("人", "tableHeader", colspan=2))),
            Node("tableRow", (cell("令和3"), cell("120"), cell("121"))),
        ),
        {"id": "bbbbbbbbbb", "caption": "職員の数", "source": "各町村資料"},
    ),
    Node(
        "bulletList",
        (
            Node("listItem", (paragraph(Run("窓口")), Node("orderedList", (
                Node("listItem", (paragraph(Run("受付")),)),
            )))),
        ),
    ),
    Node("pageBreak"),
    Node("blockquote", (paragraph(Run("書かない窓口")),)),
    paragraph(Node("crossReference", attributes={"target": "bbbbbbbbbb"})),
)  # fmt: skip


@pytest.fixture
def word(browse, member, section):
    """The section of TEXT, as its Word file."""
    planting.replace(section.document, TEXT, member)
    address = reverse("proposals:section-word", args=[section.proposal.group.slug, section.pk])
    response = browse(member).get(address)
    return opened(b"".join(response.streaming_content))


def test_headings_are_headings_of_word(word):
    assert word.headings == [(1, "第1章　現状と課題"), (2, "1　人口")]


def test_looks_of_letters_are_kept_and_what_is_only_suggested_is_not_there(word):
    assert "職員は減少している。CO2、西郷" in word.text
    assert word.bold == ["減少", "年", "人"]
    assert word.subscript == ["2"]
    assert word.ruby == [("西郷", "にしごう")]


def test_a_footnote_is_a_footnote_of_word(word):
    assert word.footnotes == ["令和4年の調べ。"]


def test_a_table_has_its_caption_repeats_its_head_and_names_its_source(word):
    [table] = word.tables
    assert table.rows == [["年", "人"], ["令和3", "120", "121"]]
    assert (table.heads, table.spans) == (1, [2])
    assert word.in_style("TableCaption") == ["表1-1　職員の数"]
    assert word.in_style("Source") == ["（出典）各町村資料"]


def test_lists_quotations_and_page_breaks_are_words_own(word):
    assert word.list_items == [(0, "窓口"), (1, "受付")]
    assert word.in_style("BlockText") == ["書かない窓口"]
    assert word.page_breaks == 1


def test_a_cross_reference_is_a_link_to_what_it_names(word):
    assert word.links["bbbbbbbbbb"] == "表1-1"
    assert {"aaaaaaaaaa", "bbbbbbbbbb"} <= word.bookmarks


def test_it_is_japanese_a4_with_page_numbers(word):
    assert word.fonts == {"ＭＳ 明朝", "ＭＳ ゴシック"}
    assert word.page == {"w": "11906", "h": "16838", "top": "1418", "left": "1418"}
    assert " PAGE " in word.footer


def test_its_name_is_the_sections(browse, member, section):
    address = reverse("proposals:section-word", args=[section.proposal.group.slug, section.pk])

    response = browse(member).get(address)

    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert section.title in _file_name(response)
    b"".join(response.streaming_content)


def _file_name(response):
    return unquote(re.search(r"filename\*=utf-8''(.*)", response["Content-Disposition"])[1])


def test_a_whole_version_has_cover_contents_text_people_days_and_imprint():
    milestone = sample.milestone()

    render = papers.ask(milestone, KIND)
    tasks.render(render.pk)
    render.refresh_from_db()

    assert (render.state, render.error) == ("done", "")
    assert render.file.name.endswith(".docx")
    with render.file.open() as content:
        word = opened(content.read())
    assert word.in_style("Title") == ["書かない、待たない、抱え込まない"]
    chapters = [words for level, words in word.headings if level == 1]
    assert chapters[0] == "第1章　研究の背景と目的"
    assert chapters[-3:] == ["出典・参考文献", "研究員名簿", "活動経過"]
    assert word.contents == [words for level, words in word.headings if level <= 2]
    assert word.stale_fields == 1
    assert any("紙の申請を二重に入力する作業" in note for note in word.footnotes)
    assert [table.rows[0] for table in word.tables[-5:]] == [
        ["団体名", "所属", "職", "氏名"],
        ["所属・職", "氏名"],
        ["所属", "氏名"],
        ["回", "期日", "会場", "内容"],
        ["題名", milestone.title + milestone.subtitle],
    ]


def test_the_same_version_is_not_made_again():
    milestone = sample.milestone()

    assert papers.ask(milestone, KIND) == papers.ask(milestone, KIND)


def test_the_page_of_a_version_offers_its_word_file(browse, member, section):
    milestone = keeping.keep(section.proposal, name="第1稿", by=member)
    args = [section.proposal.group.slug, section.proposal.pk, milestone.number]
    browser = browse(member)
    page = reverse("proposals:version-word", args=args)

    browser.post(page)
    tasks.render(papers.newest(milestone, KIND).pk)

    assert reverse("proposals:version-word-file", args=args) in browser.get(page).content.decode()
    response = browser.get(reverse("proposals:version-word-file", args=args))
    assert "職員の数は減っている。" in opened(b"".join(response.streaming_content)).text
