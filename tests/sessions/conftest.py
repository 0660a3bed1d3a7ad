"""The programme of 2022, as its file has it."""

import pytest
from django.conf import settings

from members.models import StudyGroup
from sessions.programme.importing import import_programme
from tests.factories import (
    MembershipFactory,
    StudyGroupFactory,
    StudySessionFactory,
    UserFactory,
)

KENNAN = settings.BASE_DIR / "sessions" / "fixtures" / "programme-r4-kennan.yaml"


@pytest.fixture
def kennan(db):
    """The group of the 2022 programme, published."""
    import_programme(KENNAN.read_bytes(), slug="r4-kennan")
    StudyGroup.objects.update(state=StudyGroup.State.ACTIVE)
    return StudyGroup.objects.get(slug="r4-kennan")


@pytest.fixture
def meeting(kennan):
    """A meeting of the programme by its key."""
    return lambda key: kennan.study_sessions.with_venue().get(key=key)


@pytest.fixture
def group():
    return StudyGroupFactory(slug="r4-kennan")


@pytest.fixture
def seventh(group):
    """The seventh meeting of that group, announced for December, not fixed."""
    return StudySessionFactory(group=group, number=7, announced="12月")


@pytest.fixture
def member(group):
    return MembershipFactory(group=group)


@pytest.fixture
def staff(db):
    return UserFactory(staff=True)
