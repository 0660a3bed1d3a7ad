"""Loads the whole demonstration, in the order in which a year goes."""

from pathlib import Path

import yaml
from django.core.management import call_command
from django.db import transaction

from home.demonstration import people, proposal, year
from home.demonstration.people import Account
from members.models import StudyGroup, User
from sessions.models import Assignment

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
PROGRAMME = Path("sessions/fixtures/programme-r4-kennan.yaml")


def is_wanted() -> bool:
    """Only an empty portal is filled: where people or groups are, nothing is touched."""
    return not (User.objects.exists() or StudyGroup.objects.exists())


@transaction.atomic
def load() -> list[Account]:
    """Fill an empty portal. Returns the accounts, whose passwords are kept nowhere.

    Effects: everything in one transaction; after an error the portal is as empty as before.
    """
    data = yaml.safe_load((FIXTURES / "demo-r4-kennan.yaml").read_text(encoding="utf-8"))
    call_command("load_organisations", verbosity=0)
    people.organisations(data["organisations"])
    call_command("import_programme", str(PROGRAMME), slug=data["group"]["slug"], verbosity=0)
    group = StudyGroup.objects.get(slug=data["group"]["slug"])
    return _people_and_year(group, data)


def _people_and_year(group: StudyGroup, data: dict) -> list[Account]:
    StudyGroup.objects.filter(pk=group.pk).update(state=StudyGroup.State.ACTIVE)
    staff = people.secretariat(data["staff"])
    printed = Assignment.objects.filter(
        study_session__group=group, role=Assignment.Role.LECTURER, person__isnull=False
    ).first()
    lecturer = people.lecturer(group, data["lecturer"], printed)
    members = people.members(group, data["members"])
    group.outline.research_theme = data["group"]["research_theme"]
    group.outline.save(update_fields=["research_theme"])
    year.meetings(group, data["sessions"], by=staff[0])
    findings = year.field_work(group, data, members)
    year.announcements(group, data["announcements"])
    proposal.write(group, data, members, lecturer, findings)
    return [*staff, lecturer, *members.values()]
