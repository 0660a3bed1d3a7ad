"""Co-writing over plain HTTPS. Mounted by the app that owns the text, which brings the verdict."""

import base64
import json
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from support.access import Refused, Verdict

from . import actions, refusals, schema, texts
from .forms import PullForm, PushForm
from .live import ticket
from .models import Document, Update

MAX_ROWS = 500  # of one answer; the rest is asked for at once
MAX_BYTES = 3_000_000
STATUS = {"hole": 409, "epoch": 409, "schema": 409, "unreadable": 422}


@never_cache
@require_http_methods(["GET", "POST"])
def exchange(
    request,
    document: Document,
    can_write: Verdict,
    *,
    ask_again: Callable[[], Verdict] | None = None,
):
    """GET: what has been written since; POST: one batch, answered after it is committed.

    The caller has made sure that this person may read the document. `ask_again` is asked under
    the lock of the text, so that whoever closes a text under that lock has closed it for good.
    """
    try:
        if request.method == "POST":
            return _push(request, document, can_write, ask_again)
        return _pull(request, document, can_write)
    except Refused as refusal:
        answer = {"code": refusal.code, "message": str(refusal.reason)}
        return JsonResponse(answer, status=STATUS[refusal.code])


def _push(request, document, can_write, ask_again):
    if not can_write:
        return _denied(request, document, can_write)
    form = PushForm(_body_of(request))
    if not form.is_valid():
        raise refusals.Unreadable
    # Durable: refuses to run inside another transaction, which could still be undone
    # after we have told the writer that the text is saved.
    with transaction.atomic(durable=True):
        if ask_again is not None:
            document = actions.lock(document)
            if not (can_write := ask_again()):
                return _denied(request, document, can_write)
        seq = actions.append(document, **form.cleaned_data, author=request.user)
    return JsonResponse({"seq": seq})


def _denied(request, document, can_write):
    """The refusal; but what was kept while the right was there is saved, and says so again."""
    if (seq := _seq_kept(request, document)) is not None:
        return JsonResponse({"seq": seq})
    return JsonResponse({"code": "denied", "message": str(can_write.reason)}, status=403)


def _seq_kept(request, document):
    try:
        form = PushForm(_body_of(request))
    except Refused:
        return None
    if not form.is_valid():
        return None
    sent = {name: form.cleaned_data[name] for name in ("batch", "data")}
    kept = Update.objects.filter(document=document, author=request.user, **sent)
    return kept.values_list("seq", flat=True).first()


def _body_of(request):
    try:
        body = json.loads(request.body)
    except RequestDataTooBig as error:
        raise refusals.TooLarge from error
    except (ValueError, RecursionError) as error:
        raise refusals.Unreadable from error
    return body if isinstance(body, dict) else {}


def _pull(request, document, can_write):
    form = PullForm(request.GET)
    if not form.is_valid() or form.cleaned_data["schema"] != schema.SCHEMA_VERSION:
        raise refusals.SchemaPassed
    document = Document.objects.get(pk=document.pk)
    after = form.cleaned_data["after"] or 0
    if form.cleaned_data["epoch"] not in (None, document.epoch) or after > document.seq:
        raise refusals.EpochPassed
    updates = _page(texts.rows_after(document, after, upto=document.seq, limit=MAX_ROWS))
    seq = updates[-1]["seq"] if updates else after
    return JsonResponse(
        {
            "epoch": document.epoch,
            "schema": schema.SCHEMA_VERSION,
            "seq": seq,  # how far this answer reaches: the next `after`
            "more": seq < document.seq,
            "updates": updates,
            "can_write": bool(can_write),
            "why": str(can_write.reason),
            "ticket": ticket.issue(request.user, document),  # to wait for more at /live/
        }
    )


def _page(rows):
    """As many rows as go into one answer."""
    page, size = [], 0
    for seq, data in rows:
        page.append({"seq": seq, "data": base64.b64encode(data).decode()})
        size += len(data)
        if size > MAX_BYTES:
            break
    return page
