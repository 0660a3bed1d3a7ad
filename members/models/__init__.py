"""People, the bodies that send them, the study groups they belong to, and how they get there."""

from members.models.groups import Membership, StudyGroup
from members.models.invitations import Invitation
from members.models.nominations import Nomination
from members.models.organisations import Organisation
from members.models.people import Person, User

__all__ = [
    "Invitation",
    "Membership",
    "Nomination",
    "Organisation",
    "Person",
    "StudyGroup",
    "User",
]
