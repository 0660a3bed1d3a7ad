"""Form fields for files. `cleaned_data` holds a `Checked`, to be given to `CheckedFile.take()`."""

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from support.files import kinds
from support.files.checks import Checked, check, in_words
from support.files.kinds import Kind

lazy_size = lazy(lambda: in_words(settings.FILES_MAX_BYTES), str)


class CheckedFileField(forms.FileField):
    """A document or a picture, checked by its content."""

    kinds: tuple[Kind, ...] = kinds.DOCUMENTS + kinds.IMAGES
    default_error_messages = {
        "required": gettext_lazy("Choose a file."),
        "empty": gettext_lazy("The file is empty. Check it on your PC and choose it again."),
    }

    def __init__(self, **kwargs):
        kwargs.setdefault(
            "help_text",
            format_lazy(
                gettext_lazy("{kinds}; up to {limit} per file"),
                kinds=kinds.named(self.kinds),
                limit=lazy_size(),
            ),
        )
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ",".join(kinds.suffixes(self.kinds))

    def clean(self, data, initial=None) -> Checked | None:
        upload = super().clean(data, initial)
        return check(upload, self.kinds) if upload else None


class CheckedImageField(CheckedFileField):
    """A picture; it is drawn anew, so that place and time in the photo's data are not kept."""

    kinds = kinds.IMAGES
