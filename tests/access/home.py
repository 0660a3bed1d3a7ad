"""Who gets what from the pages that gather. See tests/access/world.py for the order of roles."""

ALL = (200,) * 10
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 200, 200, 302)
NOT_ALLOWED = (405,) * 10

MATRIX = {
    ("GET", "home:index"): ALL,
    ("POST", "home:index"): NOT_ALLOWED,
    ("GET", "home:mine"): SIGNED_IN,
    ("POST", "home:mine"): (302, 405, 405, 405, 405, 405, 405, 405, 405, 302),
    ("GET", "home:healthz"): ALL,
    ("POST", "home:healthz"): NOT_ALLOWED,
}


def arguments(world):
    """The arguments that make an address of each name: {name: args}. Names without need none."""
    return {}


def data(world):
    """What a POST carries: {name: fields}. Names without get an empty form (422 means: may)."""
    return {}
