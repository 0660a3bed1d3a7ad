"""The secretariat's workplace for people: organisations, groups, nominations, accounts."""

from members.admin.groups import StudyGroupAdmin
from members.admin.nominations import NominationAdmin
from members.admin.organisations import OrganisationAdmin
from members.admin.people import PersonAdmin
from members.admin.users import UserAdmin

__all__ = ["NominationAdmin", "OrganisationAdmin", "PersonAdmin", "StudyGroupAdmin", "UserAdmin"]
