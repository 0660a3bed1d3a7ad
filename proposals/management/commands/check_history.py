"""Plays every text again from its raw updates and compares: ./portal manage check_history"""

from django.core.management.base import BaseCommand, CommandError

from proposals.models import Section
from proposals.versions import history


class Command(BaseCommand):
    help = "Compare every text and every frozen version with the updates they were made of."

    def handle(self, *args, **options):
        sections = Section.objects.select_related("document").order_by("pk")
        found = [
            f"section {section.pk}, text {section.document_id}: {doubt}"
            for section in sections
            for doubt in history.doubts(section)
        ]
        self.stdout.write(f"{len(sections)} texts played again, {len(found)} do not agree")
        if found:
            raise CommandError("\n".join(found))
