"""Short links lead on for everybody; what they lead to asks who may read it."""

from support.notices.models import ShortLink

MATRIX = {
    ("GET", "notices:short"): (302,) * 10,
    ("POST", "notices:short"): (405, 405, 405, 405, 405, 405, 405, 302, 405, 405),
}


def arguments(world):
    return {"notices:short": [ShortLink.objects.to("/home/").code]}


def data(world):
    return {}
