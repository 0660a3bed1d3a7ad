"""One section: its page with the editor, the form without script, and what the editor asks for."""

import uuid

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from proposals import access, actions
from proposals.forms import plain
from proposals.forms.proposals import CommentForm, SectionForm, ThreadForm
from proposals.models import Section, Thread
from proposals.review import commented
from proposals.text import citing, lengths, outline, reading
from support.access import Refused, require
from support.collab import reading as collab
from support.collab import schema
from support.collab.views import exchange


def find(request, slug, pk):
    """A section this person may read, or 404."""
    sections = Section.objects.visible_to(request.user)
    sections = sections.select_related("proposal__group", "document", "owner__person")
    return get_object_or_404(sections, pk=pk, proposal__group__slug=slug)


@require_safe
@never_cache
def section(request, slug, pk):
    return show(request, find(request, slug, pk))


def show(request, section, *, thread_form=None, reply_form=None, reply_to=None, status=200):
    """The page of a section; a comment that was not taken stands in it as typed."""
    proposal = section.proposal
    sections = outline.numbered(proposal.sections.select_related("proposal__group"))
    place = next(n for n, other in enumerate(sections) if other.pk == section.pk)
    section.number = sections[place].number
    page = {
        "section": section,
        "proposal": proposal,
        "group": proposal.group,
        "previous": sections[place - 1] if place else None,
        "next": sections[place + 1] if place + 1 < len(sections) else None,
        "schema": schema.SCHEMA_VERSION,
        "helpers": section.helpers.select_related("person").order_by("person__family_kana", "pk"),
        "length": lengths.of_sections([section])[section.pk],
        "html": reading.section_html(section),
        "threads": _threads(section),
        "can_write": access.can_write_section(request.user, section),
        "can_comment": access.can_comment(request.user, section),
        "can_arrange": access.can_arrange(request.user, proposal),
        "thread_form": thread_form or ThreadForm(group=proposal.group),
        "reply_form": reply_form or CommentForm(),
        "reply_to": reply_to,
    }
    return render(request, "proposals/section.html", page, status=status)


def _threads(section):
    """The threads, each with the token of its reply form."""
    threads = Thread.objects.filter(section=section).in_order()
    for thread in threads:
        thread.section = section
        thread.form_token = uuid.uuid4()
    commented.mark_gone(threads)
    return threads


def section_settings(request, slug, pk):
    section = find(request, slug, pk)
    require(access.can_arrange(request.user, section.proposal))

    form = SectionForm(request.POST or None, section=section)
    if form.is_valid():
        try:
            actions.arrange_section(section, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(section.proposal)
    page = {
        "section": section,
        "proposal": section.proposal,
        "group": section.proposal.group,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "proposals/section_settings.html", page, status=status)


@never_cache
def plain_text(request, slug, pk):
    """The text as one box per block, for screen readers and old browsers."""
    section = find(request, slug, pk)
    require(access.can_write_section(request.user, section))

    form = plain.PlainForm(request.POST or None, section=section)
    if form.is_valid():
        try:
            actions.write_plain(section, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            messages.success(request, _("Saved."))
            return redirect(section)
    page = {
        "section": section,
        "proposal": section.proposal,
        "group": section.proposal.group,
        "form": form,
        "sources": _cited(section),
    }
    status = 422 if form.is_bound else 200
    return render(request, "proposals/plain_text.html", page, status=status)


def _cited(section):
    """{「［出典5］」: its words} of what the boxes cite."""
    sources = citing.sources(
        section.proposal.group, citing.every_key(collab.tree(section.document))
    )
    names = {"finding": "知見", "entry": "出典"}
    return {f"［{names[key.kind]}{key.pk}］": source.words for key, source in sources.items()}


@require_http_methods(["GET", "POST"])
def sync(request, slug, pk):
    """Co-writing. Whether this person may write is asked again under the lock of the text."""
    section = find(request, slug, pk)

    def can_write_now():
        return access.can_write_section(request.user, find(request, slug, pk))

    answer = exchange(
        request,
        section.document,
        access.can_write_section(request.user, section),
        ask_again=can_write_now,
    )
    if request.method == "POST" and answer.status_code == 200:
        actions.begin_writing(section.proposal)
    return answer
