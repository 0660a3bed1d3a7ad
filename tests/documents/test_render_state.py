"""What a page shows of a paper under way; works without JavaScript through its link."""

import json
import re

import pytest
from django.core.files.base import ContentFile
from django.template.loader import render_to_string

from support import documents
from support.documents.models import Render

pytestmark = pytest.mark.django_db


def shown(render):
    urls = {"state_url": "/s/", "file_url": "/f/", "page_url": "/p/"}
    html = render_to_string("documents/_render_state.html", {"render": render, **urls})
    state = re.search(r'data-state="(.*?)"', html)[1]
    words = [word for word in re.sub("<.*?>", "\n", html).splitlines() if word.strip()]
    return state, [word.strip() for word in words], re.findall('href="(.*?)"', html)


def answer(render):
    return json.loads(documents.state(render).content)


@pytest.fixture
def render():
    return documents.request("letter", subject_key="letters.Letter:7", content_key="a")


def test_a_paper_under_way_offers_to_look_again(render):
    assert shown(render) == (
        "waiting",
        [
            "作成待ち",
            "PDFを作成しています。通常は1分以内に完了します。",
            "作成の状況を確認する",
        ],
        ["/p/"],
    )
    assert answer(render) == {"state": "waiting", "label": "作成待ち", "error": ""}


def test_a_finished_paper_can_be_taken_away(render):
    Render.objects.claim(render.pk).finish(title="題名", content=ContentFile(b"%PDF"))
    render.refresh_from_db()

    assert shown(render) == ("done", ["作成済み", "PDFをダウンロードする"], ["/f/"])
    assert answer(render) == {"state": "done", "label": "作成済み", "error": ""}


def test_a_failed_paper_says_why(render):
    Render.objects.claim(render.pk).fail("文字がありません。", "glyphs: U+1F389")
    render.refresh_from_db()

    assert shown(render) == ("failed", ["作成できませんでした", "文字がありません。"], [])
    assert answer(render) == {
        "state": "failed",
        "label": "作成できませんでした",
        "error": "文字がありません。",
    }
