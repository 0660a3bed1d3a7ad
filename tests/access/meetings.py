"""Who gets what around a meeting. See tests/access/world.py for the order of roles."""

import datetime as dt

from tests.factories import StudySessionFactory
from tests.factories_meetings import MaterialFactory
from tests.files import samples

# anonymous, member, former, outsider, lecturer, other lecturer, observer, staff without
# a second factor (sent to set one up), staff, deactivated
ATTENDING = (302, 200, 403, 403, 200, 403, 403, 302, 403, 302)
HANDING_OUT = (302, 403, 403, 403, 200, 403, 403, 302, 200, 302)
OF_STAFF = (302, 403, 404, 404, 403, 404, 403, 302, 200, 302)
READING = (302, 200, 404, 404, 200, 404, 200, 302, 200, 302)


def then(row, status):
    """The same row where those who may get this status for a good POST."""
    return tuple(status if cell == 200 else cell for cell in row)


MATRIX = {
    ("GET", "sessions:answer"): ATTENDING,
    ("POST", "sessions:answer"): then(ATTENDING, 302),
    ("GET", "sessions:add-material"): HANDING_OUT,
    ("POST", "sessions:add-material"): then(HANDING_OUT, 302),
    ("GET", "sessions:material"): READING,
    ("POST", "sessions:material"): (302, 405, 405, 405, 405, 405, 405, 302, 405, 302),
    ("GET", "sessions:replace-material"): OF_STAFF,
    ("POST", "sessions:replace-material"): then(OF_STAFF, 302),
    ("GET", "sessions:withdraw-material"): OF_STAFF,
    ("POST", "sessions:withdraw-material"): then(OF_STAFF, 302),
}


def arguments(world):
    meeting = StudySessionFactory(group=world.group, number=5, fixed_on=dt.date(2022, 12, 15))
    material = MaterialFactory(study_session=meeting, added_by=world.users["staff"])
    return {
        "sessions:answer": [world.group.slug, "s5"],
        "sessions:add-material": [world.group.slug, "s5"],
        "sessions:material": [material.pk],
        "sessions:replace-material": [material.pk],
        "sessions:withdraw-material": [material.pk],
    }


def data(world):
    file = samples.Upload("次第2.pdf", samples.PDF + b"2")
    return {
        "sessions:answer": {"answer": "present"},
        "sessions:add-material": {"file": file},
        "sessions:replace-material": {"file": file},
    }
