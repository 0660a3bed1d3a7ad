"""manage.py import_programme FILE [--slug SLUG] [--dry-run] [--overwrite]"""

from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _

from sessions.programme.importing import import_programme
from sessions.programme.reading import BadProgramme
from support.access import Refused


class Command(BaseCommand):
    help = "Reads the programme of a study group from a YAML file."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--slug", help="address of the group; else taken from the file name")
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")
        parser.add_argument("--overwrite", action="store_true", help="also what staff have edited")

    def handle(self, *, file, slug, dry_run, overwrite, **options):
        slug = slug or file.stem.removeprefix("programme-")
        try:
            validate_slug(slug)
            raw = file.read_bytes()
            done = import_programme(raw, slug=slug, dry_run=dry_run, overwrite=overwrite)
        except ValidationError as error:
            raise CommandError(f"--slug: {error.messages[0]}") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except BadProgramme as bad:
            count = _("Nothing has been changed. Problems: %(count)d")
            lines = [*bad.sentences, count % {"count": len(bad.sentences)}]
            raise CommandError("\n".join(lines)) from bad
        except Refused as refused:
            raise CommandError(str(refused.reason)) from refused
        self.report(done, slug, dry_run)

    def report(self, done, slug, dry_run):
        if done.group_is_new:
            self.say(_("%(slug)s: a new study group, in preparation."), slug=slug)
        elif done.merge.changes_nothing:
            self.say(_("%(slug)s: nothing changes."), slug=slug)
        else:
            for change in done.merge.from_file:
                self.say(_("changed: %(key)s: %(here)s → %(file)s"), **told(change))
        for change in done.merge.kept:
            self.say(_("kept as edited here: %(key)s: %(here)s (file: %(file)s)"), **told(change))
        for row in done.unreadable:
            self.say(
                _("cannot be read as a date: %(key)s: %(here)s"), key=row.key, here=row.announced
            )
        for remark in done.remarks:
            self.say("%(remark)s", remark=remark)
        if dry_run:
            self.say(_("This was a trial: nothing has been changed."))

    def say(self, sentence, **values):
        self.stdout.write(sentence % values)


def told(change):
    return {"key": change.key, "here": words(change.here), "file": words(change.in_file)}


def words(value):
    """A value in one line: the printed texts, whatever holds them."""
    if value is None:
        return _("(nothing)")
    if isinstance(value, dict):
        return "・".join(words(item) for key, item in value.items() if key.endswith("_ja") and item)
    if isinstance(value, list):
        return " / ".join(words(item) for item in value)
    return f"「{value}」"
