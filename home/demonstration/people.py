"""The people of the demonstration, each with a password and the staff with a second factor."""

import datetime as dt
import secrets
from dataclasses import dataclass

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from members.actions import keep_address
from members.models import Membership, Organisation, Person, StudyGroup, User

YEAR_BEGINS = dt.date(2022, 6, 1)
OFFICE_MAIL = "kikaku@town.example.jp"  # several people share one address, as in small offices


@dataclass
class Account:
    """What a person needs to sign in to the demonstration. Shown once, kept nowhere else."""

    user: User
    password: str
    what: str
    totp_secret: str = ""


def new_account(row: dict, what: str, *, person: Person | None = None, **fields) -> Account:
    person = person or Person.objects.create(
        family_name=row["family"],
        given_name=row["given"],
        family_kana=row["family_kana"],
        given_kana=row["given_kana"],
    )
    password = secrets.token_urlsafe(12)
    email = row.get("email", OFFICE_MAIL)
    user = User.objects.create_user(row["login_id"], password, person=person, email=email, **fields)
    keep_address(user)
    return Account(user, password, what)


def secretariat(rows: list[dict]) -> list[Account]:
    """Staff accounts with a second factor, so that the admin opens at once."""
    accounts = []
    for row in rows:
        account = new_account(row, "事務局", is_staff=True, is_superuser=True)
        account.totp_secret = generate_totp_secret()
        TOTP.activate(account.user, account.totp_secret)
        accounts.append(account)
    return accounts


def organisations(rows: list[dict]) -> None:
    for row in rows:
        Organisation.objects.create(**row)


def members(group: StudyGroup, rows: list[dict]) -> dict[int, Account]:
    """{number in the list: account}. Each is a member of the group since June."""
    bodies = {body.name: body for body in Organisation.objects.all()}
    accounts = {}
    for row in rows:
        account = new_account(row, "研究員")
        Membership.objects.create(
            group=group,
            user=account.user,
            role=Membership.Role.MEMBER,
            duty=row.get("duty", ""),
            sub_group=row["sub_group"],
            organisation=bodies[row["organisation"]],
            department=row["department"],
            post=row["post"],
            starts_on=YEAR_BEGINS,
        )
        accounts[row["number"]] = account
    return accounts


def lecturer(group: StudyGroup, row: dict, printed) -> Account:
    """The lecturer of the programme, with the affiliation exactly as it is printed there."""
    account = new_account(row, "講師", person=printed.person)
    Membership.objects.create(
        group=group,
        user=account.user,
        role=Membership.Role.LECTURER,
        department=printed.affiliation,
        post=printed.post,
        starts_on=YEAR_BEGINS,
    )
    return account
