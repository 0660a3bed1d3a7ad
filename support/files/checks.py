"""From what was uploaded to what may be kept."""

import hashlib
import math
import unicodedata
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from support.files import images, kinds

NAME_LENGTH = 150
UNPRINTABLE = ("Cc", "Cs")


@dataclass(frozen=True)
class Checked:
    """A file that passed: its name for people, its true type, its content and its fingerprint."""

    name: str
    content_type: str
    content: File
    sha256: str


def check(upload: UploadedFile, allowed: tuple[kinds.Kind, ...]) -> Checked:
    """Errors: ValidationError with a sentence that says what to do."""
    name = tidy_name(upload.name or "")
    refuse_too_big(upload)
    kind = kinds.identify(upload, name, allowed)
    if kind is None:
        raise ValidationError(
            _(
                "“%(name)s” cannot be registered: its content is not of a kind accepted here "
                "(%(kinds)s). Save it as one of these kinds and choose it again. "
                "Files with macros, with a password, and damaged files are not accepted either."
            ),
            code="kind",
            params={"name": name, "kinds": kinds.named(allowed)},
        )
    content: File = upload
    if kind in kinds.IMAGES:
        content = ContentFile(images.redraw(upload, kind.content_type), name=name)
    return Checked(name, kind.content_type, content, fingerprint(content))


def tidy_name(name: str) -> str:
    """The name as its owner wrote it, composed (a Mac sends 「か」 and 「゛」 apart), printable."""
    composed = unicodedata.normalize("NFC", name)
    printable = "".join(char for char in composed if unicodedata.category(char) not in UNPRINTABLE)
    path = PurePath(printable)
    return path.stem[: NAME_LENGTH - len(path.suffix)] + path.suffix[:NAME_LENGTH]


def refuse_too_big(upload: UploadedFile) -> None:
    limit = settings.FILES_MAX_BYTES
    if upload.size is not None and upload.size > limit:
        raise ValidationError(
            _(
                "The file is too big (%(size)s). Up to %(limit)s per file can be registered. "
                "Make the pictures in it smaller or split it into several files, "
                "and choose it again."
            ),
            code="size",
            params={"size": in_words(upload.size), "limit": in_words(limit)},
        )


def in_words(size: int) -> str:
    """「20MB」, 「250KB」: rounded up, to a tenth of a megabyte.

    >>> in_words(20 * 1024 * 1024), in_words(20 * 1024 * 1024 + 1), in_words(1)
    ('20MB', '20.1MB', '1KB')
    """
    if size < 1024 * 1024:
        return f"{math.ceil(size / 1024)}KB"
    return f"{math.ceil(size / 1024 / 1024 * 10) / 10:g}MB"


def fingerprint(content: File) -> str:
    content.seek(0)
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()
