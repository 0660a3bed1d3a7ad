"""What the secretariat does during the trial. Runs inside the process of tests/faults/staff.py."""

import datetime as dt

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from config.launch.children import prepare
from sessions import reminders
from support.collab import writing
from support.collab.blocks import Block
from support.collab.models import Update
from support.notices.models import Notice
from support.wareki import clock
from tests.factories import (
    MembershipFactory,
    ProposalFactory,
    SectionFactory,
    StudyGroupFactory,
    StudySessionFactory,
)
from tests.faults.staff import MEMBERS, PASSWORD, TODAY, WRITERS

TEXTS = 2


def found():
    """Set up the portal: one group with its members, and the texts they write."""
    prepare.main(demo=False)
    move_clock(TODAY.isoformat())
    with transaction.atomic():
        group = StudyGroupFactory(slug="r4-kill")
        users = [
            MembershipFactory(group=group, user__email=f"m{number}@town.example.jp").user
            for number in range(MEMBERS)
        ]
        for user in users[:WRITERS]:
            user.set_password(PASSWORD)
            user.save()
        proposal = ProposalFactory(group=group)
        sections = [SectionFactory(proposal=proposal) for _ in range(TEXTS)]
        for section in sections:
            writing.replace(section.document, [Block("paragraph", "〔始め〕")])
    return {
        "group": group.pk,
        "logins": [user.login_id for user in users[:WRITERS]],
        "urls": [reverse("proposals:sync", args=[group.slug, part.pk]) for part in sections],
    }


def move_clock(day):
    """Let it be ten o'clock on this day."""
    morning = dt.time(10, tzinfo=clock.TOKYO)
    clock.move_to(dt.datetime.combine(dt.date.fromisoformat(day), morning))


@transaction.atomic
def fix_a_date(group, number):
    """Fix a meeting in two weeks: everybody is owed a reminder today. Gives what is owed."""
    meeting = StudySessionFactory(
        group_id=group,
        key=f"x{number}",
        kind="extra",
        number=None,
        order=number,
        fixed_on=TODAY + dt.timedelta(days=14),
    )
    reminders.owe(meeting)
    rows = Notice.objects.filter(subject_key__endswith=f":{meeting.pk}")
    return sorted(rows.values_list("pk", flat=True))


def ledger():
    """Every row of the ledger; `marked_at` in real time, as the mailbox counts."""
    fields = ["pk", "due_on", "state", "message_id", "tries", "recipient__email"]
    rows = Notice.objects.order_by("pk").values(*fields, marked_at=F("updated_at"))
    return [
        row | {"due_on": str(row["due_on"]), "marked_at": row["marked_at"].timestamp()}
        for row in rows
    ]


def due_count():
    """How many mails are due today and still wait."""
    return Notice.objects.filter(state="waiting", due_on__lte=clock.today()).count()


def updates():
    """(text, seq, batch) of every row, in their order."""
    rows = Update.objects.order_by("document", "seq")
    return [
        [str(document), seq, str(batch)]
        for document, seq, batch in rows.values_list("document", "seq", "batch")
    ]
