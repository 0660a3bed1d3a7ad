"""Taking texts out as Word files: one section at once, a whole version when it has been made."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from proposals import papers
from proposals.views.sections import find
from proposals.views.versions import find_version
from proposals.word.paper import KIND
from proposals.word.section import section_file
from support import documents


@require_safe
@never_cache
def section_word(request, slug, pk):
    """The text of a section as it is now."""
    section = find(request, slug, pk)
    try:
        return documents.deliver_ready(section_file(section))
    except documents.NotMade as failure:
        messages.error(request, failure.reason)
        return redirect(section)


@require_http_methods(["GET", "POST"])
def version_word(request, slug, pk, number):
    """GET: how far the Word file of a version is; POST: ask for it."""
    milestone = find_version(request, slug, pk, number)
    if request.method == "POST":
        papers.ask(milestone, KIND)
        return redirect("proposals:version-word", slug, pk, number)
    page = {
        "milestone": milestone,
        "proposal": milestone.proposal,
        "group": milestone.proposal.group,
        "paper": papers.newest(milestone, KIND),
    }
    return render(request, "proposals/version_word.html", page)


@require_safe
def version_word_state(request, slug, pk, number):
    """How far the Word file is, for the page that waits."""
    newest = papers.newest(find_version(request, slug, pk, number), KIND)
    if newest is None:
        raise Http404
    return documents.state(newest)


@require_safe
def version_word_file(request, slug, pk, number):
    finished = papers.finished(find_version(request, slug, pk, number), KIND)
    if finished is None:
        raise Http404
    return documents.deliver(finished)
