"""What a text cites, from the version kept to the page and the paper."""

import datetime as dt

import pytest

from proposals.models import FrozenCitation
from proposals.paper import chapters
from proposals.text import citing
from proposals.text.notes import Notes
from proposals.versions import freezing
from support.collab import reading, writing
from support.collab.blocks import Block
from tests.factories import FindingFactory
from tests.factories_sources import CaseEntryFactory, EntryFactory, ReferenceCaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(group):
    return FindingFactory(visit__group=group)


@pytest.fixture
def book(group):
    return EntryFactory(group=group)


@pytest.fixture
def case(group):
    return CaseEntryFactory(case=ReferenceCaseFactory(group=group))


@pytest.fixture
def write(section):
    return lambda words: writing.replace(section.document, [Block("paragraph", words)])


def kept(proposal, by):
    return freezing.freeze(proposal, name="第1稿", by=by)


def test_a_version_keeps_the_words_of_that_day(write, proposal, leader, finding, book, case):
    write(f"甲［出典{case.pk}］。乙［知見{finding.pk}］。丙［出典{book.pk}］［出典{case.pk}］。")

    kept(proposal, leader)
    book.title = "別の題名"
    book.save()

    rows = FrozenCitation.objects.order_by("position")
    assert [(row.kind, row.finding_id, row.entry_id, row.words) for row in rows] == [
        ("case", None, case.pk, "七つ森広域（架空）「様式と仕様書の共同作成」"),
        (
            "finding",
            finding.pk,
            None,
            "様式の棚卸しで記入欄を減らしていた。"
            "　あおば町（架空）（ヒアリング、令和4年8月25日、聞き取り）",
        ),
        ("literature", None, book.pk, "見本花子「小さな自治体の業務改革」架空出版（2021年）"),
    ]


def test_another_groups_source_is_not_kept(write, proposal, leader):
    write(f"甲［出典{EntryFactory().pk}］。乙［知見{FindingFactory().pk}］。［出典999999999］")

    kept(proposal, leader)

    assert not FrozenCitation.objects.exists()


def test_a_changed_source_makes_another_fingerprint(write, proposal, leader, book):
    write(f"甲［出典{book.pk}］。")
    first = kept(proposal, leader)
    book.title = "別の題名"
    book.save()

    second = freezing.freeze(proposal, name="第2稿", by=leader)

    assert first.content_hash != second.content_hash


def test_notes_of_writers_and_sources_count_in_one_sequence(write, proposal, leader, finding, book):
    write(f"甲［出典{book.pk}］。乙［注：昨年度］。丙［知見{finding.pk}］。丁［出典{book.pk}］。")
    milestone = kept(proposal, leader)
    notes = Notes()

    chapters.chapters(milestone, notes)

    assert [(note.number, note.words[:8]) for note in notes.all] == [
        (1, "見本花子「小さな"),
        (2, "昨年度"),
        (3, "様式の棚卸しで記"),
        (4, "前掲（注1）。"),
    ]


def test_the_list_of_sources_goes_by_kind(write, proposal, group, leader, finding, book, case):
    web = EntryFactory(group=group, web=True)
    order = (finding, case, web, book)
    tokens = [f"［{'知見' if row is finding else '出典'}{row.pk}］" for row in order]
    write("。".join(tokens))
    milestone = kept(proposal, leader)
    notes = Notes()

    chapters.chapters(milestone, notes)

    assert [(line.source.label, line.notes) for line in notes.listed()] == [
        ("文献", (4,)),
        ("Webページ", (3,)),
        ("先進事例", (2,)),
        ("気づき・知見", (1,)),
    ]


def test_the_page_of_a_version_lists_its_sources(browse, write, proposal, leader, book):
    book.url, book.accessed_on = "https://example.jp/book/", dt.date(2022, 11, 1)
    book.save()
    write(f"甲［出典{book.pk}］。乙［出典{book.pk}］。")
    milestone = kept(proposal, leader)

    page = browse(leader).get(milestone.get_absolute_url()).content.decode()

    assert '<a id="call-2" href="#note-2"' in page
    assert "前掲（注1）。" in page
    assert 'href="https://example.jp/book/"' in page
    assert 'id="sources"' in page


def test_a_key_is_read_however_odd_the_text(section):
    tokens = "［知見3］［出典5］［知見3］［出典0］［知見999999999］"
    writing.replace(section.document, [Block("paragraph", tokens)])

    found = list(citing.every_key(reading.tree(section.document)))

    assert found == [("finding", 3), ("entry", 5), ("finding", 3), ("finding", 999999999)]
