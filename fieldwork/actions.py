"""What the members do in the field: word hypotheses, log visits, note findings."""

import logging
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from fieldwork.models import Finding, Hypothesis, Verification, Visit, VisitPhoto
from members.models import StudyGroup, User
from support.files.checks import Checked

logger = logging.getLogger(__name__)


@transaction.atomic
def add_hypothesis(group: StudyGroup, *, text: str, verdict: str, by: User) -> Hypothesis:
    """Add a hypothesis under the group's next number, without a gap even when two add at once."""
    StudyGroup.objects.select_for_update().get(pk=group.pk)
    last = group.hypotheses.aggregate(last=Max("number"))["last"] or 0
    hypothesis = Hypothesis.objects.create(
        group=group, number=last + 1, text=text, verdict=verdict, created_by=by
    )
    logger.info("hypothesis added hypothesis=%s group=%s by=%s", hypothesis.pk, group.pk, by.pk)
    return hypothesis


@transaction.atomic
def record_visit(
    group: StudyGroup, *, token: uuid.UUID, fields: Mapping[str, Any], by: User
) -> Visit:
    """Log a visit. The same form sent twice gives the one visit it made the first time."""
    values = dict(fields)
    visitors = values.pop("visitors", ())
    visit, is_new = Visit.objects.get_or_create(
        form_token=token, defaults={**values, "group": group, "created_by": by}
    )
    if is_new:
        visit.visitors.set(visitors)
        logger.info("visit recorded visit=%s group=%s by=%s", visit.pk, group.pk, by.pk)
    return visit


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
def note_finding(finding: Finding, *, stances: Mapping[Hypothesis, str], by: User) -> Finding:
    """Save a finding with what it says of each hypothesis; an empty stance says nothing.

    Effects: replaces what the finding said of the hypotheses before.
    """
    if finding.pk is None:
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
