import pytest
from django.contrib.auth.models import AnonymousUser

from members import access
from members.models import StudyGroup
from tests.access.world import ROLES, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_it_finds_exactly_the_groups_the_rule_allows(role):
    world = World()
    user = world.users.get(role, AnonymousUser())

    readable = set(StudyGroup.objects.read_inside_by(user))

    groups = {world.group, world.other_group}
    assert readable == {group for group in groups if access.can_read_inside(user, group)}
