"""A group with its leader, its lecturer and a proposal of one section, for the pages' tests."""

import pytest

from support.collab import writing
from support.collab.blocks import Block
from tests.factories import MembershipFactory, ProposalFactory, SectionFactory, StudyGroupFactory

WORDS = "職員の数は減っている。"


@pytest.fixture
def group():
    return StudyGroupFactory(slug="r4-kennan")


@pytest.fixture
def proposal(group):
    return ProposalFactory(group=group)


@pytest.fixture
def section(proposal):
    section = SectionFactory(proposal=proposal)
    writing.replace(section.document, [Block("paragraph", WORDS)])
    return section


@pytest.fixture
def leader(group):
    return MembershipFactory(group=group, leader=True).user


@pytest.fixture
def member(group):
    return MembershipFactory(group=group).user


@pytest.fixture
def lecturer(group):
    return MembershipFactory(group=group, lecturer=True).user


@pytest.fixture
def observer(group):
    return MembershipFactory(group=group, observer=True).user


@pytest.fixture
def browse(client):
    """Sign this person in and give their browser."""

    def browse(user):
        client.force_login(user)
        return client

    return browse
