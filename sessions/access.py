"""Who may do what around a meeting. Everything builds on `members.access`."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.access import Visitor, can_advise, can_manage
from members.models.groups import MembershipQuerySet
from sessions.models import Material, StudySession, attendees
from support.access import ALLOWED, Denied, Verdict
from support.wareki import clock

NOT_TAKING_PLACE: dict[str, str | Promise] = {
    StudySession.Status.HELD: gettext_lazy("The meeting is over: no answer is needed."),
    StudySession.Status.POSTPONED: gettext_lazy(
        "The meeting has been postponed: no answer is needed until its new date."
    ),
    StudySession.Status.CANCELLED: gettext_lazy("The meeting is cancelled: no answer is needed."),
}


def can_add_material(user: Visitor, study_session: StudySession) -> Verdict:
    """The secretariat and the lecturer of the group hand out materials while it is open."""
    group = study_session.group
    return can_manage(user, group) if user.is_staff else can_advise(user, group)


def can_change_material(user: Visitor, material: Material) -> Verdict:
    """The secretariat replaces and withdraws every material, the lecturer their own."""
    verdict = can_add_material(user, material.study_session)
    if verdict and not is_keeper(user, material):
        return Denied(_("Only the secretariat and the one who registered it can change it."))
    if verdict and material.is_withdrawn:
        return Denied(_("This material has already been withdrawn."))
    return verdict


def is_keeper(user: Visitor, material: Material) -> bool:
    return user.is_staff or material.added_by_id == user.pk


def can_answer(user: Visitor, study_session: StudySession) -> Verdict:
    """Members and lecturers say, until the day itself, whether they come."""
    if not (user.is_authenticated and attends_as(user, study_session).exists()):
        return Denied(_("Only the members and lecturers of this study group answer here."))
    if study_session.group.is_closed:
        return Denied(_("This study group has been closed. Nothing can be changed any more."))
    if study_session.status in NOT_TAKING_PLACE:
        return Denied(NOT_TAKING_PLACE[study_session.status])
    if study_session.first_day is None:
        return Denied(_("You can answer as soon as the date has been fixed."))
    if study_session.first_day < clock.today():
        return Denied(_("The day of the meeting has passed. Tell the secretariat of changes."))
    return ALLOWED


def attends_as(user: Visitor, study_session: StudySession) -> MembershipQuerySet:
    """The membership with which this person attends as things stand today, or none."""
    return attendees(study_session.group, on=clock.today()).filter(user=user.pk)
