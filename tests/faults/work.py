"""What the secretariat does during the trial. Runs inside the process of tests/faults/staff.py."""

import datetime as dt

from django.db import connection, transaction
from django.db.models import F
from django.urls import reverse

from config.launch.children import prepare
from members.models import Membership
from proposals import actions
from proposals.models import Proposal
from sessions import reminders
from support.collab import actions as collab
from support.collab import writing
from support.collab.blocks import Block
from support.collab.models import Document, Update
from support.notices.models import Notice
from support.wareki import clock
from tests.factories import (
    MembershipFactory,
    ProposalFactory,
    SectionFactory,
    StudyGroupFactory,
    StudySessionFactory,
)
from tests.faults.staff import BEGINNING, MEMBERS, PASSWORD, TODAY

TEXTS = 2
FULL_DISK = """
CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF random() < 0.5 THEN
    RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full';
  END IF;
  RETURN NEW;
END $$
"""


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
        observer = MembershipFactory(group=group, role=Membership.Role.OBSERVER).user
        for user in [*users, observer]:
            user.set_password(PASSWORD)
            user.save()
        proposal = ProposalFactory(group=group)
        sections = [SectionFactory(proposal=proposal) for _ in range(TEXTS)]
        for section in sections:
            writing.replace(section.document, [Block("paragraph", BEGINNING)])
    return {
        "group": group.pk,
        "logins": [user.login_id for user in users],
        "observer": observer.login_id,
        "proposal": proposal.pk,
        "urls": [reverse("proposals:sync", args=[group.slug, part.pk]) for part in sections],
    }


def empty_section(proposal):
    """A section in which nobody has written: the addresses of its form and of its text."""
    section = actions.add_section(Proposal.objects.get(pk=proposal), title="新しい章")
    where = [section.proposal.group.slug, section.pk]
    return [reverse("proposals:plain-text", args=where), reverse("proposals:sync", args=where)]


def long_text(proposal, letters):
    """A section with so many letters, a hundred to a paragraph. Gives its address."""
    _form, url = empty_section(proposal)
    document = Document.objects.latest("created_at")
    sentence = "県南の九つの町村では空き家が十年で二倍になり、その多くは持ち主が遠くに住んでいる。"
    paragraph = (sentence * 3)[:100]
    writing.replace(document, [Block("paragraph", paragraph)] * (letters // len(paragraph)))
    return url


def put_back(number):
    """Put a text back to the state it has: nothing is lost, and every open page is stale."""
    with transaction.atomic():
        document = Document.objects.order_by("section__position")[number]
        document = collab.lock(document)
        return collab.restore(document, collab.state(document), author=None)


@transaction.atomic
def fail_inserts(often):
    """Let every second INSERT of an update fail as on a full disk, or none any more."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER IF EXISTS full_disk ON collab_update")
        if often:
            cursor.execute(FULL_DISK)
            cursor.execute(
                "CREATE TRIGGER full_disk BEFORE INSERT ON collab_update"
                " FOR EACH ROW EXECUTE FUNCTION full_disk()"
            )
    return often


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
