"""The row behind a checked file."""

import secrets

from django.db import models
from django.utils.translation import pgettext_lazy

from support.files import kinds
from support.files.checks import Checked, in_words
from support.wareki import clock


def random_name(instance, filename) -> str:
    """A name in the storage that tells nothing and cannot be guessed."""
    token = secrets.token_hex(16)
    return f"{token[:2]}/{token}"


class CheckedFile(models.Model):
    """A file that passed the checks. Fill it with `take()`; give it out with `files.deliver()`."""

    file = models.FileField(pgettext_lazy("file", "file"), upload_to=random_name, max_length=80)
    name = models.CharField(pgettext_lazy("file", "file name"), max_length=200)
    content_type = models.CharField(pgettext_lazy("file", "type"), max_length=100)
    size = models.PositiveIntegerField(pgettext_lazy("file", "size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    created_at = models.DateTimeField(
        pgettext_lazy("file", "registered at"), default=clock.now, editable=False
    )

    class Meta:
        abstract = True

    @property
    def kind_and_size(self) -> str:
        """「PDF：1.2MB」: to be read before it is opened."""
        return f"{kinds.word(self.content_type)}：{in_words(self.size)}"

    def take(self, checked: Checked) -> None:
        """Take over what a `CheckedFileField` cleaned; `save()` writes the file, then the row."""
        self.file = checked.content
        self.name = checked.name
        self.content_type = checked.content_type
        self.size = checked.content.size
        self.sha256 = checked.sha256
