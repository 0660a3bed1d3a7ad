"""The guarded child: whatever a paper contains, the worker lives and gets a sentence."""

import io
import signal
import socket
import subprocess
import threading
import time
from contextlib import suppress

import pypdf
import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from support.documents import typeset as module
from support.documents.registry import Paper
from support.documents.shelf import ADDRESS, Forbidden, Shelf
from support.documents.typeset import TypesetError, typeset
from tests.documents import paper_sample

FORBIDDEN = "文書の中に、ポータルの外にあるものへの参照が含まれているため、印刷できません。"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)


def html(body):
    return render_to_string("documents/paper.html", {"paper": Paper("題名", body, "著者")})


def write(text):
    """Typeset in this process, with the shelf the child has."""
    HTML(string=text, base_url=ADDRESS, url_fetcher=Shelf(module.fonts())).write_pdf()


def outcome(body, seconds=60):
    with pytest.raises(TypesetError) as caught, typeset(html(body), seconds=seconds):
        pass
    return caught.value.reason, caught.value.detail


@pytest.fixture
def server():
    """A web server that answers everything with a redirect to itself, and keeps who called."""
    listener = socket.create_server(("127.0.0.1", 0))
    calls = []

    def serve():
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                calls.append(connection.recv(1000))
                connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}/", calls
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<a rel="attachment" href="file:///etc/passwd">x</a>',
        '<style>@import "file:///etc/passwd";</style>',
        '<object data="file:///etc/passwd"></object>',
        "<style>@font-face { font-family: X; src: url(file:///etc/passwd) }</style>",
        '<img src="../../etc/passwd">',
        '<img src="https://paper.invalid/fonts/../../../manage.py">',
        '<img src="data:image/svg+xml,<svg/>">',
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_files_are_refused(body):
    with pytest.raises(FatalURLFetchingError) as caught:
        write(html(body))

    assert isinstance(caught.value.__cause__, Forbidden)


def test_what_is_refused_is_one_sentence_for_the_person_and_a_line_for_the_operator():
    assert outcome('<img src="file:///etc/passwd">') == (FORBIDDEN, "forbidden: file:///etc/passwd")


@pytest.mark.parametrize(
    "body",
    [
        '<img src="{url}">',
        '<link rel="stylesheet" href="{url}">',
        '<p style="background: url({url})">x</p>',
    ],
)
def test_the_network_is_never_touched(server, body):
    url, calls = server

    with pytest.raises(FatalURLFetchingError):
        write(html(body.format(url=url)))

    assert calls == []


def test_pictures_inside_svg_are_not_fetched_either(server):
    url, calls = server

    with suppress(FatalURLFetchingError):
        write(html(f'<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>'))

    assert calls == []


def test_a_small_picture_is_printed():
    body = f'<img src="data:image/png;base64,{PIXEL}" alt="点">'

    with typeset(html(body)) as pdf:
        assert len(pypdf.PdfReader(pdf).pages[0].images) == 1


def test_what_never_ends_is_stopped():
    began = time.monotonic()

    reason, detail = outcome('<div style="display:flex">' * 16 + "x" + "</div>" * 16, seconds=6)

    assert reason == "文書の作成に6秒を超えたため、中止しました。"
    assert detail == "too_long: 6 s"
    assert time.monotonic() - began < 20


def test_nesting_without_end_is_refused():
    reason, _ = outcome("<div>" * 5000 + "x" + "</div>" * 5000)

    assert reason == "文書が大き過ぎるか、入れ子が深過ぎるため、作成できません。"


def test_missing_fonts_are_one_sentence(monkeypatch):
    monkeypatch.setattr(module, "FONTS", ("NotoSerifJP-400.ttf", "Nowhere.ttf"))

    reason, detail = outcome("<p>x</p>")

    assert reason == "印刷用の書体がサーバーにありません。お手数ですが、事務局に御連絡ください。"
    assert "Nowhere.ttf" in detail
    assert "./portal up" in detail


def test_a_missing_pango_is_one_sentence(tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(
        "import cffi\n"
        "real = cffi.FFI.dlopen\n"
        "def dlopen(self, name, *args):\n"
        "    if 'pango' in str(name):\n"
        "        raise OSError(f'cannot load library {name!r}')\n"
        "    return real(self, name, *args)\n"
        "cffi.FFI.dlopen = dlopen\n"
    )
    environment = module.environment
    monkeypatch.setattr(
        module, "environment", lambda folder: environment(folder) | {"PYTHONPATH": str(tmp_path)}
    )

    reason, detail = outcome("<p>x</p>")

    assert reason == (
        "組版ソフトウェア（Pango）がサーバーにありません。お手数ですが、事務局に御連絡ください。"
    )
    assert detail.startswith("pango: cannot load library")


def test_the_child_knows_no_secret(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")

    assert set(module.environment(str(tmp_path))) <= {
        "PATH", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "HOME", "TMPDIR", "LANG",
        "FONTCONFIG_FILE", "PYTHONDONTWRITEBYTECODE",
    }  # fmt: skip


def test_our_fonts_have_the_characters_of_names():
    names = "髙﨑𠮷辻󠄀塙邉濵齋令直骨角"

    with typeset(html(f"<h1>{names}</h1><p>{names}</p>")) as pdf:
        page = pypdf.PdfReader(pdf).pages[0]
        text = page.extract_text()
        fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]

    assert text.split()[:2] == [names, names]
    assert {font["/BaseFont"].split("+")[1] for font in fonts} == {"Body", "Head-Bold"}
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor


def test_pictures_given_along_are_printed_no_finer_than_a_printer_shows():
    content = io.BytesIO()
    Image.effect_noise((3000, 1500), 60).save(content, "JPEG")
    pictures = {"ab12.jpg": ContentFile(content.getvalue())}
    picture = '<img src="pictures/ab12.jpg" alt="雑音" data-width="50">'
    body = f'<figure class="doc-figure">{picture}</figure>'

    with typeset(html(body), pictures) as pdf:
        [printed] = pypdf.PdfReader(pdf).pages[0].images

    assert printed.image.size == (630, 315)  # 80 mm of 160, at 200 dots per inch


@pytest.mark.parametrize("name", ["other.jpg", "../paper.html", "AB12.jpg", "ab12.svg"])
def test_a_picture_that_was_not_given_along_is_refused(name):
    reason, detail = outcome(f'<img src="pictures/{name}" alt="">')

    assert reason == FORBIDDEN
    assert name.rpartition("/")[2] in detail


def test_five_megabytes_of_text_are_refused_at_once():
    began = time.monotonic()

    reason, detail = outcome("あ" * 1_700_000)

    assert reason == "文書が大き過ぎるか、入れ子が深過ぎるため、作成できません。"
    assert detail.startswith("too_large: 5100")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("code", "detail", "again"),
    [
        (-signal.SIGXCPU, "too_heavy: CPU limit", False),
        (-signal.SIGKILL, "too_heavy: CPU limit", False),
        (-signal.SIGABRT, "too_large: exit code -6", False),
        (-signal.SIGSEGV, "too_large: exit code -11", False),
        (1, "crashed: exit code 1\nTraceback", True),
    ],
)
def test_the_end_of_the_child_says_whether_another_try_is_worth_it(code, detail, again):
    error = module.failure(code, b"", b"Traceback")

    assert (error.detail, error.worth_another_try) == (detail, again)


def test_a_table_without_end_runs_into_the_limit_of_the_child(monkeypatch):
    limited = "from support.documents import child; child.CPU_SECONDS = 3; child.main()"
    real = subprocess.Popen
    monkeypatch.setattr(
        subprocess,
        "Popen",
        lambda command, **how: real([command[0], "-c", limited, *command[3:]], **how),
    )

    reason, detail = outcome(paper_sample.table(20_000))

    assert (
        reason
        == "組版に時間がかかり過ぎるため、作成できません。大きな表は、分けるか小さくしてください。"
    )
    assert detail == "too_heavy: CPU limit"
