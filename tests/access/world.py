"""One study group and everybody who might knock: the people and objects of the access matrix."""

from django.db import transaction
from django.test import Client

from tests.factories import MembershipFactory, StudyGroupFactory, UserFactory

ROLES = (
    "anonymous",
    "member",
    "former",  # a member until September
    "outsider",  # member of another group
    "lecturer",
    "other_lecturer",  # lecturer of another group
    "observer",
    "staff_no_mfa",
    "staff",
    "deactivated",  # a member whose account has been closed
)


# A browser always sends something with a form, if only the button.
EMPTY_FORM = {"GET": {}, "POST": {"save": "save"}}


class World:
    def __init__(self):
        self.group = StudyGroupFactory(slug="r4-kennan")
        self.other_group = StudyGroupFactory(slug="r4-aizu", name="会津方部出張型政策研究会")
        here, there = {"group": self.group}, {"group": self.other_group}
        self.users = {
            "member": MembershipFactory(**here, leader=True).user,
            "former": MembershipFactory(**here, former=True).user,
            "outsider": MembershipFactory(**there).user,
            "lecturer": MembershipFactory(**here, lecturer=True).user,
            "other_lecturer": MembershipFactory(**there, lecturer=True).user,
            "observer": MembershipFactory(**here, observer=True).user,
            "staff_no_mfa": UserFactory(is_staff=True, is_superuser=True),
            "staff": UserFactory(staff=True),
            "deactivated": MembershipFactory(**here, user__is_active=False).user,
        }

    def client(self, role):
        """A browser in which this person has signed in."""
        client = Client(raise_request_exception=True)
        if role != "anonymous":
            client.force_login(self.users[role])
        return client

    def ask(self, role, method, url, data=None):
        """The status this person gets. Whatever the request changed is taken back."""
        undone = transaction.atomic()
        undone._from_testcase = True  # lets a view commit durably inside, as in a TestCase
        with undone:
            request = getattr(self.client(role), method.lower())
            response = request(url, data or EMPTY_FORM[method])
            b"".join(response)  # a delivered file is closed when it has been read
            transaction.set_rollback(True)
        return response.status_code
