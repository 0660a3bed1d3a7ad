"""Small files of every kind, good and bad, made on the spot."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from support.files.kinds import EXCEL, POWERPOINT, WORD

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(200)
PNG_HEAD = b"\x89PNG\r\n\x1a\n"


class Upload(SimpleUploadedFile):
    """An upload that can be sent again and again: read as a whole, it begins anew."""

    def read(self, *size):
        if not size:
            self.seek(0)
        return super().read(*size)


def office(content_type=WORD, **extra):
    """A package with the parts every Word, Excel or PowerPoint file has, and `extra` ones."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        override = f'<Override PartName="/x.xml" ContentType="{content_type}.main+xml"/>'
        package.writestr("[Content_Types].xml", f"<Types>{override}</Types>")
        package.writestr("x.xml", "<x/>")
        for name, content in extra.items():
            package.writestr(name, content)
    return packed.getvalue()


def picture(file_format="JPEG", size=(40, 30), **options):
    drawn = io.BytesIO()
    Image.new("RGB", size, (0, 90, 160)).save(drawn, file_format, **options)
    return drawn.getvalue()


def phone_photo():
    """Lying on its side as phones store it, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[1] = "N"  # GPS
    return picture(size=(40, 30), exif=exif)


def png_that_claims(width, height):
    """A PNG of a few bytes whose header promises a huge picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    return (
        PNG_HEAD + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


GOOD = {
    "次第.pdf": (PDF, "application/pdf"),
    "資料.docx": (office(WORD), WORD),
    "一覧.xlsx": (office(EXCEL), EXCEL),
    "発表.pptx": (office(POWERPOINT), POWERPOINT),
    "名簿.csv": ("番号,氏名\r\n1,髙橋\r\n".encode("cp932"), "text/csv"),
    "メモ.txt": ("𠮷野さんから聞いた話\n".encode(), "text/plain"),
    "写真.JPG": (picture(), "image/jpeg"),
    "図.png": (picture("PNG"), "image/png"),
}
