"""Photos of a visit: kept with words, without what the camera wrote into them."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from fieldwork.models import VisitPhoto
from tests.factories import MembershipFactory, VisitFactory

pytestmark = pytest.mark.django_db


def picture(name="IMG_0001.jpg"):
    image = Image.new("RGB", (640, 480), "white")
    exif = Image.Exif()
    exif[0x010E] = "taken at the town office"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile(name, buffer.getvalue(), "image/jpeg")


@pytest.fixture
def visit(client):
    member = MembershipFactory()
    client.force_login(member.user)
    return VisitFactory(group=member.group)


def address(visit):
    return reverse("fieldwork:add-photo", args=[visit.group.slug, visit.pk])


def test_it_is_shown_on_the_page_of_the_visit_with_its_words(client, visit):
    client.post(
        address(visit), {"photo": picture(), "alt": "記載台の撤去後", "may_be_published": "on"}
    )

    photo = VisitPhoto.objects.get()
    text = client.get(visit.get_absolute_url()).content.decode()
    assert 'alt="記載台の撤去後"' in text
    delivered = client.get(reverse("fieldwork:photo", args=[visit.group.slug, photo.pk]))
    assert not Image.open(io.BytesIO(b"".join(delivered.streaming_content))).getexif()


def test_it_asks_for_the_words_and_keeps_the_rest(client, visit):
    response = client.post(
        address(visit), {"photo": picture(), "alt": "", "may_be_published": "on"}
    )

    assert response.status_code == 422
    assert "写真の説明" in response.content.decode()
    assert not VisitPhoto.objects.exists()


def test_the_same_photo_sent_twice_is_kept_once(client, visit):
    for _ in range(2):
        client.post(address(visit), {"photo": picture(), "alt": "待合"})

    assert VisitPhoto.objects.count() == 1


def test_a_renamed_program_is_refused_kindly(client, visit):
    program = SimpleUploadedFile("photo.jpg", b"MZ\x90\x00" + b"\x00" * 200, "image/jpeg")

    response = client.post(address(visit), {"photo": program, "alt": "待合"})

    assert response.status_code == 422
    assert not VisitPhoto.objects.exists()
