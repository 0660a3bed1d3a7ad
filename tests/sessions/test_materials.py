"""Materials: handed out by staff and lecturer, opened by the people of the group, never lost."""

from urllib.parse import quote

import pytest

from sessions import actions
from sessions.models import Material
from support.access import Refused
from support.files.checks import check
from support.files.forms import CheckedFileField
from tests.factories import MembershipFactory
from tests.files import samples

pytestmark = pytest.mark.django_db
ADD = "/g/r4-kennan/s7/materials/add/"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def lecturer(group):
    return MembershipFactory(group=group, lecturer=True).user


def upload(name="次第.pdf", content=samples.PDF):
    return samples.Upload(name, content)


@pytest.fixture
def add(seventh, lecturer):
    def add(name="次第.pdf", content=samples.PDF, **fields):
        file = check(upload(name, content), CheckedFileField.kinds)
        return actions.add_material(seventh, **{"file": file, "title": "", "by": lecturer} | fields)

    return add


def test_a_lecturer_registers_a_material(client, seventh, lecturer):
    client.force_login(lecturer)

    response = client.post(ADD, {"file": upload("ガイダンス.pdf"), "title": "第7回の進め方"})

    material = Material.objects.get()
    assert response["Location"] == "/g/r4-kennan/s7/"
    assert (str(material), material.name, material.content_type, material.size) == (
        "第7回の進め方",
        "ガイダンス.pdf",
        "application/pdf",
        len(samples.PDF),
    )
    assert material.added_by == lecturer
    with material.file.open() as file:
        assert file.read() == samples.PDF
    assert "ガイダンス" not in material.file.name


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("大.pdf", samples.PDF.ljust(30 * 1024 * 1024), "ファイルが大きすぎます（30MB）。"),
        ("請求書.pdf", samples.EXE, "「請求書.pdf」は登録できません。"),
        ("図.png", samples.png_that_claims(20_000, 20_000), "画像の画素数が多すぎます。"),
        ("空.pdf", b"", "ファイルの中身が空です。"),
    ],
    ids=["30 MB", "renamed exe", "20,000 pixels", "empty"],
)
def test_a_bad_file_is_refused_with_a_sentence_and_the_title_is_kept(
    client, seventh, lecturer, name, content, sentence
):
    client.force_login(lecturer)

    response = client.post(ADD, {"file": upload(name, content), "title": "資料1"})

    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(sentence) == 2  # in the summary and at the field
    assert 'value="資料1"' in page
    assert not Material.objects.exists()


def test_members_open_it_in_the_browser_and_nothing_in_it_can_act(client, add, member):
    material = add("第7回 次第.pdf")
    client.force_login(member.user)

    response = client.get(material.get_absolute_url())

    assert b"".join(response.streaming_content) == samples.PDF
    assert {
        name: response[name]
        for name in (
            "Content-Type",
            "Content-Disposition",
            "Content-Length",
            "X-Content-Type-Options",
            "Content-Security-Policy",
            "Cache-Control",
        )
    } == {
        "Content-Type": "application/pdf",
        "Content-Disposition": f"inline; filename*=utf-8''{quote('第7回 次第.pdf')}",
        "Content-Length": str(len(samples.PDF)),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        "Cache-Control": "private, no-cache",
    }


@pytest.mark.parametrize("name", ["資料.docx", "名簿.csv", "メモ.txt"])
def test_what_a_browser_might_run_or_misread_is_downloaded(client, add, member, name):
    material = add(name, samples.GOOD[name][0])
    client.force_login(member.user)

    response = client.get(material.get_absolute_url())

    assert response["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
    b"".join(response)  # read to the end, the file is closed


def test_replacing_keeps_the_old_one_for_the_secretariat(client, add, lecturer, member, staff):
    old = add("次第.pdf", title="次第")
    client.force_login(lecturer)
    assert client.get(f"/materials/{old.pk}/replace/").context["form"].initial == {"title": "次第"}

    client.post(
        f"/materials/{old.pk}/replace/",
        {"file": upload("次第2.pdf", samples.PDF + b"2"), "title": "次第"},
    )

    old.refresh_from_db()
    new = Material.objects.get(replaces=old)
    assert (old.withdrawn_by, new.name) == (lecturer, "次第2.pdf")
    client.force_login(member.user)
    assert client.get(old.get_absolute_url()).status_code == 404
    b"".join(client.get(new.get_absolute_url()))
    client.force_login(staff)
    response = client.get(old.get_absolute_url())
    assert response.status_code == 200
    b"".join(response)  # read to the end, the file is closed


def test_withdrawing_asks_first_and_takes_it_out_of_the_list(client, add, lecturer, seventh):
    material = add()
    client.force_login(lecturer)

    assert client.get(f"/materials/{material.pk}/withdraw/").status_code == 200
    client.post(f"/materials/{material.pk}/withdraw/")

    assert client.get(seventh.get_absolute_url()).context["inside"].papers == []
    assert Material.objects.get().is_withdrawn


def test_a_form_sent_twice_registers_one_material(client, seventh, lecturer):
    client.force_login(lecturer)

    found = [client.post(ADD, {"file": upload()}).status_code for _ in range(2)]

    assert (found, Material.objects.count()) == ([302, 422], 1)


def test_two_who_replace_the_same_material_get_one_successor(add, lecturer):
    old = add()
    add("新.pdf", samples.PDF + b"1", replaces=old)

    with pytest.raises(Refused, match="既に取り下げられています"):
        add("新2.pdf", samples.PDF + b"2", replaces=old)
    assert Material.objects.count() == 2


def test_a_lecturer_does_not_touch_the_papers_of_the_secretariat(client, add, lecturer, staff):
    material = add(by=staff)
    client.force_login(lecturer)

    assert client.get(f"/materials/{material.pk}/withdraw/").status_code == 403


def test_a_closed_group_keeps_its_materials_readable_and_takes_none(
    client, group, add, lecturer, member
):
    material = add()
    group.state = "closed"
    group.save()

    client.force_login(lecturer)
    assert client.post(ADD, {"file": upload()}).status_code == 403
    assert client.post(f"/materials/{material.pk}/withdraw/").status_code == 403
    client.force_login(member.user)
    b"".join(client.get(material.get_absolute_url()))


def test_a_file_is_in_place_before_its_row_can_be_seen(add):
    material = add()

    assert material.file.storage.exists(material.file.name)
    with material.file.open() as file:
        assert file.read() == samples.PDF


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(
    client, add, seventh, lecturer, count, django_assert_num_queries
):
    for number in range(count):
        add(content=samples.PDF + bytes([number]))
    client.force_login(lecturer)

    with django_assert_num_queries(13):
        client.get(seventh.get_absolute_url())
