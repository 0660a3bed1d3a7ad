"""A frozen version is final: the database itself refuses to change it."""

import pytest
from django.db import IntegrityError, transaction

from proposals.models import FrozenCitation, FrozenSection, Milestone
from tests.factories import FindingFactory, MilestoneFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen():
    milestone = MilestoneFactory()
    section = FrozenSection.objects.create(
        milestone=milestone,
        section=SectionFactory(proposal=milestone.proposal),
        position=1,
        level=1,
        number="第1章",
        title="現状と課題",
        epoch=1,
        seq=3,
        state=b"\x00\x00",
        content_hash="0" * 64,
    )
    citation = FrozenCitation.objects.create(
        section=section, finding=FindingFactory(), position=1, text="気づき", source="あおば町"
    )
    return {Milestone: milestone, FrozenSection: section, FrozenCitation: citation}


@pytest.mark.parametrize("model", [Milestone, FrozenSection, FrozenCitation])
def test_it_cannot_be_changed(frozen, model):
    rows = model.objects.filter(pk=frozen[model].pk)

    with pytest.raises(IntegrityError, match="a frozen version is final"), transaction.atomic():
        rows.update(**{"content_hash" if model is not FrozenCitation else "text": "x"})

    assert rows.values().get() == model.objects.filter(pk=frozen[model].pk).values().get()


@pytest.mark.parametrize("model", [Milestone, FrozenSection, FrozenCitation])
def test_it_cannot_be_deleted(frozen, model):
    rows = model.objects.filter(pk=frozen[model].pk)

    with pytest.raises(IntegrityError, match="a frozen version is final"), transaction.atomic():
        rows._raw_delete(rows.db)

    assert rows.exists()
