"""The checklist with an answer, answers that came on paper, and what is new since the last one."""

import datetime as dt

import pytest
from django.urls import reverse

from proposals import notices
from proposals.models import Criterion, Mark, Reading, Step
from proposals.review import rereading, reviewing
from support.collab import writing
from support.collab.blocks import Block
from support.notices.models import Notice
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 12, 8)


@pytest.fixture
def submit(proposal, section, leader, lecturer):
    def submit():
        milestone = reviewing.submit(proposal, lecturers=[lecturer], due_on=DUE, by=leader)
        return milestone.reviews.get()

    return submit


@pytest.fixture
def review(submit):
    return submit()


@pytest.fixture
def staff():
    return UserFactory(staff=True)


def text(response):
    return response.content.decode()


def address(name, review):
    return reverse(f"proposals:{name}", args=[review.pk])


def field(name, label):
    return f"{name}_{Criterion.objects.get(label=label).pk}"


# --- the checklist ---


def test_the_usual_lines_are_offered_and_one_put_aside_is_not(browse, lecturer, review):
    Criterion.objects.filter(label="法令").update(is_used=False)

    form = browse(lecturer).get(review.get_absolute_url()).context["form"]

    labels = [line.criterion.label for line in form.lines()]
    assert labels == ["根拠", "実現性", "費用", "独自性"]


def test_what_is_ticked_is_kept_and_shown_to_the_members(browse, lecturer, member, review):
    typed = {
        "note": "費用を示してください。",
        field("mark", "根拠"): "good",
        field("mark", "費用"): "partly",
        field("sentence", "費用"): "財源が書かれていません。",
    }

    response = browse(lecturer).post(address("ask-changes", review), typed)

    assert response.status_code == 302
    kept = Mark.objects.values_list("label", "position", "value", "sentence")
    assert list(kept) == [
        ("根拠", 1, "good", ""),
        ("費用", 3, "partly", "財源が書かれていません。"),
    ]
    for page in (review.get_absolute_url(), review.milestone.proposal.get_absolute_url()):
        assert "財源が書かれていません。" in text(browse(member).get(page))


def test_what_was_ticked_and_typed_stands_after_a_mistake(browse, lecturer, review):
    typed = {
        "note": "",
        field("mark", "根拠"): "good",
        field("sentence", "根拠"): "よく調べてある。",
        field("sentence", "費用"): "財源は。",
    }

    response = browse(lecturer).post(address("ask-changes", review), typed)

    assert response.status_code == 422
    form = response.context["form"]
    assert set(form.errors) == {"note", field("mark", "費用")}
    assert form[field("mark", "根拠")].value() == "good"
    for words in ("よく調べてある。", "財源は。"):
        assert words in text(response)
    assert Mark.objects.count() == 0


def test_an_answer_needs_no_tick(browse, lecturer, review):
    assert browse(lecturer).post(address("endorse", review)).status_code == 302
    assert Mark.objects.count() == 0


def test_a_line_keeps_the_words_it_had(browse, lecturer, review):
    browse(lecturer).post(address("endorse", review), {field("mark", "根拠"): "good"})

    Criterion.objects.filter(label="根拠").update(label="データ")

    assert Mark.objects.get().label == "根拠"


# --- entered for the lecturer ---


def test_the_secretariat_enters_an_answer_with_both_names(browse, staff, lecturer, member, review):
    typed = {"note": "根拠を。", "because": "紙で受領"}

    response = browse(staff).post(address("ask-changes", review), typed)

    assert response.status_code == 302
    review.refresh_from_db()
    kept = (review.lecturer, review.entered_by, review.entered_because)
    assert kept == (lecturer, staff, "紙で受領")
    assert Step.objects.values_list("by", "reason").last() == (staff.pk, "紙で受領")
    shown = text(browse(member).get(review.milestone.proposal.get_absolute_url()))
    assert lecturer.name in shown
    assert f"{staff.name}が入力（紙で受領）" in shown


def test_the_lecturer_is_told_what_was_entered(review, staff, lecturer):
    reviewing.endorse(review, note="了承します。", by=staff, because="電話で確認")

    letter = notices.tell_entered(Notice.objects.get(kind="answer_entered", recipient=lecturer))

    assert "■御回答　了承\n了承します。" in letter.body
    assert f"■入力した者　{staff.name}（電話で確認）" in letter.body
    assert Reading.objects.count() == 0


def test_it_asks_the_secretariat_why(browse, staff, review):
    response = browse(staff).post(address("endorse", review), {"note": "了承とのこと"})

    assert response.status_code == 422
    assert "了承とのこと" in text(response)
    review.refresh_from_db()
    assert review.is_waiting


# --- what is new ---


def test_an_answer_says_that_the_version_was_read(lecturer, review):
    reviewing.ask_changes(review, note="根拠を。", by=lecturer)

    assert Reading.objects.values_list("milestone", "by").get() == (
        review.milestone_id,
        lecturer.pk,
    )


def test_the_lecturer_says_so_without_an_answer_and_reading_alone_says_nothing(
    browse, lecturer, review
):
    browse(lecturer).get(review.get_absolute_url())
    assert Reading.objects.count() == 0

    for _ in range(2):
        browse(lecturer).post(address("mark-read", review))
    assert Reading.objects.count() == 1


def test_sections_that_changed_since_then_are_marked(browse, lecturer, submit, proposal, section):
    same = SectionFactory(proposal=proposal, title="提言", position=50)
    first = submit()
    reviewing.ask_changes(first, note="根拠を。", by=lecturer)
    writing.replace(section.document, [Block("paragraph", "根拠を足した。")])
    new = SectionFactory(proposal=proposal, title="資料", position=60)
    second = submit()

    page = browse(lecturer).get(second.get_absolute_url())

    found = {row.section: row.change for row in page.context["sections"]}
    assert found == {section: "changed", same: "same", new: "new"}
    assert page.context["before"] == first.milestone
    assert "前回お読みいただいた「第1回提出版」からの変更" in text(page)
    compare = reverse("proposals:compare", args=[proposal.group.slug, proposal.pk])
    assert f"{compare}?old=1&amp;new=2" in text(page)


def test_a_text_stored_in_other_bytes_is_the_same(submit, section, lecturer):
    first = submit()
    reviewing.ask_changes(first, note="根拠を。", by=lecturer)
    writing.replace(section.document, [Block("paragraph", "別の文。")])
    writing.replace(section.document, [Block("paragraph", "職員の数は減っている。")])
    second = submit()

    rows = list(second.milestone.sections.all())
    marked = rereading.mark_changes(rows, rereading.last_read(lecturer, second.milestone))

    assert [row.change for row in marked] == ["same"]


def test_nothing_is_said_of_changes_at_the_first_reading(browse, lecturer, review):
    assert browse(lecturer).get(review.get_absolute_url()).context["before"] is None
