"""Who gets what from the admin: staff behind a second factor, and nobody else.

The rows are made for every registered model; what a model's pages do differently is said below.
"""

from django.contrib.admin import site

import config.urls  # noqa: F401  (takes allauth's own models out of the admin)
from tests.access.world import ROLES
from tests.factories import NominationFactory, ProposalFactory


def staff_only(status):
    """Everybody else is sent away: to sign in, or to set up a second factor."""
    return tuple(status if role == "staff" else 302 for role in ROLES)


# Written by actions, mails or imports only: staff add or delete nothing there.
NO_ADD = {
    "documents_render",
    "members_nomination",
    "members_user",
    "notices_notice",
    "proposals_proposal",
    "proposals_review",
    "study_sessions_material",
}
NO_DELETE = NO_ADD | {"members_membership", "members_studygroup", "study_sessions_attendance"}
NO_CHANGE = {"documents_render", "notices_notice", "proposals_review", "study_sessions_material"}
# Rows that are there in the world of the matrix; of the others an unknown one is asked for.
WITH_ROW = {
    "members_membership",
    "members_nomination",
    "members_organisation",
    "members_person",
    "members_studygroup",
    "members_user",
}

MATRIX = {
    ("GET", "admin:index"): staff_only(200),
    ("POST", "admin:index"): staff_only(200),
    # The portal's own sign-in; whoever has signed in without being staff is refused.
    ("GET", "admin:login"): (302, 403, 403, 403, 403, 403, 403, 302, 302, 302),
    ("POST", "admin:login"): (302, 403, 403, 403, 403, 403, 403, 302, 200, 302),
    ("GET", "admin:logout"): (302, 302, 302, 302, 302, 302, 302, 302, 405, 302),
    ("POST", "admin:logout"): staff_only(302),
    ("GET", "admin:password_change"): staff_only(200),
    ("POST", "admin:password_change"): staff_only(200),
    ("GET", "admin:password_change_done"): staff_only(200),
    ("POST", "admin:password_change_done"): staff_only(405),
    ("GET", "admin:autocomplete"): staff_only(403),  # without naming a field
    ("POST", "admin:autocomplete"): staff_only(405),
    ("GET", "admin:jsi18n"): staff_only(200),
    ("POST", "admin:jsi18n"): staff_only(405),
    ("GET", "admin:view_on_site"): staff_only(404),
    ("POST", "admin:view_on_site"): staff_only(404),
    ("GET", "admin:app_list"): staff_only(200),
    ("POST", "admin:app_list"): staff_only(200),
    ("GET", "admin:members_user_invite_staff"): staff_only(200),
    ("POST", "admin:members_user_invite_staff"): staff_only(422),
    ("GET", "admin:members_user_invite_lecturer"): staff_only(200),
    ("POST", "admin:members_user_invite_lecturer"): staff_only(422),
    ("GET", "admin:members_user_recovery_codes"): staff_only(200),
    ("POST", "admin:members_user_recovery_codes"): staff_only(302),  # not for members
    ("GET", "admin:proposals_proposal_reopen"): staff_only(200),
    ("POST", "admin:proposals_proposal_reopen"): staff_only(422),
}


def _rows(model):
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    row = 200 if name in WITH_ROW else 302
    statuses = {
        ("GET", "changelist"): 200,
        ("POST", "changelist"): 200,
        ("GET", "add"): 403 if name in NO_ADD else 200,
        ("POST", "add"): 403 if name in NO_ADD else 200,
        ("GET", "history"): row,
        ("POST", "history"): row,
        ("GET", "delete"): 403 if name in NO_DELETE else row,
        ("POST", "delete"): 403 if name in NO_DELETE else row,
        ("GET", "change"): row,
        ("POST", "change"): 403 if name in NO_CHANGE else row,
    }
    for (method, page), status in statuses.items():
        yield (method, f"admin:{name}_{page}"), staff_only(status)


for model in site._registry:
    MATRIX.update(_rows(model))
MATRIX["POST", "admin:members_user_change"] = staff_only(302)  # nothing is required: saved


def arguments(world):
    nomination = NominationFactory(group=world.group)
    member = world.users["member"]
    rows = {
        "members_membership": member.memberships.get().pk,
        "members_nomination": nomination.pk,
        "members_organisation": nomination.organisation_id,
        "members_person": member.person_id,
        "members_studygroup": world.group.pk,
        "members_user": member.pk,
    }
    pages = {"admin:app_list": ["members"], "admin:view_on_site": [0, 0]}
    for model in site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        for page in ("history", "delete", "change"):
            pages[f"admin:{name}_{page}"] = [rows.get(name, 0)]
    endorsed = ProposalFactory(group=world.group, state="endorsed")
    return {
        **pages,
        "admin:members_user_recovery_codes": [member.pk],
        "admin:proposals_proposal_reopen": [endorsed.pk],
    }


def data(world):
    return {"admin:proposals_proposal_reopen": {"reason": ""}}
