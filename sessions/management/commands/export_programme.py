"""manage.py export_programme SLUG > programme.yaml"""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from members.models import StudyGroup
from sessions.models import Outline
from sessions.programme.exporting import as_yaml, export


class Command(BaseCommand):
    help = "Writes the programme of a study group as YAML."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        group = StudyGroup.objects.filter(slug=slug).first()
        if group is None or not Outline.objects.filter(group=group).exists():
            raise CommandError(_("There is no programme at %(slug)s.") % {"slug": slug})
        self.stdout.write(as_yaml(export(group)), ending="")
