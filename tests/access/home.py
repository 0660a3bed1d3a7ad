"""Who gets what from the pages that gather. See tests/access/world.py for the order of roles."""

# Staff without a second factor are sent to set one up, whatever they open.
PUBLIC = (200, 200, 200, 200, 200, 200, 200, 302, 200, 200)
PUBLIC_READ_ONLY = (405, 405, 405, 405, 405, 405, 405, 302, 405, 405)
SIGNED_IN = (302, 200, 200, 200, 200, 200, 200, 302, 200, 302)
SIGNED_IN_READ_ONLY = (302, 405, 405, 405, 405, 405, 405, 302, 405, 302)

MATRIX = {
    ("GET", "home:index"): PUBLIC,
    ("POST", "home:index"): PUBLIC_READ_ONLY,
    ("GET", "home:mine"): SIGNED_IN,
    ("POST", "home:mine"): SIGNED_IN_READ_ONLY,
    ("GET", "home:healthz"): (200,) * 10,
    ("POST", "home:healthz"): (405,) * 10,
}


def arguments(world):
    """The arguments that make an address of each name: {name: args}. Names without need none."""
    return {}


def data(world):
    """What a POST carries: {name: fields}. Names without get an empty form (422 means: may)."""
    return {}
