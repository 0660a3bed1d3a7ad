"""Loads the prefecture and its municipalities. What is there already is left as it is."""

import csv
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from members.models import Organisation
from members.municipality_codes import repaired

FUKUSHIMA = Path(__file__).resolve().parents[2] / "fixtures" / "organisations.csv"
KINDS = {
    "県": Organisation.Kind.PREFECTURE,
    "市": Organisation.Kind.CITY,
    "町": Organisation.Kind.TOWN,
    "村": Organisation.Kind.VILLAGE,
}


class Command(BaseCommand):
    help = "Load organisations from a CSV file (code,name,kana,type,region). Safe to run again."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FUKUSHIMA)

    def handle(self, *args, file, **options):
        organisations = self._read(file)
        known = set(Organisation.objects.values_list("code", flat=True))
        missing = [row for row in organisations if row.code not in known]
        with transaction.atomic():
            Organisation.objects.bulk_create(missing)
        self.stdout.write(f"{len(missing)} organisations loaded, {len(known)} were there.")

    def _read(self, file):
        rows, problems = [], []
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for line, row in enumerate(csv.DictReader(lines), start=2):
                try:
                    rows.append(self._organisation(row))
                except (KeyError, TypeError, ValidationError) as problem:
                    reason = getattr(problem, "message", None) or repr(problem)
                    problems.append(f"line {line}: {reason % getattr(problem, 'params', {})}")
        if problems:
            raise CommandError("Nothing was loaded.\n" + "\n".join(problems))
        return rows

    @staticmethod
    def _organisation(row):
        code = repaired(row["code"])
        return Organisation(
            code=code,
            name=row["name"],
            kana=row["kana"],
            kind=KINDS[row["type"]],
            district=row["region"],
            sort_order=int(code),
        )
