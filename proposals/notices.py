"""What lecturers and members are told about a review, and until when it is worth telling."""

from django.utils.translation import pgettext_lazy

import members.access
from proposals.models import Review
from support import notices
from support.access import Verdict
from support.notices import Letter


def register() -> None:
    """Called once, from `AppConfig.ready()`."""
    notices.register(
        "review_requested",
        still_due=is_wanted,
        compose=ask_lecturer,
        label=pgettext_lazy("kind of mail", "request to the lecturer"),
    )
    notices.register(
        "changes_requested",
        still_due=is_news,
        compose=tell_changes,
        label=pgettext_lazy("kind of mail", "changes requested"),
    )
    notices.register(
        "proposal_endorsed",
        still_due=is_news,
        compose=tell_endorsed,
        label=pgettext_lazy("kind of mail", "proposal endorsed"),
    )


def is_wanted(row) -> bool | Verdict:
    """The lecturer is still one, and has not answered."""
    review = _review(row)
    if not review.is_waiting:
        return False
    return members.access.can_advise(row.recipient, review.milestone.proposal.group)


def is_news(row) -> bool | Verdict:
    """The recipient is still a member, and no newer version has been handed over."""
    proposal = _review(row).milestone.proposal
    if _review(row).milestone != proposal.milestones.handed_over().newest():
        return False
    return members.access.can_contribute(row.recipient, proposal.group)


def ask_lecturer(row) -> Letter:
    return _letter("review_requested", row, _review(row).get_absolute_url())


def tell_changes(row) -> Letter:
    return _letter("changes_requested", row, _review(row).milestone.proposal.get_absolute_url())


def tell_endorsed(row) -> Letter:
    return _letter("proposal_endorsed", row, _review(row).milestone.proposal.get_absolute_url())


def _letter(kind: str, row, path: str) -> Letter:
    review = _review(row)
    words = {
        "review": review,
        "milestone": review.milestone,
        "proposal": review.milestone.proposal,
        "group": review.milestone.proposal.group,
        "name": row.recipient.name,
        "url": notices.short_url(path),
    }
    return notices.letter(kind, words)


def _review(row) -> Review:
    reviews = Review.objects.select_related("milestone__proposal__group", "lecturer__person")
    return reviews.get(pk=row.subject_pk)
