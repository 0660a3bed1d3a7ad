"""All that a paper may load: our own style sheets and fonts, and pictures it carries itself."""

import base64
import binascii
import io
import re
from pathlib import Path

from PIL import Image
from weasyprint.urls import URLFetcher, URLFetcherResponse

ADDRESS = "https://paper.invalid/"
STYLES = Path(__file__).parent / "assets"
STYLE_NAME = re.compile(r"[a-z_]+\.css")
FONT_NAME = re.compile(r"fonts/([A-Za-z0-9_-]+\.ttf)")
PICTURE = re.compile(r"data:(image/(?:png|jpeg));base64,(.*)", re.DOTALL)
PICTURE_BYTES = 10 * 1024 * 1024
PICTURE_PIXELS = 40_000_000


class Forbidden(Exception):
    """The paper asked for something that is not on the shelf."""


class Shelf(URLFetcher):
    """Serves what lies on the shelf; anything else ends the typesetting."""

    def __init__(self, fonts: Path) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.fonts = fonts

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The asset behind `url`. Nothing is ever opened over a network.

        Errors: Forbidden, which WeasyPrint hands on as FatalURLFetchingError.
        """
        if picture := PICTURE.fullmatch(url):
            return URLFetcherResponse(
                url, checked_picture(picture[2]), {"Content-Type": picture[1]}
            )
        name = url.removeprefix(ADDRESS)
        if url.startswith(ADDRESS) and STYLE_NAME.fullmatch(name):
            return URLFetcherResponse(
                url, (STYLES / name).read_bytes(), {"Content-Type": "text/css; charset=utf-8"}
            )
        if url.startswith(ADDRESS) and (font := FONT_NAME.fullmatch(name)):
            return URLFetcherResponse(
                url, (self.fonts / font[1]).read_bytes(), {"Content-Type": "font/ttf"}
            )
        raise Forbidden(url[:200])


def checked_picture(encoded: str) -> bytes:
    """The bytes of a picture that is small enough to be unpacked."""
    if len(encoded) > PICTURE_BYTES * 4 / 3:
        raise Forbidden("a picture larger than 10 MB")
    try:
        content = base64.b64decode(encoded, validate=True)
        width, height = Image.open(io.BytesIO(content)).size
    except (binascii.Error, OSError) as error:
        raise Forbidden("a picture that cannot be read") from error
    if width * height > PICTURE_PIXELS:
        raise Forbidden(f"a picture of {width}x{height} pixels")
    return content
