"""The structure of a proposal: its style of numbers, what can be referred to, its pictures."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from proposals.models import Picture, Proposal
from proposals.text import illustrating, reading
from proposals.versions import keeping
from support.collab import planting
from support.collab.nodes import Node, Run
from tests.factories import MembershipFactory, SectionFactory, VisitPhotoFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter():
    """第1章, with a heading, a table and a figure."""
    return SectionFactory(title="現状")


@pytest.fixture
def member(chapter):
    return MembershipFactory(group=chapter.proposal.group).user


@pytest.fixture
def browser(client, member):
    client.force_login(member)
    return client


def url(name, section):
    proposal = section.proposal
    of_section = name in ("labels", "pictures")
    return reverse(
        f"proposals:{name}", args=[proposal.group.slug, section.pk if of_section else proposal.pk]
    )


def write(section, *nodes):
    planting.add(section.document, nodes, None)
    section.document.refresh_from_db()


def heading(words, target="", level=2):
    return Node("heading", (Run(words),), {"level": level, "id": target})


def table(target, caption):
    cell = Node("tableCell", (Node("paragraph", (Run("値"),)),))
    return Node("table", (Node("tableRow", (cell,)),), {"id": target, "caption": caption})


def sentence(*children):
    return Node("paragraph", children)


def reference(target):
    return Node("crossReference", (), {"target": target})


def jpeg(size=(40, 30), name="地図.jpg"):
    drawn = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "somewhere"
    Image.new("RGB", size, "green").save(drawn, "JPEG", exif=exif)
    return SimpleUploadedFile(name, drawn.getvalue(), "image/jpeg")


def test_the_page_shows_numbers_and_references_without_script(browser, chapter):
    write(
        chapter,
        heading("人口", "aaaaaaaaaa"),
        table("bbbbbbbbbb", "人口の推移"),
        sentence(reference("bbbbbbbbbb"), Run("と"), reference("aaaaaaaaaa"), Run("のとおり")),
        sentence(reference("zzzzzzzzzz"), Node("footnote", (), {"text": "四月一日現在"})),
    )

    html = browser.get(chapter.get_absolute_url()).context["html"]

    assert '<h2 id="aaaaaaaaaa">1\u3000人口</h2>' in html
    assert "<caption>表1-1\u3000人口の推移</caption>" in html
    assert (
        '<p><a class="cross-reference" href="#bbbbbbbbbb">表1-1</a>と'
        '<a class="cross-reference" href="#aaaaaaaaaa">第1章1</a>のとおり</p>'
    ) in html
    assert "data-missing>（参照先が見つかりません）</span>" in html


def test_a_reference_follows_what_comes_before(browser, chapter):
    write(chapter, table("bbbbbbbbbb", "乙"), sentence(reference("bbbbbbbbbb")))
    other = SectionFactory(proposal=chapter.proposal)
    write(other, sentence(reference("bbbbbbbbbb"), reference(f"s{chapter.pk}")))
    chapter.position, other.position = other.position + 1, chapter.position
    for section in (chapter, other):
        section.save()

    html = reading.section_html(other)

    page = chapter.get_absolute_url()
    assert html == (
        f'<p><a class="cross-reference" href="{page}#bbbbbbbbbb">表2-1</a>'
        f'<a class="cross-reference" href="{page}">第2章</a></p>'
    )


def test_the_labels_say_where_the_count_begins_and_what_can_be_named(browser, chapter):
    part = SectionFactory(proposal=chapter.proposal, level=2, title="人口")
    write(chapter, table("bbbbbbbbbb", "推移"), heading("①序", level=3))

    answer = browser.get(url("labels", part)).json()

    assert answer == {
        "section": part.pk,
        "style": "plain",
        "label": "第1章1",
        "chapter": "1",
        "depth": 1,
        "tables": 1,
        "figures": 0,
        "typed": [3],
        "targets": [
            {
                "target": f"s{chapter.pk}",
                "kind": "section",
                "label": "第1章",
                "words": "現状",
                "section": chapter.pk,
            },
            {
                "target": "bbbbbbbbbb",
                "kind": "table",
                "label": "表1-1",
                "words": "推移",
                "section": chapter.pk,
            },
            {
                "target": f"s{part.pk}",
                "kind": "section",
                "label": "第1章1",
                "words": "人口",
                "section": part.pk,
            },
        ],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(browser, chapter, count, django_assert_num_queries):
    for _number in range(count):
        write(SectionFactory(proposal=chapter.proposal), table("", "表"))

    with django_assert_num_queries(6):
        browser.get(url("labels", chapter))


def test_the_style_is_chosen_with_a_sample_of_each(browser, chapter, member):
    write(chapter, heading("人口"), heading("推移", level=3))
    kept = keeping.keep(chapter.proposal, name="第1稿", by=member)
    page = browser.get(url("numbering", chapter))
    assert [levels for _label, levels in page.context["samples"]] == [
        ["第2章", "1", "(1)", "ア", "(ア)"],
        ["第2章", "第1節", "1", "(1)", "ア"],
    ]

    answer = browser.post(url("numbering", chapter), {"numbering": "parts"})

    assert answer.status_code == 302
    chapter.proposal.refresh_from_db()
    assert chapter.proposal.numbering == Proposal.Numbering.PARTS
    html = reading.section_html(chapter)
    assert html == "<h2>第1節\u3000人口</h2><h3>1\u3000推移</h3>"
    [frozen] = reading.frozen(kept)
    assert frozen.html == "<h3>1\u3000人口</h3><h4>(1)\u3000推移</h4>"


def test_a_style_that_does_not_exist_is_refused(browser, chapter):
    answer = browser.post(url("numbering", chapter), {"numbering": "roman"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["numbering"])


def test_a_picture_is_kept_once_without_what_the_camera_wrote(browser, chapter, member):
    first, again = (
        browser.post(url("pictures", chapter), {"file": jpeg()}).json() for _time in range(2)
    )

    picture = Picture.objects.get()
    assert first == again == {"id": picture.pk, "url": picture.get_absolute_url()}
    assert (picture.added_by, picture.name, picture.photo) == (member, "地図.jpg", None)
    with picture.file.open() as file, Image.open(file) as drawn:
        assert (drawn.size, dict(drawn.getexif())) == ((40, 30), {})
    answer = browser.get(picture.get_absolute_url())
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Content-Disposition"].startswith("inline")
    answer.close()


def test_a_photo_of_a_visit_is_copied(browser, chapter):
    photo = VisitPhotoFactory(visit__group=chapter.proposal.group, may_be_published=True)
    [choice] = browser.get(url("pictures", chapter)).json()["photos"]
    assert choice == {
        "id": photo.pk,
        "url": reverse("fieldwork:photo", args=[chapter.proposal.group.slug, photo.pk]),
        "alt": "壁一面に貼り出された様式",
        "visit": photo.visit.host,
        "mayBePublished": True,
    }

    browser.post(url("pictures", chapter), {"photo": photo.pk})

    picture = Picture.objects.get()
    assert (picture.photo, picture.sha256) == (photo, photo.sha256)
    with picture.file.open() as copied, photo.file.open() as original:
        assert copied.read() == original.read()


def test_a_photo_of_another_group_cannot_be_taken(browser, chapter):
    answer = browser.post(url("pictures", chapter), {"photo": VisitPhotoFactory().pk})

    assert answer.status_code == 422
    assert not Picture.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "画像のファイルか、訪問の写真を選んでください。"),
        (
            {"file": SimpleUploadedFile("表.xlsx", b"PK\x03\x04")},
            "「表.xlsx」は登録できません。",
        ),
    ],
)
def test_what_is_no_picture_is_refused_in_words(browser, chapter, sent, sentence):
    answer = browser.post(url("pictures", chapter), sent)

    assert answer.status_code == 422
    assert answer.json()["message"].startswith(sentence)


def test_a_figure_shows_its_picture_and_never_one_of_another_proposal(chapter, member):
    own = illustrating.take_photo(chapter.proposal, VisitPhotoFactory(), by=member)
    foreign = illustrating.take_photo(SectionFactory().proposal, VisitPhotoFactory(), by=member)
    for picture in (own, foreign):
        write(
            chapter,
            Node(
                "figure",
                (),
                {"picture": picture.pk, "alt": "略図", "caption": "位置図", "width": 50},
            ),
        )

    html = reading.section_html(chapter)

    assert html == (
        f'<figure class="doc-figure"><img src="{own.get_absolute_url()}" alt="略図" '
        'data-width="50">'
        "<figcaption>図1-1\u3000位置図</figcaption></figure>"
        '<figure class="doc-figure"><p class="no-picture">略図</p>'
        "<figcaption>図1-2\u3000位置図</figcaption></figure>"
    )
