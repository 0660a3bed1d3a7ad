"""Who gets what from the field work."""

from tests.factories import FindingFactory, HypothesisFactory, VisitFactory, VisitPhotoFactory
from tests.factories_sources import ReferenceCaseFactory

# The order of roles: see tests.access.world.ROLES.
READ = (302, 200, 404, 404, 200, 404, 200, 302, 200, 302)
READ_ONLY = (302, 405, 405, 405, 405, 405, 405, 302, 405, 302)
WRITE = (302, 200, 404, 404, 403, 404, 403, 302, 200, 302)
SEND = (302, 422, 404, 404, 403, 404, 403, 302, 422, 302)

PAGES = ("hypotheses", "visits", "visit", "photo", "cases", "case")
FORMS = (
    "add-hypothesis",
    "edit-hypothesis",
    "record-visit",
    "edit-visit",
    "note-finding",
    "edit-finding",
    "add-photo",
    "add-case",
    "edit-case",
)

MATRIX = {
    **{("GET", f"fieldwork:{name}"): READ for name in PAGES},
    **{("POST", f"fieldwork:{name}"): READ_ONLY for name in PAGES},
    **{("GET", f"fieldwork:{name}"): WRITE for name in FORMS},
    **{("POST", f"fieldwork:{name}"): SEND for name in FORMS},
}


def arguments(world):
    hypothesis = HypothesisFactory(group=world.group)
    visit = VisitFactory(group=world.group)
    finding = FindingFactory(visit=visit)
    case = ReferenceCaseFactory(group=world.group)
    slug = world.group.slug
    return {
        "fieldwork:hypotheses": [slug],
        "fieldwork:add-hypothesis": [slug],
        "fieldwork:edit-hypothesis": [slug, hypothesis.pk],
        "fieldwork:visits": [slug],
        "fieldwork:record-visit": [slug],
        "fieldwork:visit": [slug, visit.pk],
        "fieldwork:edit-visit": [slug, visit.pk],
        "fieldwork:add-photo": [slug, visit.pk],
        "fieldwork:photo": [slug, VisitPhotoFactory(visit=visit).pk],
        "fieldwork:note-finding": [slug, visit.pk],
        "fieldwork:edit-finding": [slug, finding.pk],
        "fieldwork:cases": [slug],
        "fieldwork:add-case": [slug],
        "fieldwork:case": [slug, case.pk],
        "fieldwork:edit-case": [slug, case.pk],
    }


def data(world):
    return {}
