"""What the members do in the field: word hypotheses, log visits, note findings."""

import logging
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from fieldwork.models import Finding, Hypothesis, ReferenceCase, Verification, Visit, VisitPhoto
from members.models import Membership, StudyGroup, User
from support.access import Refused
from support.files.checks import Checked
from support.wareki import clock

logger = logging.getLogger(__name__)


class SavedMeanwhile(Refused):
    """`newer` is the row as it is kept now."""

    code = "saved_meanwhile"

    def __init__(self, newer: Any) -> None:
        at = newer.updated_at.astimezone(clock.TOKYO)
        super().__init__(
            _(
                "While you were writing, somebody else has saved this record (%(time)s). Compare "
                "what is kept now, add what is missing to your text, and save once more."
            )
            % {"time": f"{at:%H:%M}"}
        )
        self.newer = newer


def lock(row: Any, seen: str) -> None:
    """Lock a row that stands on somebody's screen in the state of `seen`; empty: any state.

    Errors: SavedMeanwhile when it has been saved since.
    """
    kept = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if seen and kept.updated_at.isoformat() != seen:
        raise SavedMeanwhile(kept)


@transaction.atomic
def add_hypothesis(
    group: StudyGroup, *, text: str, verdict: str, by: User, token: uuid.UUID | None = None
) -> Hypothesis:
    """Add a hypothesis under the group's next number, without a gap even when two add at once.

    The same form (`token`) sent twice gives the one hypothesis it made the first time.
    """
    StudyGroup.objects.select_for_update().get(pk=group.pk)
    if known := group.hypotheses.filter(form_token=token).first():
        return known
    last = group.hypotheses.aggregate(last=Max("number"))["last"] or 0
    hypothesis = Hypothesis.objects.create(
        group=group,
        number=last + 1,
        text=text,
        verdict=verdict,
        form_token=token or uuid.uuid4(),
        created_by=by,
    )
    logger.info("hypothesis added hypothesis=%s group=%s by=%s", hypothesis.pk, group.pk, by.pk)
    return hypothesis


@transaction.atomic
def save_hypothesis(hypothesis: Hypothesis, *, seen: str, by: User) -> None:
    """Errors: SavedMeanwhile."""
    lock(hypothesis, seen)
    hypothesis.save()
    logger.info("hypothesis saved hypothesis=%s by=%s", hypothesis.pk, by.pk)


@transaction.atomic
def record_visit(
    group: StudyGroup, *, token: uuid.UUID, fields: Mapping[str, Any], by: User
) -> Visit:
    """Log a visit. The same form sent twice gives the one visit it made the first time."""
    values = dict(fields)
    visitors = values.pop("visitors", ())
    visit, is_new = Visit.objects.get_or_create(
        group=group, form_token=token, defaults={**values, "created_by": by}
    )
    if is_new:
        visit.visitors.set(visitors)
        logger.info("visit recorded visit=%s group=%s by=%s", visit.pk, group.pk, by.pk)
    return visit


@transaction.atomic
def save_visit(visit: Visit, *, visitors: Iterable[Membership], seen: str, by: User) -> None:
    """Errors: SavedMeanwhile."""
    lock(visit, seen)
    visit.save()
    visit.visitors.set(visitors)
    logger.info("visit saved visit=%s by=%s", visit.pk, by.pk)


@transaction.atomic
def add_photo(photo: VisitPhoto, *, checked: Checked, by: User) -> VisitPhoto:
    """Keep a photo of a visit. The same picture sent twice is kept once.

    Effects: the file is written before the row, so no row ever lacks its file.
    """
    known = VisitPhoto.objects.filter(visit=photo.visit, sha256=checked.sha256).first()
    if known:
        return known
    photo.take(checked)
    photo.added_by = by
    photo.save()
    logger.info("photo added photo=%s visit=%s by=%s", photo.pk, photo.visit_id, by.pk)
    return photo


@transaction.atomic
def note_finding(
    finding: Finding,
    *,
    stances: Mapping[Hypothesis, str],
    by: User,
    token: uuid.UUID | None = None,
    seen: str = "",
) -> Finding:
    """Save a finding with what it says of each hypothesis; an empty stance says nothing.

    The same form (`token`) sent twice gives the one finding it made the first time.
    Errors: SavedMeanwhile. Effects: replaces what the finding said of the hypotheses before.
    """
    if finding.pk:
        lock(finding, seen)
    else:
        visit = Visit.objects.select_for_update(of=("self",)).get(pk=finding.visit_id)
        if known := visit.findings.filter(form_token=token).first():
            return known
        finding.form_token = token or uuid.uuid4()
        finding.created_by = by
    finding.save()
    finding.verifications.all().delete()
    Verification.objects.bulk_create(
        Verification(finding=finding, hypothesis=hypothesis, stance=stance)
        for hypothesis, stance in stances.items()
        if stance
    )
    logger.info("finding noted finding=%s visit=%s by=%s", finding.pk, finding.visit_id, by.pk)
    return finding


@transaction.atomic
def add_case(
    group: StudyGroup, *, token: uuid.UUID, fields: Mapping[str, Any], by: User
) -> ReferenceCase:
    """Keep a reference case. The same form sent twice gives the one it made the first time."""
    case, is_new = ReferenceCase.objects.get_or_create(
        group=group, form_token=token, defaults={**fields, "created_by": by}
    )
    if is_new:
        logger.info("case added case=%s group=%s by=%s", case.pk, group.pk, by.pk)
    return case


@transaction.atomic
def save_case(case: ReferenceCase, *, seen: str, by: User) -> None:
    """Errors: SavedMeanwhile."""
    lock(case, seen)
    case.save()
    logger.info("case saved case=%s by=%s", case.pk, by.pk)
