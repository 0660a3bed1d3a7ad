"""How a table of contents counts."""

import pytest

from proposals import actions
from proposals.models import Section
from proposals.text import outline
from support.access import Refused
from support.collab import reading
from support.collab.blocks import Block
from tests.factories import ProposalFactory, StudyGroupFactory, UserFactory

pytestmark = pytest.mark.django_db


def lines(proposal):
    return [
        outline.heading(section.number, section.title)
        for section in outline.numbered(proposal.sections.all())
    ]


def test_a_proposal_starts_with_the_chapters_a_report_usually_has():
    proposal = actions.start_proposal(StudyGroupFactory(), title="提言", by=UserFactory())

    assert lines(proposal) == [
        "はじめに",
        "要旨",
        "第1章　研究の背景と目的",
        "第2章　現状と課題",
        "第3章　フィールドワークの結果と仮説の検証",
        "第4章　先進事例の考察",
        "第5章　提言",
        "第6章　実現に向けて",
        "講師講評",
        "資料編",
    ]


def test_a_part_counts_inside_its_chapter_and_the_rest_moves_down():
    proposal = actions.start_proposal(StudyGroupFactory(), title="提言", by=UserFactory())
    chapter = proposal.sections.get(title="現状と課題")

    part = actions.add_section(
        proposal, title="職員から見た課題", after=chapter, level=Section.Level.PART
    )
    actions.add_section(proposal, title="住民から見た課題", after=chapter, level=Section.Level.PART)

    assert part.position == chapter.position + 1
    assert lines(proposal)[3:7] == [
        "第2章　現状と課題",
        "1　住民から見た課題",
        "2　職員から見た課題",
        "第3章　フィールドワークの結果と仮説の検証",
    ]


def test_nothing_is_added_while_the_lecturer_reads():
    with pytest.raises(Refused):
        actions.add_section(ProposalFactory(reviewing=True), title="資料")


def test_two_who_begin_a_section_at_the_same_moment_share_its_first_paragraph():
    proposal = actions.start_proposal(StudyGroupFactory(), title="提言", by=UserFactory())

    for section in proposal.sections.all():
        assert reading.blocks(section.document) == [Block("paragraph", "")]
