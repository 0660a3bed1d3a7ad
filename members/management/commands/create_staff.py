"""Opens the first account of the secretariat and prints its one-time link."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from members import actions, contacts, names
from members.models import Person
from support.access import Refused


class Command(BaseCommand):
    help = "Create an account of the secretariat and print a one-time link for it."

    def add_arguments(self, parser):
        parser.add_argument("login", help="sign-in name, for example karina")
        parser.add_argument("--name", required=True, help="family and given name: 「仮名 ゆき」")
        parser.add_argument("--kana", default="", help="reading: 「かりな ゆき」")
        parser.add_argument("--mail", default="", help="mail address, for setting a new password")

    def handle(self, *args, login, name, kana, mail, **options):
        family, _, given = " ".join(name.split()).partition(" ")
        family_kana, _, given_kana = " ".join(names.hiragana(kana).split()).partition(" ")
        person = Person(
            family_name=names.as_typed(family),
            given_name=names.as_typed(given),
            family_kana=family_kana,
            given_kana=given_kana,
        )
        try:
            names.validate_name(person.family_name + person.given_name)
            names.validate_hiragana(family_kana + given_kana)
            email = contacts.mail_address(mail)
            invitation = actions.create_staff(login, person=person, email=email)
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        except Refused as refusal:
            raise CommandError(str(refusal.reason)) from refusal
        self.stdout.write(
            f"{login} can take up the account once, within 14 days, at:\n{invitation.url}"
        )
