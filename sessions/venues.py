"""Where a meeting is held, as far as it is known."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import pgettext_lazy as pgettext


class VenueState(TextChoices):
    """What the programme says about the place. The four are never mixed up."""

    STATED = "stated", pgettext("venue", "stated in the programme")
    INHERIT = "inherit", pgettext("venue", "not stated (as declared before)")
    TBD = "tbd", pgettext("venue", "to be decided")
    NOT_APPLICABLE = "none", pgettext("venue", "not applicable")


@dataclass(frozen=True)
class Venue:
    """The words to print, whether the place is certain, and which meeting's words they are."""

    text: str
    is_fixed: bool = False
    is_tbd: bool = False
    origin: str = ""  # 「第2回」 when the words were declared there

    @property
    def note(self) -> str:
        """「（第2回の記載による）」 for inherited words."""
        if not self.origin:
            return ""
        return gettext("(as stated for %(meeting)s)") % {"meeting": self.origin}

    def __str__(self) -> str:
        return self.text + self.note
