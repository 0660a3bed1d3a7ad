"""Bringing a programme file into the portal: all of it or nothing, and never over staff's work."""

import logging
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from members.models import StudyGroup
from sessions.models import Outline, ProgrammeImport, StudySession
from sessions.programme.exporting import export
from sessions.programme.merging import Merge, merge
from sessions.programme.reading import BadProgramme, read
from sessions.programme.writing import write
from support.access import Refused
from support.wareki import clock, fiscal_year_label, parse_fiscal_year

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Imported:
    """What an import has done, or would do."""

    group_is_new: bool
    merge: Merge
    unreadable: list[StudySession]  # announced in words that are no date
    remarks: list[str]  # where the file's own working out differs from ours


@transaction.atomic
def import_programme(
    raw: bytes, *, slug: str, dry_run: bool = False, overwrite: bool = False
) -> Imported:
    """Let the group at `slug` have the programme of the file; a new group is in preparation.

    Errors: BadProgramme with every problem of the file; Refused when the group has been closed.
    """
    reading = read(raw)
    document = reading.document
    year = parse_fiscal_year(document["study_group"]["fiscal_year_ja"])
    name = document["study_group"]["name_ja"]
    group, is_new = StudyGroup.objects.select_for_update().get_or_create(
        slug=slug, defaults={"fiscal_year": year, "name": name}
    )
    if group.is_closed:
        raise Refused(_("This study group has been closed. Nothing can be changed any more."))
    if group.fiscal_year != year:
        sentence = _("The file is for %(file)s, the study group %(slug)s for %(group)s.")
        years = {"file": fiscal_year_label(year), "group": fiscal_year_label(group.fiscal_year)}
        raise BadProgramme([sentence % {**years, "slug": slug}])
    here = export(group) if Outline.objects.filter(group=group).exists() else {}
    base = ProgrammeImport.objects.filter(group=group).first()
    merged = merge(base.document if base else {}, here, document, overwrite=overwrite)
    if not merged.changes_nothing:
        write(group, merged.document, here=here)
    unreadable = [row for row in group.study_sessions.all() if row.when_is_unreadable]
    if dry_run:
        transaction.set_rollback(True)
    else:
        _remember(group, base, document)
        logger.info("programme imported group=%s changes=%s", group.pk, len(merged.from_file))
    return Imported(is_new, merged, unreadable, reading.remarks)


def _remember(group: StudyGroup, base: ProgrammeImport | None, document: dict) -> None:
    if base is not None and base.document == document:
        return
    ProgrammeImport.objects.update_or_create(
        group=group, defaults={"document": document, "imported_at": clock.now()}
    )
