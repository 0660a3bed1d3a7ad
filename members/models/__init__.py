"""People, the bodies that send them, the study groups they belong to, and how they get there."""

from members.models.groups import Membership, StudyGroup
from members.models.organisations import Organisation
from members.models.people import Person, User

__all__ = [
    "Membership",
    "Organisation",
    "Person",
    "StudyGroup",
    "User",
]
