"""Who gets what from nominating, taking up an account and the list of members."""

from members.models import Invitation, StudyGroup
from tests.factories import NominationFactory, StudyGroupFactory, UserFactory

# Everybody may nominate; staff without a second factor are sent to set one up.
PUBLIC = (200, 200, 200, 200, 200, 200, 200, 302, 200, 200)
PUBLIC_FORM = (422, 422, 422, 422, 422, 422, 422, 302, 422, 422)
READ_ONLY = (405, 405, 405, 405, 405, 405, 405, 302, 405, 405)

MATRIX = {
    ("GET", "members:nominate"): PUBLIC,
    ("POST", "members:nominate"): PUBLIC_FORM,
    ("GET", "members:receipt"): PUBLIC,
    ("POST", "members:receipt"): READ_ONLY,
    ("GET", "members:join"): (200,) * 10,
    ("POST", "members:join"): (422,) * 10,
    ("GET", "members:stay"): (302, 200, 200, 200, 200, 200, 200, 200, 200, 302),
    ("POST", "members:stay"): (302, 200, 200, 200, 200, 200, 200, 200, 200, 302),
    ("GET", "members:list"): (302, 200, 403, 403, 200, 403, 200, 302, 200, 302),
    ("POST", "members:list"): (302, 405, 405, 405, 405, 405, 405, 302, 405, 302),
}


def arguments(world):
    group = StudyGroupFactory(slug="r5-kennan", state=StudyGroup.State.RECRUITING)
    nomination = NominationFactory(group=group)
    return {
        "members:nominate": [group.slug],
        "members:receipt": [group.slug, nomination.receipt_key],
        "members:join": [Invitation.make(UserFactory()).token],
        "members:list": [world.group.slug],
    }


def data(world):
    return {}
