"""Objects for tests: fixed values, traits for states, never random."""

import datetime as dt
import uuid

import factory
from allauth.mfa.models import Authenticator
from factory.django import DjangoModelFactory

from fieldwork import models as fieldwork
from members import models as members
from proposals import models as proposals
from sessions import models as sessions
from support.collab import models as collab
from support.wareki import clock


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = members.Person

    family_name = "見本"
    given_name = factory.Sequence(lambda n: f"花子{n}")
    family_kana = "みほん"
    given_kana = "はなこ"


class AuthenticatorFactory(DjangoModelFactory):
    """A second factor: an authenticator app with a known secret."""

    class Meta:
        model = Authenticator

    type = Authenticator.Type.TOTP
    data = factory.LazyFunction(lambda: {"secret": "JBSWY3DPEHPK3PXP"})


class UserFactory(DjangoModelFactory):
    class Meta:
        model = members.User
        skip_postgeneration_save = True

    login_id = factory.Sequence(lambda n: f"kenkyu{n:03}")
    person = factory.SubFactory(PersonFactory)
    email = "kikaku@town.example.jp"

    class Params:
        # The secretariat works behind a second factor; without one it only sees how to set it up.
        staff = factory.Trait(
            is_staff=True,
            is_superuser=True,
            second_factor=factory.RelatedFactory(AuthenticatorFactory, "user"),
        )


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = members.Organisation
        django_get_or_create = ("code",)

    code = "074667"
    name = "矢吹町"
    kana = "やぶきまち"
    kind = members.Organisation.Kind.TOWN
    district = "県南"
    sort_order = 74667


class StudyGroupFactory(DjangoModelFactory):
    class Meta:
        model = members.StudyGroup

    name = "県南方部出張型政策研究会"
    fiscal_year = 2022
    slug = factory.Sequence(lambda n: f"r4-kennan-{n}")
    state = members.StudyGroup.State.ACTIVE

    class Params:
        closed = factory.Trait(state=members.StudyGroup.State.CLOSED)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = members.Membership

    group = factory.SubFactory(StudyGroupFactory)
    user = factory.SubFactory(UserFactory)
    role = members.Membership.Role.MEMBER
    organisation = factory.SubFactory(OrganisationFactory)
    department = "企画財政課"
    post = "主事"
    starts_on = dt.date(2022, 6, 1)

    class Params:
        lecturer = factory.Trait(
            role=members.Membership.Role.LECTURER, organisation=None, post="教授"
        )
        observer = factory.Trait(role=members.Membership.Role.OBSERVER)
        leader = factory.Trait(duty=members.Membership.Duty.LEADER)
        former = factory.Trait(ends_on=dt.date(2022, 9, 30))


class HypothesisFactory(DjangoModelFactory):
    class Meta:
        model = fieldwork.Hypothesis

    group = factory.SubFactory(StudyGroupFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "窓口の負担は、様式と手順が課ごとに異なることから生じている。"
    created_by = factory.SubFactory(UserFactory)


class VisitFactory(DjangoModelFactory):
    class Meta:
        model = fieldwork.Visit

    group = factory.SubFactory(StudyGroupFactory)
    kind = fieldwork.Visit.Kind.HEARING
    host = "あおば町（架空）"
    place = "あおば町役場"
    visited_on = dt.date(2022, 8, 25)
    interviewees = "担当者1名"
    notes = "担当は私1人。"
    form_token = factory.LazyFunction(uuid.uuid4)
    created_by = factory.SubFactory(UserFactory)


class VisitPhotoFactory(DjangoModelFactory):
    class Meta:
        model = fieldwork.VisitPhoto

    visit = factory.SubFactory(VisitFactory)
    alt = "壁一面に貼り出された様式"
    file = factory.django.ImageField(width=4, height=3, color="blue")
    name = "様式一覧.jpg"
    content_type = "image/jpeg"
    size = 631
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    added_by = factory.SubFactory(UserFactory)


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = fieldwork.Finding

    visit = factory.SubFactory(VisitFactory)
    kind = fieldwork.Finding.Kind.KNOWLEDGE
    text = "様式の棚卸しで記入欄を減らしていた。"
    evidence = "聞き取り"
    created_by = factory.SubFactory(UserFactory)


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Proposal

    group = factory.SubFactory(StudyGroupFactory)
    title = "書かない、待たない、抱え込まない"
    subtitle = "県南地域の小さな自治体から始める共同の業務改革"
    state = proposals.Proposal.State.WRITING

    class Params:
        published = factory.Trait(state=proposals.Proposal.State.PUBLISHED)
        reviewing = factory.Trait(state=proposals.Proposal.State.REVIEWING)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Section

    proposal = factory.SubFactory(ProposalFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "現状と課題"
    document = factory.LazyFunction(collab.Document.objects.create)


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Milestone

    proposal = factory.SubFactory(ProposalFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = "第1回提出版"
    title = factory.SelfAttribute("proposal.title")
    content_hash = "0" * 64
    by = factory.SubFactory(UserFactory)
    at = dt.datetime(2022, 11, 25, 10, 0, tzinfo=clock.TOKYO)


class ReviewFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Review

    milestone = factory.SubFactory(MilestoneFactory)
    lecturer = factory.SubFactory(UserFactory)
    due_on = dt.date(2022, 12, 8)

    class Params:
        endorsed = factory.Trait(
            state="endorsed", decided_at=dt.datetime(2022, 11, 26, tzinfo=clock.TOKYO)
        )


class ThreadFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Thread

    section = factory.SubFactory(SectionFactory)
    epoch = 1
    quote = "5枚以上"
    kind = proposals.Thread.Kind.QUESTION


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = proposals.Comment

    thread = factory.SubFactory(ThreadFactory)
    author = factory.SubFactory(UserFactory)
    text = "誰がいつ数えたものですか。"
    created_at = dt.datetime(2022, 11, 25, 10, 0, tzinfo=clock.TOKYO)


class OutlineFactory(DjangoModelFactory):
    class Meta:
        model = sessions.Outline

    group = factory.SubFactory(StudyGroupFactory)
    heading = "令和4年度「県南方部出張型政策研究会」実施概要"
    document_type = "実施概要"
    theme = "県南地域における自治体DXの推進について考える"
    default_venue = "県南地域のいずれかの町村"


class StudySessionFactory(DjangoModelFactory):
    """The third meeting of the programme, announced for August."""

    class Meta:
        model = sessions.StudySession

    group = factory.SubFactory(StudyGroupFactory)
    number = 3
    key = factory.LazyAttribute(lambda row: f"s{row.number}")
    order = factory.LazyAttribute(lambda row: row.number or 9)
    title = "関係者へのヒアリング"
    announced = "8月"
    announced_precision = "month"
    announced_from = dt.date(2022, 8, 1)
    announced_to = dt.date(2022, 8, 31)

    class Params:
        report = factory.Trait(
            key="report", kind=sessions.StudySession.Kind.REPORT, number=None, title="報告会"
        )
        fixed = factory.Trait(
            number=7,
            title="研究員GW",
            fixed_on=dt.date(2022, 12, 15),
            starts_at=dt.time(10, 0),
            ends_at=dt.time(16, 0),
        )


class AssignmentFactory(DjangoModelFactory):
    class Meta:
        model = sessions.Assignment

    study_session = factory.SubFactory(StudySessionFactory)
    role = sessions.Assignment.Role.LECTURER
    who = sessions.Assignment.Who.PERSON
    person = factory.SubFactory(PersonFactory)
    affiliation = "架空大学政策学部"
    post = "教授"
    name = "見本花子"
    honorific = "氏"


class AnnouncementFactory(DjangoModelFactory):
    class Meta:
        model = sessions.Announcement

    title = "第5回の行程表を掲載しました"
    text = "集合は8時20分です。"
    audience = sessions.Announcement.Audience.PUBLIC
    from_on = dt.date(2022, 11, 1)


class NominationFactory(DjangoModelFactory):
    class Meta:
        model = members.Nomination

    group = factory.SubFactory(
        StudyGroupFactory, state=members.StudyGroup.State.RECRUITING, slug="r5-kennan"
    )
    number = factory.Sequence(lambda n: n + 1)
    organisation = factory.SubFactory(OrganisationFactory)
    family_name = "試行"
    given_name = factory.Sequence(lambda n: f"太郎{n}")
    family_kana = "しこう"
    given_kana = "たろう"
    department = "架空総務課"
    post = "主事"
    email = "soumu@town.example.jp"
    phone = "0248-00-0000"
    motivation = "隣の町の職員と一緒に考えてみたい。"
    nominator_name = "仮名　ゆき"
    nominator_email = "jinji@town.example.jp"
    nominator_phone = "0248-00-0001"
    consented_at = dt.datetime(2022, 11, 28, 9, 0, tzinfo=clock.TOKYO)
    created_at = dt.datetime(2022, 11, 28, 9, 0, tzinfo=clock.TOKYO)
    content_hash = factory.Sequence(lambda n: f"{n:064}")
