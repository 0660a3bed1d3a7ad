"""Whom a comment is meant for: chosen from a list, or typed as 「＠氏名」."""

import re
import unicodedata
from collections.abc import Iterable

from members.models import Membership, StudyGroup, User
from support.wareki import clock

SPACES = re.compile(r"\s+")


def people_of(group: StudyGroup):
    """Everybody who takes part in the group today, in the order of their kana."""
    rows = Membership.objects.active(on=clock.today()).filter(group=group)
    people = User.objects.filter(pk__in=rows.values("user"), is_active=True)
    return people.select_related("person").order_by("person__family_kana", "pk")


def named_in(text: str, people: Iterable[User]) -> list[User]:
    """Those whose whole name stands behind an @ in the text, with or without a space in it."""
    words = _folded(text)
    if "@" not in words:
        return []
    return [person for person in people if f"@{_folded(person.name)}" in words]


def _folded(text: str) -> str:
    return SPACES.sub("", unicodedata.normalize("NFKC", text))
