"""What is new to somebody who has read an earlier version."""

from members.models import User
from proposals.models import FrozenSection, Milestone
from support.collab import nodes

NEW, CHANGED, SAME = "new", "changed", "same"


def last_read(user: User, milestone: Milestone) -> Milestone | None:
    """The newest earlier version of the proposal that this person has read."""
    rows = Milestone.objects.filter(proposal=milestone.proposal_id, number__lt=milestone.number)
    return rows.filter(readings__by=user).newest()


def mark_changes(sections: list[FrozenSection], before: Milestone | None) -> list[FrozenSection]:
    """Gives each section `change`: new, changed or same as in the version read before."""
    if before is None:
        return sections
    known = {row.section_id: row for row in before.sections.all()}
    for section in sections:
        section.change = _change(section, known.pop(section.section_id, None))
    return sections


def taken_out(sections: list[FrozenSection], before: Milestone | None) -> list[FrozenSection]:
    """Those of the version read before that are not there any more."""
    if before is None:
        return []
    there = {section.section_id for section in sections}
    return [row for row in before.sections.order_by("position") if row.section_id not in there]


def _change(now: FrozenSection, then: FrozenSection | None) -> str:
    if then is None:
        return NEW
    if now.content_hash == then.content_hash:
        return SAME
    same_head = (now.title, now.number) == (then.title, then.number)
    return SAME if same_head and _text(now) == _text(then) else CHANGED


def _text(section: FrozenSection):
    return nodes.of_update(bytes(section.state))
