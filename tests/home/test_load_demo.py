"""The demonstration year fills an empty portal once, and only where it may."""

import pytest
from django.core.management import CommandError, call_command

from members.models import Membership, Person, StudyGroup
from proposals.models import Proposal
from sessions.models import StudySession

pytestmark = pytest.mark.django_db


def test_it_brings_the_year_as_it_stands_at_the_end_of_november(settings, tmp_path, capsys):
    settings.PORTAL_DEMO = True
    accounts = tmp_path / "accounts.txt"

    call_command("load_demo", accounts=accounts)

    assert Membership.objects.members().count() == 12
    assert Person.objects.filter(family_name__in=["𠮷田", "辻\U000e0100"]).count() == 2
    held = StudySession.objects.filter(status=StudySession.Status.HELD)
    assert list(held.in_order().values_list("key", flat=True)) == [f"s{n}" for n in range(1, 7)]
    assert Proposal.objects.get().sections.filter(is_numbered=True).count() == 6
    assert accounts.stat().st_mode & 0o777 == 0o600
    assert len(accounts.read_text().splitlines()) == 15


def test_it_leaves_a_portal_in_use_alone(settings, capsys):
    settings.PORTAL_DEMO = True
    StudyGroup.objects.create(name="研究会", fiscal_year=2026, slug="r8")

    call_command("load_demo")

    assert "not empty" in capsys.readouterr().out
    assert not Person.objects.exists()


def test_it_refuses_a_real_portal(settings):
    settings.PORTAL_DEMO = False

    with pytest.raises(CommandError, match="PORTAL_DEMO"):
        call_command("load_demo")
