"""Who may do what with a proposal.

Every rule stands on those of `members.access`, so closing a group closes everything here.
"""

from django.utils.translation import gettext as _

import members.access
from members.access import Visitor
from members.models import Membership, StudyGroup, User
from proposals.models import Entry, Proposal, Review, Section, Thread
from support.access import ALLOWED, Denied, Verdict
from support.wareki import clock


def can_read_inside(user: Visitor, proposal: Proposal) -> Verdict:
    """The text, its comments and reviews are for the group; others see what is published."""
    return members.access.can_read_inside(user, proposal.group)


def can_read_inside_group(user: Visitor, group: StudyGroup) -> Verdict:
    """Whether there is more for this person than what is published."""
    return members.access.can_read_inside(user, group)


def can_start(user: User, group: StudyGroup) -> Verdict:
    """Any member begins a proposal."""
    return members.access.can_contribute(user, group)


def can_start_own(user: User, group: StudyGroup) -> Verdict:
    """A member begins a proposal of their own."""
    return members.access.can_take_part(user, group)


def can_write_section(user: User, section: Section) -> Verdict:
    """All members write in all sections, as long as no lecturer reads them.

    Asked again with every batch.
    """
    can_change = _can_change(user, section.proposal)
    if not can_change and members.access.can_advise(user, section.proposal.group):
        return Denied(_("The members write the text. Please tell them your view in a comment."))
    return can_change


def can_arrange(user: User, proposal: Proposal) -> Verdict:
    """Titles, writers and days are part of what a lecturer reads: they are fixed with the text."""
    return _can_change(user, proposal)


def _can_change(user: User, proposal: Proposal) -> Verdict:
    contributes = members.access.can_contribute(user, proposal.group)
    if not contributes:
        return contributes
    if proposal.state == Proposal.State.GROUP_CHECK:
        return Denied(_("The group is checking this version. Comments can still be written."))
    if proposal.state == Proposal.State.REVIEWING:
        return Denied(_("The lecturer is reading this version. Comments can still be written."))
    if not proposal.is_open:
        return Denied(
            _("This proposal has been endorsed. The office can open it for writing again.")
        )
    return ALLOWED


def can_comment(user: User, about: Section | Proposal) -> Verdict:
    """Members and lecturers comment at any time, also while the text is closed."""
    group = about.group if isinstance(about, Proposal) else about.proposal.group
    contributes = members.access.can_contribute(user, group)
    return contributes or members.access.can_advise(user, group) or contributes


def can_resolve(user: User, thread: Thread) -> Verdict:
    """Whoever may comment may say that a comment is dealt with, and that it is not."""
    return can_comment(user, thread.proposal_read_in)


def can_keep_sources(user: User, group: StudyGroup) -> Verdict:
    """Any member registers and corrects what the group cites."""
    return members.access.can_contribute(user, group)


def can_edit_entry(user: User, entry: Entry) -> Verdict:
    """What was typed is corrected here; a case or a material says itself what it is."""
    keeps = can_keep_sources(user, entry.group)
    if keeps and not entry.is_typed:
        return Denied(_("This source gets its words from its own page."))
    return keeps


def can_keep_version(user: User, proposal: Proposal) -> Verdict:
    """Members and the office keep a version at any time: it changes nothing else."""
    return members.access.can_contribute(user, proposal.group)


def can_make_reading_copy(user: Visitor, proposal: Proposal) -> Verdict:
    """Whoever reads the inside asks for any version as PDF, until the group is closed."""
    reads = can_read_inside(user, proposal)
    if reads and proposal.group.is_closed:
        return Denied(_("This study group has been closed. Nothing can be changed any more."))
    return reads


def can_restore(user: User, proposal: Proposal) -> Verdict:
    """The leader or the office puts a text back, as long as the members may change it."""
    can_change = _can_change(user, proposal)
    if can_change and not (user.is_staff or _may_lead(user, proposal)):
        return Denied(_("The leader of the group or the office puts the text back."))
    return can_change


def can_ask_group(user: User, proposal: Proposal) -> Verdict:
    """The leader hands the text to the group for checking."""
    leads = can_lead(user, proposal)
    if leads and not proposal.is_open:
        return Denied(_("The proposal has already been handed over."))
    return leads


def can_take_back(user: User, proposal: Proposal) -> Verdict:
    """The leader opens the text again, as long as only the group has it."""
    leads = can_lead(user, proposal)
    if leads and not proposal.is_with_group:
        return Denied(_("The group does not check this proposal at present."))
    return leads


def can_confirm(user: User, proposal: Proposal) -> Verdict:
    """Each member says of each section: read, and nothing against it."""
    takes_part = members.access.can_take_part(user, proposal.group)
    if takes_part and not proposal.is_with_group:
        return Denied(_("The group does not check this proposal at present."))
    return takes_part


def can_submit(user: User, proposal: Proposal) -> Verdict:
    """The leader submits; the group may have checked it before."""
    leads = can_lead(user, proposal)
    if not leads:
        return leads
    if proposal.state == Proposal.State.REVIEWING:
        return Denied(_("The proposal has already been submitted."))
    if proposal.state not in Proposal.WITH_MEMBERS:
        return Denied(_("The proposal has already been endorsed."))
    return ALLOWED


def can_lead(user: User, proposal: Proposal) -> Verdict:
    """The leader takes the steps, of an own proposal its author; the office in any case.

    Without a leader any member does.
    """
    contributes = members.access.can_contribute(user, proposal.group)
    if contributes and not (user.is_staff or _may_lead(user, proposal)):
        return Denied(_("Only the leader of the group can submit the proposal."))
    return contributes


def must_say_why(user: User, proposal: Proposal) -> bool:
    """The secretariat takes a step that is the leader's: it gives a reason."""
    return not members.access.can_take_part(user, proposal.group)


def _may_lead(user: User, proposal: Proposal) -> bool:
    if proposal.author_id is not None:
        return user.pk == proposal.author_id
    leaders = Membership.objects.active(on=clock.today()).leaders().filter(group=proposal.group_id)
    rows = list(leaders.values_list("user", "sub_group"))
    own = {leader for leader, team in rows if proposal.team and team == proposal.team}
    found = own or {leader for leader, _team in rows}
    return not found or user.pk in found


def can_advise(user: User, review: Review) -> Verdict:
    """The lecturer who was asked answers; whether it is still asked for, the action says."""
    advises = members.access.can_advise(user, review.milestone.proposal.group)
    if advises and review.lecturer_id != user.pk:
        return Denied(_("Another lecturer has been asked for this answer."))
    return advises


def can_answer(user: User, review: Review) -> Verdict:
    """The lecturer who was asked answers; the secretariat enters what came on paper."""
    advises = can_advise(user, review)
    manages = members.access.can_manage(user, review.milestone.proposal.group)
    may = advises if advises or not manages else manages
    if may and not review.is_waiting:
        return Denied(_("This version has already been answered."))
    return may


def can_comment_for(user: User, proposal: Proposal) -> Verdict:
    """The secretariat enters what a lecturer has written on paper."""
    return members.access.can_manage(user, proposal.group)


def can_make_paper(user: User, proposal: Proposal) -> Verdict:
    """The leader or the office asks for the PDF of an endorsed version."""
    contributes = members.access.can_contribute(user, proposal.group)
    if not contributes:
        return contributes
    if proposal.state not in Proposal.SETTLED:
        return Denied(_("The PDF can be made when the lecturer has endorsed the proposal."))
    if not members.access.can_manage(user, proposal.group) and not _may_lead(user, proposal):
        return Denied(_("The leader of the group or the office makes the PDF."))
    return ALLOWED


def can_publish(user: User, proposal: Proposal) -> Verdict:
    """The office publishes what is final."""
    manages = members.access.can_manage(user, proposal.group)
    if not manages:
        return manages
    if proposal.is_published:
        return Denied(_("The proposal has already been published."))
    if proposal.state != Proposal.State.FINAL:
        return Denied(_("Only a final proposal can be published."))
    return ALLOWED


def can_check_for_office(user: User, proposal: Proposal) -> Verdict:
    """The office looks at names, pictures and terms of what has been endorsed."""
    manages = members.access.can_manage(user, proposal.group)
    if manages and proposal.state not in Proposal.BEFORE_FINAL:
        return Denied(_("The secretariat checks a proposal when the lecturer has endorsed it."))
    return manages


def can_reopen(user: User, proposal: Proposal) -> Verdict:
    """The office opens a text for writing again, with a reason."""
    manages = members.access.can_manage(user, proposal.group)
    if not manages:
        return manages
    if proposal.is_open:
        return Denied(_("The text is open for writing."))
    if proposal.is_with_group:
        return Denied(_("The group checks this version. Its leader can take it back."))
    return ALLOWED
