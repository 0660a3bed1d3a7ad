"""The sources of a group: what the editor is offered, their pages, and where they are cited."""

import datetime as dt
import json

import pytest
from django.contrib.admin import site
from django.urls import reverse

from fieldwork.models import Finding, ReferenceCase, Verification
from proposals.models import Entry
from proposals.versions import freezing
from sessions.models import Material
from support.collab import writing
from support.collab.blocks import Block
from tests.factories import FindingFactory, HypothesisFactory, SectionFactory, StudySessionFactory
from tests.factories_meetings import MaterialFactory
from tests.factories_sources import (
    CaseEntryFactory,
    EntryFactory,
    MaterialEntryFactory,
    ReferenceCaseFactory,
)

pytestmark = pytest.mark.django_db

PAGE = {
    "kind": "web",
    "title": "自治体DX推進計画",
    "author": "総務省",
    "url": "https://www.example.go.jp/dx/",
    "accessed_on": "令和4年11月28日",
}


@pytest.fixture
def write(section):
    return lambda words: writing.replace(section.document, [Block("paragraph", words)])


def url(name, *args):
    return reverse(f"proposals:{name}", args=args)


def entries_url(section):
    return url("entries", section.proposal.group.slug, section.pk)


def send(browser, section, fields):
    return browser.post(entries_url(section), json.dumps(fields), content_type="application/json")


def text(response):
    return response.content.decode()


# ---------- what the editor is offered ----------


def test_it_offers_all_that_the_group_may_cite_and_nothing_else(browse, member, group, section):
    finding = FindingFactory(visit__group=group)
    meeting = StudySessionFactory(group=group)
    fresh, cited = ReferenceCaseFactory.create_batch(2, group=group)
    material = MaterialFactory(study_session=meeting, title="行程表")
    book, case = EntryFactory(group=group), CaseEntryFactory(case=cited)
    for other in (FindingFactory, ReferenceCaseFactory, MaterialFactory, EntryFactory):
        other()
    MaterialFactory(study_session=meeting, withdrawn_at="2022-11-01T09:00+09:00",
                    withdrawn_by=member)  # fmt: skip

    offered = browse(member).get(entries_url(section)).json()

    assert (offered["can_add"], offered["today"]) == (True, "令和4年11月28日")
    rows = [(row["tab"], row.get("cite"), row.get("make")) for row in offered["sources"]]
    assert rows == [
        ("finding", {"finding": finding.pk}, None),
        ("typed", {"entry": book.pk}, None),
        ("case", {"entry": case.pk}, None),
        ("case", None, {"case": fresh.pk}),
        ("material", None, {"material": material.pk}),
    ]
    assert offered["sources"][1]["text"] == book.words


def test_a_page_is_registered_from_the_editor_once(browse, member, section):
    token = "1f6f2f4e-2c3c-4f57-9d1f-6f0c9b6f7a01"

    answers = [send(browse(member), section, {**PAGE, "form_token": token}) for _ in range(2)]

    entry = Entry.objects.get()
    assert [(answer.status_code, answer.json()["cite"]) for answer in answers] == [
        (201, {"entry": entry.pk})
    ] * 2
    assert (entry.words, entry.group, entry.created_by) == (
        "総務省「自治体DX推進計画」　https://www.example.go.jp/dx/ （閲覧日　令和4年11月28日）",
        section.proposal.group,
        member,
    )


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"accessed_on": ""},
            {"accessed_on": ["URLを書くときは、そのページを見た日（閲覧日）も入力してください。"]},
        ),
        ({"url": ""}, {"url": ["Webページのアドレス（URL）を入力してください。"]}),
        ({"title": ""}, {"title": ["入力してください。"]}),
        ({"url": "javascript:alert(1)"}, {"url": ["URLを正しく入力してください。"]}),
        ({"kind": "finding"}, ["kind"]),
        ({"title": "一\n二"}, ["title"]),
    ],
)
def test_what_is_missing_is_said_beside_its_field(browse, member, section, fields, errors):
    answer = send(browse(member), section, {**PAGE, **fields})

    found = answer.json()["errors"]
    assert answer.status_code == 422
    assert (found if isinstance(errors, dict) else list(found)) == errors
    assert not Entry.objects.exists()


@pytest.mark.parametrize("sent", ["[]", "{", '"x"', '{"case": [1]}', '{"case": {"a": 1}}'])
def test_what_cannot_be_read_is_refused(browse, member, section, sent):
    answer = browse(member).post(entries_url(section), sent, content_type="application/json")

    assert answer.status_code == 422


@pytest.mark.parametrize("kind", ["case", "material"])
def test_a_case_or_material_becomes_one_source_when_it_is_cited(
    browse, member, group, section, kind
):
    rows = {
        "case": ReferenceCaseFactory(group=group),
        "material": MaterialFactory(study_session=StudySessionFactory(group=group)),
    }

    answers = [send(browse(member), section, {kind: rows[kind].pk}) for _ in range(2)]

    entry = Entry.objects.get()
    assert [answer.json()["cite"] for answer in answers] == [{"entry": entry.pk}] * 2
    assert (entry.kind, getattr(entry, kind)) == (kind, rows[kind])


@pytest.mark.parametrize(("kind", "factory"), [("case", ReferenceCaseFactory),
                                               ("material", MaterialFactory)])  # fmt: skip
def test_what_another_group_has_is_not_made_a_source(browse, member, section, kind, factory):
    answer = send(browse(member), section, {kind: factory().pk})

    assert (answer.status_code, Entry.objects.exists()) == (422, False)


def test_the_lecturer_reads_the_list_and_is_told_who_adds_to_it(browse, lecturer, section):
    assert browse(lecturer).get(entries_url(section)).json()["can_add"] is False
    answer = send(browse(lecturer), section, PAGE)

    assert (answer.status_code, list(answer.json())) == (403, ["message"])


@pytest.mark.parametrize("count", [1, 3])
def test_the_offer_takes_the_same_queries(
    browse, member, group, section, count, django_assert_num_queries
):
    for number in range(count):
        FindingFactory(visit__group=group)
        EntryFactory(group=group)
        ReferenceCaseFactory(group=group)
        CaseEntryFactory(case=ReferenceCaseFactory(group=group))
        MaterialFactory(study_session=StudySessionFactory(group=group, number=number + 1))
    browser = browse(member)

    with django_assert_num_queries(8):
        browser.get(entries_url(section))


# ---------- the pages ----------


def test_a_source_is_registered_and_corrected_without_script(browse, member, group):
    browser = browse(member)
    page = text(browser.get(url("add-entry", group.slug)))
    assert 'value="令和4年11月28日"' in page

    made = browser.post(url("add-entry", group.slug), PAGE, follow=True)
    entry = Entry.objects.get()
    typed = {
        "kind": "literature",
        "title": "小さな自治体",
        "published": "2021年",
        "accessed_on": "R4.11.1",
    }
    browser.post(url("edit-entry", group.slug, entry.pk), typed)

    assert "総務省「自治体DX推進計画」" in text(made)
    entry.refresh_from_db()
    assert (entry.words, entry.accessed_on) == ("「小さな自治体」（2021年）", None)


def test_what_was_saved_meanwhile_is_shown(browse, member, group):
    entry = EntryFactory(group=group)
    browser = browse(member)
    address = url("edit-entry", group.slug, entry.pk)
    seen_at = browser.get(address).context["form"].initial["seen_at"]
    entry.title = "別の人の題名"
    entry.save()

    response = browser.post(address, {**PAGE, "seen_at": seen_at})

    assert response.status_code == 422
    assert ("題名", "別の人の題名") in response.context["form"].kept


def test_a_case_keeps_its_words_where_they_are(browse, member, group):
    entry = CaseEntryFactory(case=ReferenceCaseFactory(group=group))

    assert browse(member).get(url("edit-entry", group.slug, entry.pk)).status_code == 403
    assert "この出典の言葉は" in text(browse(member).get(entry.get_absolute_url()))


def test_another_groups_source_does_not_exist(browse, member, group):
    entry = EntryFactory()
    pages = [entry.get_absolute_url(), url("entry", group.slug, entry.pk)]
    pages += [url("edit-entry", group.slug, entry.pk)]

    assert [browse(member).get(page).status_code for page in pages] == [404] * 3
    assert browse(member).post(url("delete-entry", group.slug, entry.pk)).status_code == 404


# ---------- where it is cited ----------


def test_the_list_says_where_each_source_is_cited(browse, member, group, proposal, section, write):
    book, idle = EntryFactory.create_batch(2, group=group)
    finding = FindingFactory(visit__group=group)
    write(
        f"甲［知見{finding.pk}］。乙［出典{book.pk}］［出典{book.pk}］。［出典{EntryFactory().pk}］"
    )

    response = browse(member).get(url("sources", group.slug, proposal.pk))

    lines = response.context["lines"]
    assert [(line.number, line.source.key.pk, line.places) for line in lines] == [
        (1, book.pk, [(section, 2)]),
        (2, finding.pk, [(section, 1)]),
    ]
    assert list(response.context["idle"]) == [idle]
    assert "出典が見つからない引用が1件あります。" in text(response)


def test_the_map_leads_from_a_sentence_to_the_verdict(
    browse, member, group, proposal, section, write
):
    hypothesis = HypothesisFactory(group=group, verdict="supported")
    finding = FindingFactory(visit__group=group)
    Verification.objects.create(finding=finding, hypothesis=hypothesis, stance="supports")
    book = EntryFactory(group=group)
    write(f"前の文。通院が難しい［知見{finding.pk}］［出典{book.pk}］。次の文。")

    response = browse(member).get(url("evidence", group.slug, proposal.pk))

    [(shown, [trace])] = response.context["traces"]
    assert (shown, trace.words) == (section, "通院が難しい")
    assert [
        (source.key.pk, [row.hypothesis for row in said]) for source, said in trace.sources
    ] == [
        (finding.pk, [hypothesis]),
        (book.pk, []),
    ]
    page = text(response)
    assert f"/visits/{finding.visit_id}/#finding-{finding.pk}" in page
    assert "支持された" in page


def test_the_map_says_nothing_of_another_groups_finding(
    browse, member, group, proposal, section, write
):
    finding = FindingFactory(text="よその知見。")
    hypothesis = HypothesisFactory(group=finding.visit.group, text="よその仮説。")
    Verification.objects.create(finding=finding, hypothesis=hypothesis, stance="supports")
    write(f"甲［知見{finding.pk}］。")

    page = text(browse(member).get(url("evidence", group.slug, proposal.pk)))

    assert "見つからない出典" in page
    assert "よその" not in page


@pytest.mark.parametrize("name", ["sources", "evidence"])
@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(
    browse, member, group, proposal, name, count, django_assert_num_queries
):
    for _ in range(count):
        finding = FindingFactory(visit__group=group)
        hypothesis = HypothesisFactory(group=group)
        Verification.objects.create(finding=finding, hypothesis=hypothesis, stance="supports")
        entries = EntryFactory.create_batch(2, group=group)
        words = f"甲［知見{finding.pk}］。乙［出典{entries[0].pk}］。"
        document = SectionFactory(proposal=proposal).document
        writing.replace(document, [Block("paragraph", words)])
    browser = browse(member)

    with django_assert_num_queries({"sources": 11, "evidence": 11}[name]):
        browser.get(url(name, group.slug, proposal.pk))


def test_a_visit_and_a_case_say_which_sections_cite_them(browse, member, group, section, write):
    finding = FindingFactory(visit__group=group)
    case = CaseEntryFactory(case=ReferenceCaseFactory(group=group))
    browser = browse(member)
    assert "引用している章" not in text(browser.get(finding.visit.get_absolute_url()))
    write(f"甲［知見{finding.pk}］。乙［出典{case.pk}］。")

    for page in (finding.visit, case.case, case):
        shown = text(browser.get(page.get_absolute_url()))
        assert "引用している章" in shown
        assert f'href="{section.get_absolute_url()}"' in shown


def test_the_form_view_says_what_its_tokens_stand_for(browse, member, group, section, write):
    book = EntryFactory(group=group)
    write(f"甲［出典{book.pk}］。")

    page = text(browse(member).get(url("plain-text", group.slug, section.pk)))

    assert f'<dt class="nowrap">［出典{book.pk}］</dt>' in page
    assert f'<dd class="source-words">{book.words}</dd>' in page


# ---------- deleting ----------


def test_a_source_that_nothing_cites_is_deleted(browse, member, group, section):
    entry = EntryFactory(group=group)

    browse(member).post(url("delete-entry", group.slug, entry.pk))

    assert not Entry.objects.exists()


def test_a_cited_source_is_not_deleted_and_says_where(
    browse, member, leader, group, proposal, section, write
):
    entry = EntryFactory(group=group)
    write(f"甲［出典{entry.pk}］。")
    freezing.freeze(proposal, name="第1稿", by=leader)
    address = url("delete-entry", group.slug, entry.pk)

    in_text = text(browse(member).post(address, follow=True))
    write("引用を消した。")
    in_version = text(browse(member).post(address, follow=True))

    assert "「第1章　現状と課題」、「第1稿」で引用されているため、削除できません" in in_text
    assert "この出典は「第1稿」で引用されているため、削除できません" in in_version
    assert Entry.objects.get() == entry


def test_nothing_that_is_cited_can_be_deleted_in_the_admin():
    """Findings and cases have no admin; materials are withdrawn there, not deleted."""
    assert not {Finding, ReferenceCase, Entry} & set(site._registry)
    assert site._registry[Material].has_delete_permission(None) is False


def test_a_withdrawn_material_keeps_its_words(browse, member, group):
    meeting = StudySessionFactory(group=group)
    material = MaterialFactory(study_session=meeting, title="行程表")
    entry = MaterialEntryFactory(material=material)
    material.withdraw(by=member)

    page = text(browse(member).get(entry.get_absolute_url()))

    assert "第3回資料「行程表」" in page
    assert material.get_absolute_url() not in page


def test_the_day_in_a_form_is_read_in_any_writing(browse, member, section):
    send(browse(member), section, {**PAGE, "accessed_on": "Ｒ４．１０．３"})

    assert Entry.objects.get().accessed_on == dt.date(2022, 10, 3)
