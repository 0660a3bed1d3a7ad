"""Why a text was not saved, as a sentence for the writer and a code for the editor."""

from django.utils.translation import gettext as _

from support.access import Refused

from . import schema


class Hole(Refused):
    """It does not continue what is kept: the editor sends its whole difference, and all is well."""

    code = "hole"

    def __init__(self) -> None:
        super().__init__(_("Part of the text has not arrived. It will be sent again."))


class EpochPassed(Refused):
    code = "epoch"

    def __init__(self) -> None:
        super().__init__(
            _("This text has been put back to an earlier version. Please reload the page.")
        )


class SchemaPassed(Refused):
    code = "schema"

    def __init__(self) -> None:
        super().__init__(_("The editor has been renewed. Please reload the page."))


class Unreadable(Refused):
    code = "unreadable"

    def __init__(self) -> None:
        super().__init__(
            _("The text could not be read. Please copy what you wrote and reload the page.")
        )


class TooLarge(Refused):
    code = "unreadable"

    def __init__(self) -> None:
        limit = schema.MAX_UPDATE_BYTES // 1_000_000
        super().__init__(
            _("More than %(limit)s MB cannot be saved at once. Please paste it in several parts.")
            % {"limit": limit}
        )
