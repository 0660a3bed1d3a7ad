import datetime as dt

from django.core.management.base import BaseCommand, CommandError

from support.wareki import clock


class Command(BaseCommand):
    help = "Show business time, or let it go on from a moment: clock 2022-12-01T09:00"

    def add_arguments(self, parser):
        parser.add_argument("moment", nargs="?", type=dt.datetime.fromisoformat)

    def handle(self, *, moment=None, **options):
        if moment is not None:
            try:
                clock.move_to(moment if moment.tzinfo else moment.replace(tzinfo=clock.TOKYO))
            except RuntimeError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(clock.now().isoformat(timespec="minutes"))
