"""What the people of a group find on a meeting's page, beside what everybody sees."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property

from members.access import Visitor, can_read_inside
from members.models import Membership
from sessions import access
from sessions.models import Attendance, Material, StudySession, attendees
from support.access import Verdict
from support.wareki import clock


@dataclass(frozen=True)
class Line:
    """One line of the list of who comes."""

    membership: Membership
    attendance: Attendance | None


@dataclass(frozen=True)
class Roll:
    """Who comes, in official order, as far as they have answered."""

    lines: list[Line]

    @cached_property
    def present(self) -> int:
        return sum(
            line.attendance is not None and not line.attendance.is_absent for line in self.lines
        )

    @cached_property
    def absent(self) -> int:
        return sum(line.attendance is not None and line.attendance.is_absent for line in self.lines)

    @cached_property
    def unanswered(self) -> int:
        return len(self.lines) - self.present - self.absent


@dataclass(frozen=True)
class Paper:
    material: Material
    is_changeable: bool


@dataclass(frozen=True)
class Inside:
    papers: list[Paper]
    can_add_material: Verdict
    answer: Attendance | None
    can_answer: Verdict
    attends: bool
    roll: Roll | None = field(default=None)


def inside(user: Visitor, study_session: StudySession) -> Inside | None:
    """The inner part of a meeting's page for this person; None for the public."""
    if not can_read_inside(user, study_session.group):
        return None
    materials = Material.objects.visible_to(user).current().filter(study_session=study_session)
    membership = access.attends_as(user, study_session).first()
    can_add = access.can_add_material(user, study_session)
    return Inside(
        papers=[
            Paper(material, bool(can_add) and access.is_keeper(user, material))
            for material in materials.in_order()
        ],
        can_add_material=can_add,
        answer=answer_of(membership, study_session) if membership else None,
        can_answer=access.can_answer(user, study_session),
        attends=membership is not None,
        roll=roll(study_session) if user.is_staff else None,
    )


def answer_of(membership: Membership, study_session: StudySession) -> Attendance | None:
    """What this person has answered for the day as it is now fixed."""
    return Attendance.objects.current_for(study_session).filter(membership=membership).first()


def roll(study_session: StudySession) -> Roll:
    """Members and lecturers of the day, 建制順, each with their answer."""
    on = study_session.first_day or clock.today()
    rows = attendees(study_session.group, on=on).in_official_order()
    answers = {row.membership_id: row for row in Attendance.objects.current_for(study_session)}
    people = rows.select_related("user__person", "organisation")
    return Roll([Line(person, answers.get(person.pk)) for person in people])
