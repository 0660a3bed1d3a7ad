"""All that a paper may load: our own style sheets and fonts, and the pictures given along."""

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
PICTURE_NAME = re.compile(r"pictures/([0-9a-z]{1,64}\.(png|jpg))")
PICTURE = re.compile(r"data:(image/(?:png|jpeg));base64,(.*)", re.DOTALL)
TYPES = {"png": "image/png", "jpg": "image/jpeg"}
PICTURE_BYTES = 10 * 1024 * 1024
PICTURE_PIXELS = 40_000_000


class Forbidden(Exception):
    """The paper asked for something that is not on the shelf."""


class Shelf(URLFetcher):
    """Serves what lies on the shelf; anything else ends the typesetting."""

    def __init__(self, fonts: Path, pictures: Path | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.fonts, self.pictures = fonts, pictures

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        """The asset behind `url`. Nothing is ever opened over a network.

        Errors: Forbidden, which WeasyPrint hands on as FatalURLFetchingError.
        """
        if picture := PICTURE.fullmatch(url):
            return URLFetcherResponse(url, decoded(picture[2]), {"Content-Type": picture[1]})
        name = url.removeprefix(ADDRESS)
        if url.startswith(ADDRESS) and STYLE_NAME.fullmatch(name):
            return URLFetcherResponse(
                url, (STYLES / name).read_bytes(), {"Content-Type": "text/css; charset=utf-8"}
            )
        if url.startswith(ADDRESS) and (font := FONT_NAME.fullmatch(name)):
            return URLFetcherResponse(
                url, (self.fonts / font[1]).read_bytes(), {"Content-Type": "font/ttf"}
            )
        if url.startswith(ADDRESS) and (given := PICTURE_NAME.fullmatch(name)):
            return URLFetcherResponse(url, self.given(given[1]), {"Content-Type": TYPES[given[2]]})
        raise Forbidden(url[:200])

    def given(self, name: str) -> bytes:
        """A picture that came along with the paper."""
        if self.pictures is None or not (self.pictures / name).is_file():
            raise Forbidden(name)
        return checked((self.pictures / name).read_bytes())


def decoded(encoded: str) -> bytes:
    """The bytes of a picture that is written into the paper."""
    if len(encoded) > PICTURE_BYTES * 4 / 3:
        raise Forbidden("a picture larger than 10 MB")
    try:
        return checked(base64.b64decode(encoded, validate=True))
    except binascii.Error as error:
        raise Forbidden("a picture that cannot be read") from error


def checked(content: bytes) -> bytes:
    """The bytes of a picture, if it is small enough to be unpacked."""
    try:
        width, height = Image.open(io.BytesIO(content), formats=("PNG", "JPEG")).size
    except OSError as error:
        raise Forbidden("a picture that cannot be read") from error
    if width * height > PICTURE_PIXELS:
        raise Forbidden(f"a picture of {width}x{height} pixels")
    return content
