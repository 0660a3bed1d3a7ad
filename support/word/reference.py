"""The looks of our Word files: the reference.docx that pandoc copies styles and page from.

Its parts lie in assets/ as text, so that a change of a size can be read and reviewed. Fonts are
named, not embedded: ＭＳ 明朝 and ＭＳ ゴシック are on every office PC.
"""

import hashlib
import io
import zipfile
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parent / "assets"
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package.rels",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/styles.xml": "styles.xml",
    "word/footer1.xml": "footer1.xml",
}


@cache
def fingerprint() -> str:
    """Changes whenever the looks change."""
    parts = b"".join((ASSETS / asset).read_bytes() for asset in PARTS.values())
    return hashlib.sha256(parts).hexdigest()


@cache
def package() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, asset in PARTS.items():
            target.writestr(name, (ASSETS / asset).read_bytes())
    return packed.getvalue()
