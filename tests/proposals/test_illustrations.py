"""Pictures on paper: those of the proposal, handed over by digest, and nothing else."""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from proposals.models import Picture
from proposals.paper import publication
from proposals.versions import keeping
from support.collab import planting
from support.collab.nodes import Node
from tests.factories import ProposalFactory

pytestmark = pytest.mark.django_db


def keep_picture(proposal, by, sha256="ab" * 32):
    content = io.BytesIO()
    Image.new("RGB", (8, 4), "#7da7c7").save(content, "PNG")
    return Picture.objects.create(
        proposal=proposal,
        added_by=by,
        name="推移.png",
        content_type="image/png",
        size=content.tell(),
        sha256=sha256,
        file=ContentFile(content.getvalue(), "x"),
    )


def printed(section, picture, by):
    attributes = {"id": "f1", "picture": picture.pk, "alt": "件数の推移", "caption": "推移"}
    planting.replace(section.document, [Node("figure", (), attributes)], by)
    return publication.paper(keeping.keep(section.proposal, name="第1稿", by=by))


def test_a_figure_shows_its_picture_which_comes_along(section, leader):
    paper = printed(section, keep_picture(section.proposal, leader), leader)

    name = f"{'ab' * 32}.png"
    assert f'<img src="pictures/{name}" alt="件数の推移"' in paper.html
    assert list(paper.pictures) == [name]


def test_the_picture_of_another_proposal_stays_there(section, leader):
    paper = printed(section, keep_picture(ProposalFactory(), leader), leader)

    assert "<img" not in paper.html
    assert "件数の推移" in paper.html
    assert paper.pictures == {}


def test_a_picture_whose_file_is_gone_is_named_by_its_description(section, leader):
    picture = keep_picture(section.proposal, leader)
    picture.file.delete(save=False)
    Picture.objects.filter(pk=picture.pk).update(file="gone")

    assert printed(section, picture, leader).pictures == {}
