"""Pictures: measured before they are decoded, then drawn anew: only the picture is kept."""

import io
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError)


def redraw(content: IO[bytes], content_type: str) -> bytes:
    """The same picture, upright, without EXIF (place, camera, time), comments or what hides behind.

    Errors: ValidationError when it has too many pixels or cannot be read.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint, where it is loaded, turns this on
    content.seek(0)
    try:
        with Image.open(content, formats=("JPEG", "PNG")) as picture:
            refuse_too_many_pixels(*picture.size)
            return _encode(ImageOps.exif_transpose(picture), content_type)
    except TOO_LARGE:
        raise too_many_pixels() from None
    except BROKEN:
        raise ValidationError(
            _(
                "The picture cannot be read; it may be damaged. "
                "Open it on your PC, save it again and choose it once more."
            ),
            code="damaged",
        ) from None


def refuse_too_many_pixels(width: int, height: int) -> None:
    if max(width, height) > settings.FILES_MAX_SIDE or width * height > settings.FILES_MAX_PIXELS:
        raise too_many_pixels()


def too_many_pixels() -> ValidationError:
    return ValidationError(
        _(
            "The picture has too many pixels. Make it smaller "
            "(4,000 pixels on the longer side are enough) and choose it again."
        ),
        code="pixels",
    )


def _encode(picture: Image.Image, content_type: str) -> bytes:
    drawn = io.BytesIO()
    profile = picture.info.get("icc_profile")
    if content_type == "image/png":
        picture.save(drawn, "PNG", icc_profile=profile, exif=b"")
    else:
        if picture.mode not in ("L", "RGB"):
            picture, profile = picture.convert("RGB"), None
        picture.save(drawn, "JPEG", quality=88, icc_profile=profile, exif=b"", comment=b"")
    return drawn.getvalue()
