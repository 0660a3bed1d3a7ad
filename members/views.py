"""Nominating, receipts, taking up an account, the list of members."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from members import access, actions, idle_sessions
from members.actions.accounts import refuse_dead_link
from members.forms import JoinForm, NominationForm, SearchForm
from members.models import Invitation, Membership, Nomination, Person, StudyGroup
from support.access import Refused, require
from support.wareki import clock

OWN_RECEIPTS, LAST_NOMINATOR = "own_receipts", "last_nominator"
NOMINATOR_FIELDS = ("organisation", "nominator_name", "nominator_email", "nominator_phone")


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def nominate(request, slug):
    group = get_object_or_404(StudyGroup.objects.visible_to(request.user), slug=slug)
    verdict = access.can_nominate(group)
    page = {"group": group, "verdict": verdict}
    if request.method != "POST" and not verdict:
        return render(request, "members/nominations_closed.html", page, status=403)

    initial = request.session.get(LAST_NOMINATOR, {})
    form = NominationForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            nomination = actions.nominate(group, **form.nomination, **_sender(request))
        except Refused as refusal:
            form.add_error(None, refusal.reason)
        else:
            _remember(request, nomination)
            return redirect(nomination)
    status = 422 if form.is_bound else 200
    return render(request, "members/nominate.html", {**page, "form": form}, status=status)


def _sender(request) -> dict:
    """Who sends this form, as far as a flood is concerned: never the address itself."""
    address = get_adapter(request).get_client_ip(request)
    return {
        "sender_hash": salted_hmac("members.sender", address).hexdigest(),
        "from_browser": request.session.get(OWN_RECEIPTS, []),
    }


def _remember(request, nomination):
    """Let this browser see its own receipts, and fill in the next form, until it is closed."""
    receipts = request.session.get(OWN_RECEIPTS, [])
    request.session[OWN_RECEIPTS] = [*receipts, nomination.receipt_key][-50:]
    request.session[LAST_NOMINATOR] = {
        "organisation": nomination.organisation_id,
        **{name: getattr(nomination, name) for name in NOMINATOR_FIELDS[1:]},
    }
    if not request.user.is_authenticated:
        request.session.set_expiry(0)


@require_safe
@never_cache
@login_not_required
def receipt(request, slug, key):
    """The receipt of one nomination. Names only for the browser that has sent it."""
    rows = Nomination.objects.select_related("group", "organisation")
    nomination = get_object_or_404(rows, group__slug=slug, receipt_key=key)
    page = {
        "group": nomination.group,
        "nomination": nomination,
        "is_own": key in request.session.get(OWN_RECEIPTS, []),
        "can_nominate": access.can_nominate(nomination.group),
    }
    return render(request, "members/receipt.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_not_required
def join(request, token):
    """Take up an account. Reading the page changes nothing: mail scanners open every link."""
    rows = Invitation.objects.select_related("user__person", "membership__group")
    invitation = rows.for_token(token).first()
    try:
        refuse_dead_link(invitation)
        form = JoinForm(request.POST if request.method == "POST" else None, user=invitation.user)
        if form.is_valid():
            user = actions.join(token, password=form.cleaned_data["password"])
            return _sign_in(request, user)
    except Refused as refusal:
        return render(request, "members/dead_link.html", {"reason": refusal.reason}, status=410)
    status = 422 if form.is_bound else 200
    page = {"form": form, "invitation": invitation, "person": invitation.user}
    return render(request, "members/join.html", page, status=status)


def _sign_in(request, user):
    """Sign in as allauth does, so that a second factor is asked for where there is one."""
    record_authentication(request, user, method="password", username=user.login_id)
    response = perform_login(request, Login(user=user))
    request.session.set_expiry(0)
    return response


@require_safe
def member_list(request, slug):
    """研究員名簿, in official order, for those who take part."""
    group = get_object_or_404(StudyGroup.objects.visible_to(request.user), slug=slug)
    require(access.can_read_inside(request.user, group))
    form = SearchForm(request.GET)
    found = group.memberships.active(on=clock.today())
    if form.words:
        found = found.filter(user__person__in=Person.objects.found_by(form.words))
    found = found.select_related("organisation", "user__person").in_official_order()
    page = {
        "group": group,
        "form": form,
        "members": found.members(),
        "others": found.exclude(role=Membership.Role.MEMBER),
    }
    return render(request, "members/list.html", page)


@require_http_methods(["GET", "POST"])
@never_cache
def stay(request):
    """How long this person stays signed in; POST: they are still there (IdleMiddleware has seen).

    The token is for pages that were opened before the person signed in again in another tab.
    """
    seconds = idle_sessions.remaining(request.session)
    answer = {"seconds": seconds, "user": str(request.user.pk), "token": get_token(request)}
    return JsonResponse(answer)
