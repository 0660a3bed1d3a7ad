"""The check by the group before the lecturer reads, and the secretariat's after."""

import datetime as dt

import pytest

from proposals import access, notices
from proposals.models import Confirmation, Proposal, Section, Step
from proposals.review import checking, reviewing
from support.access import Refused
from support.collab import reading, writing
from support.collab.blocks import Block
from support.notices.models import Notice
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)


@pytest.fixture
def ask_group(proposal, section, leader):
    def ask_group(**details):
        milestone = checking.ask_group(proposal, by=leader, **details)
        proposal.refresh_from_db()
        return milestone

    return ask_group


@pytest.fixture
def staff():
    return UserFactory(staff=True)


@pytest.fixture
def endorsed(proposal, section, leader, lecturer):
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    reviewing.endorse(milestone.reviews.get(), by=lecturer)
    proposal.refresh_from_db()
    return proposal


def told(kind):
    return {notice.recipient for notice in Notice.objects.waiting().filter(kind=kind)}


def test_the_group_gets_a_frozen_version_and_the_text_is_closed(
    ask_group, proposal, section, leader, member
):
    milestone = ask_group(due_on=DUE)

    assert proposal.state == Proposal.State.GROUP_CHECK
    assert (milestone.name, milestone.sections.get().section) == ("第1回班内確認版", section)
    assert told("group_check") == {leader, member}
    assert Step.objects.values_list("milestone", "due_on").get() == (milestone.pk, DUE)
    section.refresh_from_db()
    assert "班内で確認しています" in str(access.can_write_section(member, section).reason)
    assert access.can_comment(member, section)


def test_it_is_handed_to_the_group_once(ask_group):
    ask_group()

    with pytest.raises(Refused):
        ask_group()


def test_each_member_confirms_a_section_once(ask_group, proposal, member, leader):
    part = ask_group().sections.get()

    for by in (member, member, leader):
        checking.confirm(part, by=by)

    assert set(Confirmation.objects.values_list("section", "by")) == {
        (part.pk, member.pk),
        (part.pk, leader.pk),
    }


def test_only_members_confirm(ask_group, proposal, lecturer, staff, member):
    ask_group()

    assert access.can_confirm(member, proposal)
    assert not access.can_confirm(lecturer, proposal)
    assert not access.can_confirm(staff, proposal)


def test_taken_back_it_can_be_written_and_the_next_check_has_its_own_version(
    ask_group, proposal, section, leader, member
):
    part = ask_group().sections.get()
    checking.take_back(proposal, by=leader)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WRITING
    with pytest.raises(Refused):
        checking.confirm(part, by=member)

    writing.replace(section.document, [Block("paragraph", "直した。")])
    second = ask_group()
    assert second.name == "第2回班内確認版"
    assert reading.plain(bytes(second.sections.get().state)) == "直した。"
    assert Confirmation.objects.count() == 0


def test_after_a_round_it_is_taken_back_to_the_changes_asked_for(
    ask_group, proposal, leader, lecturer
):
    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    reviewing.ask_changes(milestone.reviews.get(), note="根拠を。", by=lecturer)
    ask_group()

    checking.take_back(proposal, by=leader)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.CHANGES


def test_it_goes_from_the_group_to_the_lecturer(ask_group, proposal, leader, lecturer):
    ask_group()

    milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)

    assert milestone.name == "第1回提出版"
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REVIEWING
    assert list(Step.objects.values_list("to_state", flat=True)) == ["group_check", "reviewing"]
    with pytest.raises(Refused):
        checking.take_back(proposal, by=leader)


def test_the_final_version_is_the_endorsed_one(endorsed, staff, leader):
    checking.begin_office_check(endorsed, by=staff)
    step = checking.finalise(endorsed, checked="氏名", by=staff)

    endorsed.refresh_from_db()
    assert endorsed.state == Proposal.State.FINAL
    assert step.milestone == endorsed.milestones.get()
    assert step.reason == "氏名"
    assert {section.state for section in endorsed.sections.all()} == {Section.State.FINAL}
    assert told("proposal_final") == {leader}


def test_nothing_becomes_final_unchecked_and_nothing_is_checked_unendorsed(
    endorsed, proposal, staff
):
    with pytest.raises(Refused):
        checking.finalise(endorsed, by=staff)

    reviewing.reopen(endorsed, reason="数値の誤り", by=staff)
    with pytest.raises(Refused):
        checking.begin_office_check(endorsed, by=staff)


def test_a_change_after_the_endorsement_asks_for_a_new_one(endorsed, staff, leader, lecturer):
    checking.begin_office_check(endorsed, by=staff)
    reviewing.reopen(endorsed, reason="氏名の誤り", by=staff)
    with pytest.raises(Refused):
        checking.finalise(endorsed, by=staff)

    second = reviewing.submit(endorsed, lecturers=[lecturer], due_on=DUE, by=leader)
    reviewing.endorse(second.reviews.get(), by=lecturer)
    checking.begin_office_check(endorsed, by=staff)

    assert checking.finalise(endorsed, by=staff).milestone == second


def test_the_letters_name_version_and_day(ask_group, endorsed, staff, member):
    reviewing.reopen(endorsed, reason="追記", by=staff)
    ask_group(due_on=DUE)

    letter = notices.ask_group(Notice.objects.get(kind="group_check", recipient=member))

    assert letter.subject == (
        "【県南方部出張型政策研究会】提言書の班内確認のお願い（令和4年12月8日（木）17時まで）"
    )
    assert "第1回班内確認版（令和4年11月28日（月））" in letter.body


def test_nobody_is_asked_for_a_check_that_is_over(ask_group, proposal, leader, member):
    ask_group()
    row = Notice.objects.get(kind="group_check", recipient=member)
    assert notices.is_standing(row)

    checking.take_back(proposal, by=leader)
    assert not notices.is_standing(row)


def test_a_closed_group_checks_nothing(ask_group, proposal, group, leader):
    group.state = group.State.CLOSED
    group.save()

    with pytest.raises(Refused):
        ask_group()


def test_a_member_leads_without_a_leader_and_the_secretariat_says_why(
    group, proposal, member, staff
):
    assert access.can_ask_group(member, proposal)
    assert not access.must_say_why(member, proposal)
    assert access.must_say_why(staff, proposal)

    MembershipFactory(group=group, leader=True)
    assert not access.can_ask_group(member, proposal)
