"""What lecturers and members are told about a review, and until when it is worth telling."""

from django.urls import reverse
from django.utils.translation import pgettext_lazy

import members.access
from proposals.models import Comment, Review, Step
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
    notices.register(
        "group_check",
        still_due=is_standing,
        compose=ask_group,
        label=pgettext_lazy("kind of mail", "request to the group"),
    )
    notices.register(
        "proposal_final",
        still_due=is_standing,
        compose=tell_final,
        label=pgettext_lazy("kind of mail", "proposal final"),
    )
    notices.register(
        "mentioned",
        still_due=can_still_read,
        compose=tell_mentioned,
        label=pgettext_lazy("kind of mail", "comment for a person"),
    )
    notices.register(
        "answer_entered",
        still_due=is_still_lecturer,
        compose=tell_entered,
        label=pgettext_lazy("kind of mail", "answer entered for the lecturer"),
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


def is_standing(row) -> bool | Verdict:
    """The proposal is still where this step brought it, and the recipient still a member."""
    step = _step(row)
    if step.proposal.state != step.to_state:
        return False
    return members.access.can_contribute(row.recipient, step.proposal.group)


def ask_group(row) -> Letter:
    proposal = _step(row).proposal
    path = reverse("proposals:group-check", args=[proposal.group.slug, proposal.pk])
    return _letter_of_step("group_check", row, path)


def tell_final(row) -> Letter:
    return _letter_of_step("proposal_final", row, _step(row).proposal.get_absolute_url())


def _letter_of_step(kind: str, row, path: str) -> Letter:
    step = _step(row)
    words = {
        "step": step,
        "milestone": step.milestone,
        "proposal": step.proposal,
        "group": step.proposal.group,
        "name": row.recipient.name,
        "url": notices.short_url(path),
    }
    return notices.letter(kind, words)


def _step(row) -> Step:
    return Step.objects.select_related("proposal__group", "milestone").get(pk=row.subject_pk)


def can_still_read(row) -> bool | Verdict:
    """The comment is not dealt with, and the recipient still belongs to the open group."""
    thread = _comment(row).thread
    group = thread.proposal_read_in.group
    if not thread.is_open or group.is_closed:
        return False
    return members.access.can_read_inside(row.recipient, group)


def tell_mentioned(row) -> Letter:
    comment = _comment(row)
    proposal = comment.thread.proposal_read_in
    words = {
        "comment": comment,
        "thread": comment.thread,
        "proposal": proposal,
        "group": proposal.group,
        "name": row.recipient.name,
        "url": notices.short_url(comment.thread.get_absolute_url()),
    }
    return notices.letter("mentioned", words)


def _comment(row) -> Comment:
    comments = Comment.objects.select_related(
        "author__person", "thread__section__proposal__group", "thread__proposal__group"
    )
    return comments.get(pk=row.subject_pk)


def ask_lecturer(row) -> Letter:
    return _letter("review_requested", row, _review(row).get_absolute_url())


def is_still_lecturer(row) -> bool | Verdict:
    return members.access.can_advise(row.recipient, _review(row).milestone.proposal.group)


def tell_entered(row) -> Letter:
    return _letter("answer_entered", row, _review(row).get_absolute_url())


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
