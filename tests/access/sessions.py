"""Who gets what from the programme. See tests/access/world.py for the order of roles."""

from tests.factories import (
    AnnouncementFactory,
    AssignmentFactory,
    OutlineFactory,
    StudySessionFactory,
)

# Staff without a second factor are sent to set one up, wherever they go.
ALL = (200, 200, 200, 200, 200, 200, 200, 302, 200, 200)
NOT_ALLOWED = (405, 405, 405, 405, 405, 405, 405, 302, 405, 405)

MATRIX = {
    ("GET", "sessions:outline"): ALL,
    ("POST", "sessions:outline"): NOT_ALLOWED,
    ("GET", "sessions:session"): ALL,
    ("POST", "sessions:session"): NOT_ALLOWED,
    ("GET", "sessions:person"): ALL,
    ("POST", "sessions:person"): NOT_ALLOWED,
    # an announcement for the people of the group
    ("GET", "sessions:announcement"): (404, 200, 404, 404, 200, 404, 200, 302, 200, 404),
    ("POST", "sessions:announcement"): NOT_ALLOWED,
}


def arguments(world):
    OutlineFactory(group=world.group)
    meeting = StudySessionFactory(group=world.group)
    assignment = AssignmentFactory(study_session=meeting)
    announcement = AnnouncementFactory(group=world.group, audience="members")
    return {
        "sessions:outline": [world.group.slug],
        "sessions:session": [world.group.slug, meeting.key],
        "sessions:person": [world.group.slug, assignment.person_id],
        "sessions:announcement": [announcement.pk],
    }


def data(world):
    return {}
