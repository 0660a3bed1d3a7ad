"""Who may do what in a study group. Every write rule of every app builds on these."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from members.models import Membership, StudyGroup, User
from support.access import ALLOWED, Denied, Verdict
from support.wareki import clock, format_day

Visitor = User | AnonymousUser


def can_read_inside(user: Visitor, group: StudyGroup) -> Verdict:
    """Members, lecturers, observers and the secretariat read what the public does not."""
    if user.is_authenticated and (user.is_staff or _has_role(user, group)):
        return ALLOWED
    return Denied(_("This page is for the members of the study group."))


def can_contribute(user: Visitor, group: StudyGroup) -> Verdict:
    """Active members, and the secretariat, write as long as the group is open."""
    if not user.is_authenticated:
        return Denied(_("Please sign in."))
    if not (user.is_staff or _has_role(user, group, Membership.Role.MEMBER)):
        return Denied(_("Only the members of this study group can do this."))
    return _while_open(group)


def can_take_part(user: Visitor, group: StudyGroup) -> Verdict:
    """What only members do, each for themselves: the secretariat is not one of them."""
    if not (user.is_authenticated and _has_role(user, group, Membership.Role.MEMBER)):
        return Denied(_("Only the members of this study group can do this."))
    return _while_open(group)


def can_advise(user: Visitor, group: StudyGroup) -> Verdict:
    """Active lecturers of the group advise as long as it is open."""
    if not (user.is_authenticated and _has_role(user, group, Membership.Role.LECTURER)):
        return Denied(_("Only the lecturer of this study group can do this."))
    return _while_open(group)


def can_manage(user: Visitor, group: StudyGroup) -> Verdict:
    """The secretariat manages a group until it is closed."""
    if not (user.is_authenticated and user.is_staff):
        return Denied(_("Only the secretariat can do this."))
    return _while_open(group)


def _has_role(user: User, group: StudyGroup, *roles: str) -> bool:
    rows = Membership.objects.active(on=clock.today()).filter(user=user, group=group)
    return (rows.filter(role__in=roles) if roles else rows).exists()


def _while_open(group: StudyGroup) -> Verdict:
    if group.is_closed:
        return Denied(_("This study group has been closed. Nothing can be changed any more."))
    return ALLOWED


def can_nominate(group: StudyGroup) -> Verdict:
    """Anybody may nominate while the group is recruiting; the last day counts whole."""
    if group.is_recruiting(on=clock.today()):
        return ALLOWED
    last_day = group.nominations_due_on
    if group.state == StudyGroup.State.RECRUITING and last_day is not None:
        words = _("Nominations were taken until %(day)s.")
        return Denied(words % {"day": format_day(last_day)})
    return Denied(_("This study group takes no nominations at present."))
