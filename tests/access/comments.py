"""Who gets what from the comments and the board. See tests/access/world.py for the order."""

from proposals.review import commenting
from tests.factories import ProposalFactory

INSIDE = (302, 200, 404, 404, 200, 404, 200, 302, 200, 302)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 302, 200, 302)
NO_POST = (302, 405, 405, 405, 405, 405, 405, 302, 405, 302)
NO_GET = NO_POST
COMMENTERS_422 = (302, 422, 404, 404, 422, 404, 403, 302, 422, 302)
COMMENTERS_302 = (302, 302, 404, 404, 302, 404, 403, 302, 302, 302)

MATRIX = {
    ("GET", "proposals:board"): INSIDE,
    ("POST", "proposals:board"): NO_POST,
    ("GET", "proposals:board-of-all"): SIGNED_IN,
    ("POST", "proposals:board-of-all"): NO_POST,
    ("GET", "proposals:comments"): INSIDE,
    ("POST", "proposals:comments"): COMMENTERS_422,
    ("GET", "proposals:comment-reply"): NO_GET,
    ("POST", "proposals:comment-reply"): COMMENTERS_422,
    ("GET", "proposals:comment-settle"): NO_GET,
    ("POST", "proposals:comment-settle"): COMMENTERS_302,
    ("GET", "proposals:comment-unsettle"): NO_GET,
    ("POST", "proposals:comment-unsettle"): (302, 422, 404, 404, 422, 404, 403, 302, 422, 302),
    ("GET", "proposals:comments-for-me"): SIGNED_IN,
    ("POST", "proposals:comments-for-me"): NO_POST,
}


def arguments(world):
    """A proposal with a comment on it as a whole."""
    proposal = ProposalFactory(group=world.group, title="コメントのある提言書")
    lecturer = world.users["lecturer"]
    thread = commenting.open_thread(proposal, kind="advice", text="題名を短く。", by=lecturer)
    of_thread = ("comment-reply", "comment-settle", "comment-unsettle")
    place = [world.group.slug, proposal.pk]
    return {
        "proposals:board": [world.group.slug],
        "proposals:comments": place,
        **{f"proposals:{name}": [*place, thread.pk] for name in of_thread},
    }


def data(world):
    return {}
