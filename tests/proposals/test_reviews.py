"""The lecturer's desk: the queue, the version to read, the two answers."""

import datetime as dt

import pytest
from django.urls import reverse

from proposals import notices
from proposals.models import Proposal, Review
from proposals.review import commenting, reviewing
from support import notices as ledger
from support.notices.models import Notice
from tests.factories import MembershipFactory, MilestoneFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db

QUEUE = "/reviews/"
DUE = dt.date(2022, 12, 8)


@pytest.fixture
def review(section, leader, lecturer):
    milestone = reviewing.submit(section.proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    return milestone.reviews.get()


def text(response):
    return response.content.decode()


def address(name, review):
    return reverse(f"proposals:{name}", args=[review.pk])


def test_the_queue_shows_what_waits_for_this_lecturer_over_all_groups(browse, lecturer, review):
    elsewhere = MembershipFactory(user=lecturer, lecturer=True).group
    sooner = ReviewFactory(
        milestone=MilestoneFactory(proposal__group=elsewhere),
        lecturer=lecturer,
        due_on=dt.date(2022, 12, 1),
    )
    ReviewFactory(milestone=MilestoneFactory(proposal__group=elsewhere))

    response = browse(lecturer).get(QUEUE)

    assert list(response.context["waiting"]) == [sooner, review]
    assert "令和4年12月1日（木）17時まで" in text(response)


def test_a_former_lecturer_and_a_closed_group_have_no_queue(browse, lecturer, review, group):
    browser = browse(lecturer)
    group.state = group.State.CLOSED
    group.save()
    assert list(browser.get(QUEUE).context["waiting"]) == []

    group.state = group.State.ACTIVE
    group.save()
    lecturer.memberships.update(ends_on=dt.date(2022, 11, 27))
    assert list(browser.get(QUEUE).context["waiting"]) == []


def test_a_review_is_past_its_day_after_17_o_clock(review):
    review.due_on = dt.date(2022, 11, 28)
    assert (review.due_at.hour, review.is_overdue) == (17, False)

    review.due_on = dt.date(2022, 11, 27)
    assert review.is_overdue


def test_the_lecturer_reads_the_frozen_version(browse, lecturer, review, section):
    response = browse(lecturer).get(review.get_absolute_url())

    assert "職員の数は減っている。" in text(response)
    assert section.get_absolute_url() in text(response)
    assert bool(response.context["can_decide"])


def test_a_members_page_of_the_version_offers_no_answer(browse, member, review):
    page = text(browse(member).get(review.get_absolute_url()))

    assert address("endorse", review) not in page
    assert address("ask-changes", review) not in page


def test_the_lecturers_open_comments_stand_beside_the_answer(browse, lecturer, review, section):
    thread = commenting.open_thread(section, kind="change", text="根拠を。", by=lecturer)

    response = browse(lecturer).get(review.get_absolute_url())

    assert list(response.context["own_threads"]) == [thread]


def test_asking_for_changes_needs_words(browse, lecturer, review):
    response = browse(lecturer).post(address("ask-changes", review), {"note": " "})

    assert response.status_code == 422
    review.refresh_from_db()
    assert review.is_waiting


def test_an_answer_leads_back_to_the_queue(browse, lecturer, review):
    typed = {"note": "仮説2を見直してください。"}
    response = browse(lecturer).post(address("ask-changes", review), typed)

    assert (response.status_code, response.url) == (302, "/reviews/")
    review.refresh_from_db()
    assert (review.state, review.note) == ("changes_requested", "仮説2を見直してください。")


def test_a_second_answer_is_refused_and_its_words_are_kept(browse, lecturer, review):
    browser = browse(lecturer)
    browser.post(address("endorse", review), {"note": ""})

    response = browser.post(address("ask-changes", review), {"note": "やはり直す。"})

    assert response.status_code == 422
    assert "やはり直す。" in text(response)
    assert "既に回答がされています。" in text(response)


def test_another_lecturer_of_the_group_cannot_answer_it(browse, group, review):
    other = MembershipFactory(group=group, lecturer=True).user

    response = browse(other).post(address("endorse", review), {"note": ""})

    assert response.status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browse, group, lecturer, count, django_assert_num_queries):
    for number in range(count):
        milestone = MilestoneFactory(proposal__group=group)
        ReviewFactory(milestone=milestone, lecturer=lecturer)
        ReviewFactory(
            milestone=MilestoneFactory(proposal__group=group, number=100 + number),
            lecturer=lecturer,
            endorsed=True,
        )
    browser = browse(lecturer)

    with django_assert_num_queries(6):
        response = browser.get(QUEUE)

    assert len(response.context["waiting"]) == len(response.context["answered"]) == count


# --- the submission form ---


def test_the_form_proposes_all_lecturers_and_a_day(browse, leader, lecturer, section):
    url = reverse("proposals:submit", args=[section.proposal.group.slug, section.proposal_id])

    form = browse(leader).get(url).context["form"]

    assert list(form["lecturers"].value()) == [lecturer.pk]
    assert form["due_on"].value() == dt.date(2022, 12, 8)


@pytest.mark.parametrize(
    ("due_on", "sentence"),
    [
        ("令和4年12月10日", "直前の開庁日は令和4年12月9日（金）です。"),
        ("令和4年11月28日", "明日以降の日を入力してください。"),
        ("そのうち", "令和4年6月9日"),
    ],
)
def test_a_wrong_day_is_asked_for_again(browse, leader, lecturer, section, due_on, sentence):
    url = reverse("proposals:submit", args=[section.proposal.group.slug, section.proposal_id])
    typed = {"lecturers": [lecturer.pk], "due_on": due_on}

    response = browse(leader).post(url, typed)

    assert response.status_code == 422
    assert sentence in text(response)
    assert due_on in text(response)


def test_the_leader_submits_and_the_second_click_is_refused(browse, leader, lecturer, section):
    url = reverse("proposals:submit", args=[section.proposal.group.slug, section.proposal_id])
    typed = {"lecturers": [lecturer.pk], "due_on": "令和4年12月8日"}

    responses = [browse(leader).post(url, typed) for _ in range(2)]

    assert [response.status_code for response in responses] == [302, 403]
    assert "既に提出されています。" in text(responses[1])
    assert Review.objects.count() == 1


# --- what is mailed ---


def test_the_lecturer_is_asked_by_mail_with_day_and_link(review, lecturer):
    row = Notice.objects.get(kind="review_requested", recipient=lecturer)

    letter = notices.ask_lecturer(row)

    assert letter.subject == (
        "【県南方部出張型政策研究会】提言書の御確認のお願い（令和4年12月8日（木）17時まで）"
    )
    assert letter.body.startswith(f"{lecturer.name}　先生\n")
    assert ledger.short_url(review.get_absolute_url()) in letter.body
    assert "第1回提出版（令和4年11月28日（月））" in letter.body


def test_the_members_read_the_lecturers_words_in_the_mail(review, lecturer, leader):
    reviewing.ask_changes(review, note="仮説2を<見直して>ください。", by=lecturer)
    row = Notice.objects.get(kind="changes_requested", recipient=leader)

    letter = notices.tell_changes(row)

    assert letter.subject == "【県南方部出張型政策研究会】提言書の修正の依頼について"
    assert "仮説2を<見直して>ください。" in letter.body


def test_nobody_is_asked_who_has_answered_or_left(review, lecturer):
    row = Notice.objects.get(kind="review_requested", recipient=lecturer)
    assert notices.is_wanted(row)

    lecturer.memberships.update(ends_on=dt.date(2022, 11, 27))
    assert not notices.is_wanted(row)

    lecturer.memberships.update(ends_on=None)
    reviewing.endorse(review, by=lecturer)
    assert not notices.is_wanted(row)


def test_news_of_an_old_round_or_a_closed_group_is_not_sent(review, lecturer, leader, group):
    reviewing.ask_changes(review, note="根拠を。", by=lecturer)
    row = Notice.objects.get(kind="changes_requested", recipient=leader)
    assert notices.is_news(row)

    proposal = Proposal.objects.get()
    reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
    assert not notices.is_news(row)

    newest = Review.objects.waiting().get()
    reviewing.endorse(newest, by=lecturer)
    endorsed = Notice.objects.get(kind="proposal_endorsed", recipient=leader)
    assert notices.is_news(endorsed)
    group.state = group.State.CLOSED
    group.save()
    assert not notices.is_news(endorsed)


def test_the_mail_of_an_endorsement_has_the_words_of_the_lecturer(review, lecturer, leader):
    reviewing.endorse(review, note="よくまとまりました。", by=lecturer)

    letter = notices.tell_endorsed(Notice.objects.get(kind="proposal_endorsed"))

    assert letter.subject == "【県南方部出張型政策研究会】提言書が了承されました"
    assert f"■{lecturer.name}先生から\nよくまとまりました。" in letter.body


def test_staff_see_what_waits_for_anybody(browse, review, lecturer):
    response = browse(UserFactory(staff=True)).get(QUEUE)

    assert list(response.context["waiting"]) == [review]
    assert lecturer.name in text(response)
