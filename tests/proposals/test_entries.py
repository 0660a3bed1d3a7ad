"""What a source is, and how notes and lists print it."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from proposals.models import Entry
from tests.factories_meetings import MaterialFactory
from tests.factories_sources import (
    CaseEntryFactory,
    EntryFactory,
    MaterialEntryFactory,
    ReferenceCaseFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "見本花子「小さな自治体の業務改革」架空出版（2021年）"),
        ({"author": "", "published": ""}, "「小さな自治体の業務改革」架空出版"),
        (
            {"web": True},
            "総務省「自治体DX推進計画」　https://www.example.go.jp/dx/ （閲覧日　令和4年11月28日）",
        ),
        (
            {"web": True, "author": ""},
            "自治体DX推進計画　https://www.example.go.jp/dx/ （閲覧日　令和4年11月28日）",
        ),
    ],
)
def test_it_prints_as_notes_of_a_report_do(fields, words):
    assert EntryFactory(**fields).words == words


def test_a_reference_case_prints_with_its_body_and_where_it_was_read():
    case = ReferenceCaseFactory()
    read = ReferenceCaseFactory(
        author="架空研究所", url="https://example.jp/7/", accessed_on=dt.date(2022, 10, 3)
    )

    assert [CaseEntryFactory(case=row).words for row in (case, read)] == [
        "七つ森広域（架空）「様式と仕様書の共同作成」",
        "七つ森広域（架空）「様式と仕様書の共同作成」　架空研究所　https://example.jp/7/"
        " （閲覧日　令和4年10月3日）",
    ]


def test_a_material_prints_with_its_meeting():
    entry = MaterialEntryFactory(material__title="行程表")

    assert entry.words == "第3回資料「行程表」"


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"kind": "web"},
        {"url": "https://example.jp/"},
        {"kind": "case"},
        {"kind": "material", "title": ""},
        {"kind": "finding"},
    ],
)
def test_the_database_refuses_what_lacks_something(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(**fields)


@pytest.mark.parametrize(
    ("factory", "name", "subject"),
    [
        (CaseEntryFactory, "case", ReferenceCaseFactory),
        (MaterialEntryFactory, "material", MaterialFactory),
    ],
)
def test_a_case_or_material_is_one_source_of_its_group(factory, name, subject):
    row = subject()
    factory(**{name: row})

    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**{name: row})

    assert Entry.objects.count() == 1
