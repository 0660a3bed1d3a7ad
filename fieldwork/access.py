"""Who may keep hypotheses, visits and findings. Reading is `visible_to`."""

from fieldwork.models import Visit
from members.access import Visitor, can_contribute
from members.models import StudyGroup
from support.access import Verdict


def can_keep_hypotheses(user: Visitor, group: StudyGroup) -> Verdict:
    """Any member words and judges the group's hypotheses."""
    return can_contribute(user, group)


def can_record_visit(user: Visitor, group: StudyGroup) -> Verdict:
    """Any member logs a visit."""
    return can_contribute(user, group)


def can_complete_visit(user: Visitor, visit: Visit) -> Verdict:
    """A log is the group's: whoever was there completes it, not only its first writer."""
    return can_contribute(user, visit.group)


def can_keep_cases(user: Visitor, group: StudyGroup) -> Verdict:
    """Any member collects reference cases, and completes those of others."""
    return can_contribute(user, group)
