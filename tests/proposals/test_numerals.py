"""Digits and Latin letters have one shape on paper."""

import pytest

from proposals.paper.chapters import chapters
from proposals.paper.numerals import half_width, half_width_html
from tests.factories import MilestoneFactory
from tests.proposals.test_chapters import freeze, headings


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("４０件", "40件"),
        ("１，２３４円、３．５％", "1,234円、3.5％"),
        ("ＤＸ、Ｗｅｂ", "DX、Web"),
        ("甲，乙", "甲，乙"),
        ("（１）、①、〇、一", "（1）、①、〇、一"),
    ],
)
def test_full_width_digits_and_letters_are_folded(typed, printed):
    assert half_width(typed) == printed


def test_tags_and_quotations_stay_as_they_are():
    html = '<p title="１">１&amp;２</p><blockquote><p>３<sup>４</sup></p></blockquote>５'

    assert half_width_html(html) == (
        '<p title="１">1&amp;2</p><blockquote><p>３<sup>４</sup></p></blockquote>5'
    )


@pytest.mark.django_db
def test_headings_and_contents_are_folded_alike():
    milestone = MilestoneFactory()
    freeze(milestone, "第1章", "ＤＸの２年", "## ３つの課題")

    [chapter] = chapters(milestone)

    assert chapter.heading == "第1章　DXの2年"
    assert [row.text for row in chapter.entries] == ["第1章　DXの2年", "1　3つの課題"]
    assert headings(chapter) == [("2", "1　3つの課題")]
