"""The way of a proposal to its lecturers and back."""

import datetime as dt

import pytest

from proposals.models import Proposal, Review, Section, Step
from proposals.review import checking, reviewing
from support.access import Refused
from support.collab import reading, writing
from support.collab.blocks import Block
from support.notices.models import Notice
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)


@pytest.fixture
def submit(proposal, section, leader, lecturer):
    def submit(*lecturers):
        asked = lecturers or [lecturer]
        milestone = reviewing.submit(proposal, lecturers=asked, due_on=DUE, by=leader)
        proposal.refresh_from_db()
        section.refresh_from_db()
        return milestone

    return submit


def told(kind):
    """Who is owed a mail of this kind."""
    return {notice.recipient for notice in Notice.objects.waiting().filter(kind=kind)}


def test_submitting_freezes_a_version_and_asks_each_lecturer(
    submit, proposal, section, group, leader, lecturer
):
    other = MembershipFactory(group=group, lecturer=True).user

    milestone = submit(lecturer, other)

    frozen = milestone.sections.get()
    assert reading.plain(bytes(frozen.state)) == "職員の数は減っている。"
    assert (frozen.number, frozen.title, frozen.seq) == ("第1章", "現状と課題", 1)
    assert (milestone.number, milestone.name, milestone.by) == (1, "第1回提出版", leader)
    assert {review.lecturer for review in milestone.reviews.waiting()} == {lecturer, other}
    assert told("review_requested") == {lecturer, other}
    assert (proposal.state, section.state) == (Proposal.State.REVIEWING, Section.State.IN_REVIEW)


def test_the_frozen_version_keeps_the_words_when_the_text_goes_on(submit, section, lecturer):
    milestone = submit()
    reviewing.ask_changes(milestone.reviews.get(), note="根拠を。", by=lecturer)

    writing.replace(section.document, [Block("paragraph", "書き直した。")])

    frozen = milestone.sections.get()
    assert reading.plain(bytes(frozen.state)) == "職員の数は減っている。"
    assert reading.plain(section.document) == "書き直した。"


def test_it_is_submitted_once(submit):
    submit()

    with pytest.raises(Refused):
        submit()

    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    "due_on", [dt.date(2022, 12, 10), dt.date(2022, 12, 29)], ids=["Saturday", "year end"]
)
def test_the_answer_is_due_on_an_office_day(proposal, leader, lecturer, due_on):
    with pytest.raises(Refused):
        reviewing.submit(proposal, lecturers=[lecturer], due_on=due_on, by=leader)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.WRITING


def test_without_a_lecturer_nothing_is_submitted(proposal, leader):
    with pytest.raises(Refused):
        reviewing.submit(proposal, lecturers=[], due_on=DUE, by=leader)


def test_asking_for_changes_opens_the_text_and_tells_the_members(
    submit, proposal, section, leader, lecturer
):
    review = submit().reviews.get()

    reviewing.ask_changes(review, note="仮説2を見直してください。", by=lecturer)

    review.refresh_from_db()
    proposal.refresh_from_db()
    section.refresh_from_db()
    assert (review.state, review.note) == ("changes_requested", "仮説2を見直してください。")
    assert (proposal.state, section.state) == (Proposal.State.CHANGES, Section.State.CHANGES)
    assert told("changes_requested") == {leader}


def test_one_request_for_changes_ends_the_round_for_all(submit, group, lecturer):
    other = MembershipFactory(group=group, lecturer=True).user
    milestone = submit(lecturer, other)

    reviewing.ask_changes(milestone.reviews.get(lecturer=lecturer), note="根拠を。", by=lecturer)

    assert milestone.reviews.get(lecturer=other).state == Review.State.ENDED
    assert told("review_requested") == {lecturer}
    with pytest.raises(Refused):
        reviewing.endorse(milestone.reviews.get(lecturer=other), by=other)


def test_it_is_endorsed_when_the_last_lecturer_agrees(submit, proposal, group, leader, lecturer):
    other = MembershipFactory(group=group, lecturer=True).user
    milestone = submit(lecturer, other)

    reviewing.endorse(milestone.reviews.get(lecturer=lecturer), by=lecturer)
    proposal.refresh_from_db()
    assert (proposal.state, told("proposal_endorsed")) == (Proposal.State.REVIEWING, set())

    reviewing.endorse(milestone.reviews.get(lecturer=other), note="よい提言です。", by=other)
    proposal.refresh_from_db()
    assert (proposal.state, told("proposal_endorsed")) == (Proposal.State.ENDORSED, {leader})
    assert proposal.milestones.endorsed().get() == milestone


def test_a_new_round_has_its_own_version_and_the_old_answer_stays(
    submit, proposal, section, lecturer
):
    first = submit()
    reviewing.ask_changes(first.reviews.get(), note="根拠を。", by=lecturer)
    writing.replace(section.document, [Block("paragraph", "根拠を足した。")])

    second = submit()

    assert [review.state for review in first.reviews.all()] == ["changes_requested"]
    assert reading.plain(bytes(second.sections.get().state)) == "根拠を足した。"
    assert second.name == "第2回提出版"
    assert second.content_hash != first.content_hash


def test_a_page_of_an_old_round_decides_nothing(submit, lecturer, proposal):
    stale = submit().reviews.get()
    reviewing.ask_changes(Review.objects.get(pk=stale.pk), note="根拠を。", by=lecturer)
    submit()

    with pytest.raises(Refused) as refusal:
        reviewing.endorse(stale, by=lecturer)

    assert "新しい版" in str(refusal.value.reason)
    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.REVIEWING


def test_a_second_answer_to_the_same_version_is_refused(submit, lecturer):
    review = submit().reviews.get()
    reviewing.endorse(review, by=lecturer)

    with pytest.raises(Refused) as refusal:
        reviewing.ask_changes(review, note="やはり直してください。", by=lecturer)

    assert "既に" in str(refusal.value.reason)


def test_staff_open_it_again_with_a_reason(submit, proposal, section, lecturer):
    review = submit().reviews.get()
    staff = UserFactory(staff=True)

    reviewing.reopen(proposal, reason="数値の誤りが見付かったため。", by=staff)

    review.refresh_from_db()
    proposal.refresh_from_db()
    kept = Step.objects.values_list("from_state", "reason", "by").last()
    assert kept == (Proposal.State.REVIEWING, "数値の誤りが見付かったため。", staff.pk)
    assert (proposal.state, review.state) == (Proposal.State.CHANGES, Review.State.ENDED)
    assert told("review_requested") == set()


def test_only_what_is_final_is_published(submit, proposal, lecturer):
    staff = UserFactory(staff=True)
    review = submit().reviews.get()
    reviewing.endorse(review, by=lecturer)
    with pytest.raises(Refused):
        reviewing.publish(proposal, by=staff)

    checking.begin_office_check(proposal, by=staff)
    checking.finalise(proposal, by=staff)
    reviewing.publish(proposal, by=staff)

    proposal.refresh_from_db()
    assert proposal.state == Proposal.State.PUBLISHED


def test_each_step_is_kept_with_who_took_it_and_the_version(submit, proposal, leader, lecturer):
    milestone = submit()
    reviewing.endorse(milestone.reviews.get(), by=lecturer)

    kept = Step.objects.values_list("from_state", "to_state", "by", "milestone", "due_on")
    assert list(kept) == [
        ("writing", "reviewing", leader.pk, milestone.pk, DUE),
        ("reviewing", "endorsed", lecturer.pk, milestone.pk, None),
    ]


def test_a_closed_group_submits_and_decides_nothing(submit, proposal, group, leader, lecturer):
    review = submit().reviews.get()
    group.state = group.State.CLOSED
    group.save()

    with pytest.raises(Refused):
        reviewing.endorse(review, by=lecturer)
    with pytest.raises(Refused):
        reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)


def test_the_suggested_day_is_an_office_day():
    assert reviewing.suggested_due_day() == dt.date(2022, 12, 8)
