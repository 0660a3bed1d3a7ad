"""Objects around a meeting, for tests. The people and the meeting itself: tests/factories.py."""

import datetime as dt
import hashlib

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from sessions import models as sessions
from support.wareki import clock
from tests.factories import MembershipFactory, StudySessionFactory, UserFactory
from tests.files import samples


class MaterialFactory(DjangoModelFactory):
    class Meta:
        model = sessions.Material

    study_session = factory.SubFactory(StudySessionFactory)
    added_by = factory.SubFactory(UserFactory)
    file = factory.LazyFunction(lambda: ContentFile(samples.PDF, name="any"))
    name = "次第.pdf"
    content_type = "application/pdf"
    size = len(samples.PDF)
    sha256 = hashlib.sha256(samples.PDF).hexdigest()


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = sessions.Attendance

    study_session = factory.SubFactory(StudySessionFactory, fixed=True)
    membership = factory.SubFactory(
        MembershipFactory, group=factory.SelfAttribute("..study_session.group")
    )
    answer = sessions.Attendance.Answer.PRESENT
    day = factory.SelfAttribute("study_session.fixed_on")
    answered_at = dt.datetime(2022, 11, 25, 10, 0, tzinfo=clock.TOKYO)

    class Params:
        absent = factory.Trait(answer=sessions.Attendance.Answer.ABSENT, reason="議会対応のため")
