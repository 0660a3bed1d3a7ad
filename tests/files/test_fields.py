"""What the form fields take, and what they say about the rest."""

import hashlib
import io
import unicodedata
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFile
from PIL.PngImagePlugin import PngInfo

from support.files import kinds
from support.files.forms import CheckedFileField, CheckedImageField
from tests.files import samples

NOT_ACCEPTED = (
    "「{name}」は登録できません。ファイルの中身が、登録できる種類"
    "（pdf、docx、xlsx、pptx、csv、txt、jpg、jpeg、png）ではありません。"
    "いずれかの形式で保存し直して、もう一度選んでください。"
    "マクロやパスワードが付いたファイル、壊れているファイルも登録できません。"
)
DAMAGED = (
    "画像を読み取れません。壊れているおそれがあります。"
    "パソコンで開いて保存し直し、もう一度選んでください。"
)
TOO_MANY_PIXELS = (
    "画像の画素数が多すぎます。画像を縮小して"
    "（長い辺は4,000ピクセルもあれば十分です）、もう一度選んでください。"
)


def clean(name, content, field=CheckedFileField):
    return field().clean(SimpleUploadedFile(name, content, "application/octet-stream"))


def complaint(name, content, field=CheckedFileField):
    with pytest.raises(ValidationError) as caught:
        clean(name, content, field)
    return caught.value.messages


@pytest.mark.parametrize("name", samples.GOOD)
def test_it_takes_what_offices_use_whatever_the_browser_calls_it(name):
    content, content_type = samples.GOOD[name]

    checked = clean(name, content)

    kept = checked.content.read()
    assert (checked.name, checked.content_type) == (name, content_type)
    assert checked.sha256 == hashlib.sha256(kept).hexdigest()
    assert kept == content or content_type.startswith("image/")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("請求書.pdf", samples.EXE),
        ("請求書.docx", samples.EXE),
        ("写真.jpg", samples.EXE),
        ("メモ.txt", samples.EXE),
        ("setup.exe", samples.EXE),
        ("資料.pdf", samples.office()),
        ("資料.docx", samples.office(kinds.EXCEL)),
        ("マクロ.docx", samples.office(**{"word/vbaProject.bin": b"x"})),
        ("マクロ.docm", samples.office()),
        ("圧縮.zip", samples.office()),
        ("途中.docx", samples.office()[:-40]),
        ("ページ.html", b"<script>alert(1)</script>"),
        ("名前だけ", samples.PDF),
    ],
)
def test_it_refuses_the_rest_and_says_what_to_do(name, content):
    assert complaint(name, content) == [NOT_ACCEPTED.format(name=name)]


def test_it_refuses_a_package_that_unpacks_beyond_all_measure(monkeypatch):
    monkeypatch.setattr(kinds, "UNPACKED_LIMIT", 1_000_000)
    bomb = samples.office(**{"x.bin": bytes(1_000_001)})

    assert complaint("資料.docx", bomb) == [NOT_ACCEPTED.format(name="資料.docx")]


def test_it_refuses_a_package_that_lies_about_its_unpacked_size():
    content = bytearray(samples.office(**{"x.bin": bytes(50_000)}))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        claimed = package.getinfo("x.bin").file_size.to_bytes(4, "little")
    content = bytes(content).replace(claimed, (10).to_bytes(4, "little"))

    assert complaint("資料.docx", content) == [NOT_ACCEPTED.format(name="資料.docx")]


def test_it_names_the_limit_for_a_file_too_big(settings):
    settings.FILES_MAX_BYTES = 20 * 1024 * 1024

    assert complaint("大.pdf", samples.PDF.ljust(30 * 1024 * 1024)) == [
        "ファイルが大きすぎます（30MB）。登録できるのは、1つのファイルにつき20MBまでです。"
        "中の画像を小さくするか、いくつかのファイルに分けて、もう一度選んでください。"
    ]


def test_it_says_when_nothing_or_an_empty_file_was_chosen():
    assert complaint("空.pdf", b"") == [
        "ファイルの中身が空です。パソコン上で内容を確認して、もう一度選んでください。"
    ]
    with pytest.raises(ValidationError) as caught:
        CheckedFileField().clean(None)
    assert caught.value.messages == ["ファイルを選んでください。"]
    assert CheckedFileField(required=False).clean(None) is None


def test_it_shows_the_limit_before_choosing():
    field = CheckedFileField()

    assert str(field.help_text) == (
        "登録できる種類：pdf、docx、xlsx、pptx、csv、txt、jpg、jpeg、png"
        "（1つのファイルにつき20MBまで）"
    )
    assert field.widget.attrs["accept"] == ".pdf,.docx,.xlsx,.pptx,.csv,.txt,.jpg,.jpeg,.png"


def test_it_composes_the_name_a_mac_sends_and_drops_what_cannot_be_printed():
    sent = unicodedata.normalize("NFD", "ガイダンス\x07資料") + ".pdf"

    assert clean(sent, samples.PDF).name == "ガイダンス資料.pdf"


def test_it_keeps_a_very_long_name_with_its_ending():
    assert clean("長" * 200 + ".pdf", samples.PDF).name == "長" * 146 + ".pdf"


def test_a_photo_stands_upright_and_keeps_neither_place_nor_camera():
    checked = clean("写真.jpg", samples.phone_photo(), CheckedImageField)

    with Image.open(checked.content) as drawn:
        assert (drawn.format, drawn.size, dict(drawn.getexif())) == ("JPEG", (30, 40), {})


def test_what_hides_behind_a_picture_is_gone():
    checked = clean("図.png", samples.picture("PNG") + b"<?php evil ?>", CheckedImageField)

    assert b"evil" not in checked.content.read()


def test_what_is_written_into_a_photo_is_gone():
    exif = Image.Exif()
    exif[0x010E] = "secret of the camera"
    photo = samples.picture(exif=exif, comment=b"secret comment", xmp=b"<x:secret/>")

    kept = clean("写真.jpg", photo, CheckedImageField).content.read()

    assert (photo.count(b"secret"), kept.count(b"secret")) == (3, 0)


def test_what_is_written_into_a_drawing_is_gone():
    told = PngInfo()
    told.add_text("Comment", "secret")
    told.add_itxt("XML:com.adobe.xmp", "<x:secret/>")

    kept = clean("図.png", samples.picture("PNG", pnginfo=told), CheckedImageField).content.read()

    assert {kind for kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME") if kind in kept} == set()


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "I;16", "CMYK"])
def test_every_colour_mode_is_drawn(mode):
    drawn = io.BytesIO()
    file_format, name = ("JPEG", "図.jpg") if mode == "CMYK" else ("PNG", "図.png")
    Image.new(mode, (20, 10)).save(drawn, file_format)

    with Image.open(clean(name, drawn.getvalue()).content) as kept:
        assert kept.size == (20, 10)


@pytest.mark.parametrize("size", [(20_000, 20_000), (20_000, 100), (9_000, 9_000), (7_000, 6_000)])
def test_a_huge_picture_is_refused_before_it_is_decoded(size):
    assert complaint("図.png", samples.png_that_claims(*size)) == [TOO_MANY_PIXELS]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("図.png", samples.png_that_claims(100, 100)),
        ("写真.jpg", samples.picture(size=(400, 300))[:700]),
        ("写真.jpg", b"\xff\xd8\xff\xe0" + bytes(50)),
        ("図.png", samples.PNG_HEAD),
    ],
    ids=["no pixels", "cut off", "no picture", "head only"],
)
def test_a_damaged_picture_is_refused(name, content, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    assert complaint(name, content) == [DAMAGED]


def test_the_image_field_takes_pictures_only():
    assert complaint("次第.pdf", samples.PDF, CheckedImageField) == [
        NOT_ACCEPTED.format(name="次第.pdf").replace(
            "pdf、docx、xlsx、pptx、csv、txt、jpg、jpeg、png", "jpg、jpeg、png"
        )
    ]
