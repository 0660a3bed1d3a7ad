"""Sources for tests: reference cases, and what is cited beside findings."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from fieldwork.models import ReferenceCase
from proposals.models import Entry
from tests.factories import StudyGroupFactory, UserFactory
from tests.factories_meetings import MaterialFactory


class ReferenceCaseFactory(DjangoModelFactory):
    class Meta:
        model = ReferenceCase

    group = factory.SubFactory(StudyGroupFactory)
    title = "様式と仕様書の共同作成"
    place = "七つ森広域（架空）"
    approach = "月1回の短い会議で、様式と仕様書を共同で作った。"
    created_by = factory.SubFactory(UserFactory)


class EntryFactory(DjangoModelFactory):
    """A book; with the trait `web` a page."""

    class Meta:
        model = Entry

    group = factory.SubFactory(StudyGroupFactory)
    kind = Entry.Kind.LITERATURE
    author = "見本花子"
    title = "小さな自治体の業務改革"
    publisher = "架空出版"
    published = "2021年"
    created_by = factory.SubFactory(UserFactory)

    class Params:
        web = factory.Trait(
            kind=Entry.Kind.WEB,
            author="総務省",
            title="自治体DX推進計画",
            publisher="",
            published="",
            url="https://www.example.go.jp/dx/",
            accessed_on=dt.date(2022, 11, 28),
        )


class CaseEntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    kind = Entry.Kind.CASE
    case = factory.SubFactory(ReferenceCaseFactory)
    group = factory.SelfAttribute("case.group")
    created_by = factory.SubFactory(UserFactory)


class MaterialEntryFactory(DjangoModelFactory):
    class Meta:
        model = Entry

    kind = Entry.Kind.MATERIAL
    material = factory.SubFactory(MaterialFactory)
    group = factory.SelfAttribute("material.study_session.group")
    created_by = factory.SubFactory(UserFactory)
