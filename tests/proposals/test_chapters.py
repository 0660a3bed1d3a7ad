"""How the text of a frozen version becomes chapters: counting, front matter, parts, notes."""

import re

import pytest

from proposals.models import FrozenCitation, FrozenSection
from proposals.paper.chapters import chapters
from proposals.paper.numerals import half_width
from proposals.text.citing import source_of
from support.collab import actions, blocks, writing
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def milestone():
    return factories.MilestoneFactory()


def freeze(milestone, number, title, text="", level=1):
    section = factories.SectionFactory(
        proposal=milestone.proposal, position=milestone.sections.count() + 1, level=level
    )
    if text:
        writing.replace(section.document, blocks.from_markdown(text))
    return FrozenSection.objects.create(
        milestone=milestone,
        section=section,
        position=section.position,
        level=level,
        number=number,
        title=title,
        epoch=1,
        seq=1,
        state=actions.state(section.document),
        content_hash="0" * 64,
    )


def made(milestone):
    return chapters(milestone)


def headings(chapter):
    return re.findall(r"<h(\d)[^>]*>(.*?)</h", chapter.html)


def test_the_source_of_a_finding_says_where_when_and_how():
    study_visit = factories.VisitFactory(host="しらさぎ市", kind="study_visit")
    photographed = factories.FindingFactory(visit=study_visit, evidence="様式一覧（写真）")
    plain = factories.FindingFactory(visit=study_visit, evidence="")

    assert [source_of(finding) for finding in (photographed, plain)] == [
        "しらさぎ市（視察、令和4年8月25日、様式一覧（写真））",
        "しらさぎ市（視察、令和4年8月25日）",
    ]


def test_headings_are_counted_level_by_level(milestone):
    freeze(milestone, "第1章", "背景", "## 甲\n\n### 子\n\n#### ね\n\n### 丑\n\n## 乙\n\n### 寅")

    [chapter] = made(milestone)

    assert chapter.heading == "第1章　背景"
    assert headings(chapter) == [
        ("2", "1　甲"),
        ("3", "(1)　子"),
        ("4", "ア　ね"),
        ("3", "(2)　丑"),
        ("2", "2　乙"),
        ("3", "(1)　寅"),
    ]
    assert [(row.text, row.is_chapter) for row in chapter.entries] == [
        ("第1章　背景", True),
        ("1　甲", False),
        ("2　乙", False),
    ]


@pytest.mark.parametrize(
    "typed", ["1　甲", "１．甲", "(1) 甲", "（１）甲", "①甲", "第1節　甲", "提言1　甲", "ア　甲"]
)
def test_what_its_writer_has_counted_is_not_counted_again(milestone, typed):
    freeze(milestone, "第1章", "背景", f"## {typed}\n\n### 子\n\n## 乙")

    [chapter] = made(milestone)

    assert headings(chapter) == [("2", half_width(typed)), ("3", "(1)　子"), ("2", "乙")]


def test_the_parts_of_a_chapter_keep_their_numbers_from_the_outline(milestone):
    freeze(milestone, "第1章", "背景")
    freeze(milestone, "1", "甲", "## 子\n\n文。", level=2)
    freeze(milestone, "2", "乙", "## 丑", level=2)

    [chapter] = made(milestone)

    assert headings(chapter) == [
        ("2", "1　甲"),
        ("3", "(1)　子"),
        ("2", "2　乙"),
        ("3", "(1)　丑"),
    ]
    assert [row.text for row in chapter.entries] == ["第1章　背景", "1　甲", "2　乙"]


def test_an_unnumbered_chapter_is_left_out_until_it_has_words(milestone):
    freeze(milestone, "", "はじめに", "## 御礼\n\n文。")
    freeze(milestone, "", "要旨")
    freeze(milestone, "第1章", "背景")

    found = made(milestone)

    assert [(row.heading, row.is_numbered) for row in found] == [
        ("はじめに", False),
        ("第1章　背景", True),
    ]
    assert headings(found[0]) == [("2", "御礼")]


def test_a_note_is_printed_once_and_referred_to_afterwards(milestone):
    findings = [factories.FindingFactory(text=text) for text in ("甲を見た。", "乙<を>聞いた。")]
    first, second = (f"［知見{finding.pk}］" for finding in findings)
    unknown = "［知見999999］"
    freeze(milestone, "第1章", "背景", f"## 見出し{first}\n\n文{second}。{unknown}")
    freeze(milestone, "第2章", "課題", f"文{second}。")
    for section in milestone.sections.all():
        for place, finding in enumerate(findings, start=1):
            FrozenCitation.objects.create(
                section=section,
                finding=finding,
                position=place,
                text=finding.text,
                source="しらさぎ市",
            )

    background, problems = made(milestone)

    notes = re.findall(r'<span class="note">(.*?)</span>', background.html + problems.html)
    assert notes == [
        "甲を見た。　しらさぎ市",
        "乙&lt;を&gt;聞いた。　しらさぎ市",
        "前掲（注2）。",
    ]
    assert background.entries[1].text == "1　見出し"
