"""Bringing a Word file into a section: chosen, looked at, taken once."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from proposals.models import Incoming, Proposal
from support.collab import reading
from tests.word import opened
from tests.word_files import p, picture, word

pytestmark = pytest.mark.django_db
OLD = "職員の数は減っている。"


def address(section, name="bring-in", *more):
    return reverse(f"proposals:{name}", args=[section.proposal.group.slug, section.pk, *more])


def upload(*blocks, name="原稿.docx", data=None):
    return SimpleUploadedFile(name, data or word(*(blocks or [p("窓口は遠い。")])))


def choose(browser, section, file=None, token=None):
    data = {"file": file or upload(), "form_token": token or uuid.uuid4()}
    return browser.post(address(section), data)


def test_a_file_is_shown_before_anything_changes(browse, member, section):
    browser = browse(member)

    response = choose(browser, section, upload(p("１　窓口"), p("窓口は遠い。")))
    page = browser.get(response.url).content.decode()

    assert "窓口は遠い。" in page
    assert "まだ何も変わっていません。" in page
    assert reading.plain(section.document) == OLD


def test_it_is_added_behind_the_text_once(browse, member, section):
    browser = browse(member)
    shown = choose(browser, section).url

    for _ in range(2):
        assert browser.post(shown, {"how": "append"}).url == section.get_absolute_url()

    assert reading.plain(section.document) == f"{OLD}\n窓口は遠い。"
    assert section.document.updates.latest("seq").author == member


def test_replacing_keeps_the_text_before_as_a_version(browse, member, section):
    browser = browse(member)
    shown = choose(browser, section).url

    browser.post(shown, {"how": "replace"})

    assert reading.plain(section.document) == "窓口は遠い。"
    [version] = section.proposal.milestones.all()
    assert version.name == f"「{section.title}」のWord取り込み前"
    assert reading.plain(bytes(version.sections.get().state)) == OLD
    section.document.refresh_from_db()
    assert section.document.epoch == 2


def test_its_pictures_are_kept_and_go_out_again(browse, member, section):
    drawn = io.BytesIO()
    Image.new("RGB", (200, 100), "red").save(drawn, "PNG")
    shown = upload(
        data=word(
            p(picture("rId9", alt="窓口の写真")),
            p("図1　窓口"),
            pictures={"rId9": ("png", drawn.getvalue())},
        )
    )
    browser = browse(member)

    browser.post(choose(browser, section, shown).url, {"how": "append"})

    kept = section.proposal.pictures.get()
    assert (kept.added_by, kept.content_type) == (member, "image/png")
    response = browser.get(address(section, "section-word"))
    texts, [content] = opened(b"".join(response.streaming_content)).pictures
    assert texts == ["窓口の写真"]
    with kept.file.open() as file:
        assert content == file.read()


def test_the_same_form_twice_is_one_file(browse, member, section):
    browser, token = browse(member), uuid.uuid4()

    urls = {choose(browser, section, token=token).url for _ in range(2)}

    assert len(urls) == Incoming.objects.count() == 1


def test_the_next_file_takes_the_place_of_the_one_before(browse, member, section):
    browser = browse(member)
    first = choose(browser, section).url

    choose(browser, section)

    assert Incoming.objects.count() == 1
    assert browser.get(first).status_code == 404


def test_nobody_else_sees_what_somebody_has_chosen(browse, member, leader, section):
    shown = choose(browse(member), section).url

    assert browse(leader).get(shown).status_code == 404


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (upload(data=b"PK\x03\x04"), "壊れているファイル"),
        (upload(p("")), "取り込める文章がありません。"),
        (upload(data=b"\xd0\xcf\x11\xe0 password"), "パスワード"),
        (upload(data=word(p("本文"), parts={"word/vbaProject.bin": b"x"})), "マクロ"),
    ],
    ids=["half", "empty", "encrypted", "macros"],
)
def test_an_unfit_file_is_answered_with_a_sentence(browse, member, section, file, words):
    response = choose(browse(member), section, file)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Incoming.objects.exists()


def test_a_text_closed_meanwhile_takes_nothing_in(browse, member, section):
    browser = browse(member)
    shown = choose(browser, section).url
    Proposal.objects.update(state=Proposal.State.REVIEWING)

    assert browser.post(shown, {"how": "replace"}).status_code == 403
    assert reading.plain(section.document) == OLD


def test_without_a_choice_the_page_comes_again(browse, member, section):
    browser = browse(member)
    shown = choose(browser, section).url

    assert browser.post(shown, {"how": "elsewhere"}).status_code == 422
