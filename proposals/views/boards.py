"""The board 「誰の番か」: of one group, and for the secretariat of all open groups."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from members.models import StudyGroup
from proposals.models import Proposal
from proposals.review import turns


@require_safe
def board(request, slug):
    group = get_object_or_404(StudyGroup.objects.read_inside_by(request.user), slug=slug)
    page = {"group": group, "rows": turns.board(Proposal.objects.filter(group=group))}
    return render(request, "proposals/board.html", page)


@require_safe
def board_of_all(request):
    """Of every open group whose inside this person reads."""
    groups = StudyGroup.objects.read_inside_by(request.user)
    groups = groups.exclude(state=StudyGroup.State.CLOSED)
    page = {"group": None, "rows": turns.board(Proposal.objects.filter(group__in=groups))}
    return render(request, "proposals/board.html", page)
