"""A page on which somebody waits for a PDF: it says by itself when the PDF is there."""

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from proposals import papers
from support.documents import hint
from support.documents.models import Render
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def waiting(chromium, live_server, monkeypatch):
    """The leader's page of an endorsed proposal whose PDF has been asked for."""
    monkeypatch.setattr(hint, "give", lambda render_id: None)
    review = factories.ReviewFactory(endorsed=True, milestone__proposal__state="endorsed")
    proposal = review.milestone.proposal
    leader = factories.MembershipFactory(group=proposal.group, leader=True).user
    papers.ask(review.milestone)
    context = chromium.new_context(base_url=live_server.url, locale="ja-JP")
    client = Client()
    client.force_login(leader)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(reverse("proposals:paper", args=[proposal.group.slug, proposal.pk]))
    yield page
    context.close()


def test_the_finished_pdf_appears_where_one_waits_for_it(waiting):
    box = waiting.get_by_role("status").filter(has_text="PDFを作成しています。通常は")
    box.wait_for()
    waiting.evaluate("window.sameRoom = true")

    render = Render.objects.get()
    Render.objects.claim(render.pk).finish(title="提言書", content=ContentFile(b"%PDF-1.7"))

    waiting.get_by_role("link", name="PDFをダウンロードする").wait_for()
    assert waiting.evaluate("window.sameRoom")  # the page was not left
    with waiting.expect_download() as download:
        waiting.get_by_role("link", name="PDFをダウンロードする").click()
    assert download.value.suggested_filename == "提言書.pdf"


def test_a_failure_appears_with_its_reason(waiting):
    waiting.get_by_role("link", name="作成の状況を確認する").wait_for()

    Render.objects.claim(Render.objects.get().pk).fail("書体がありません。", "fonts: none")

    waiting.get_by_text("書体がありません。").wait_for()
    waiting.get_by_role("button", name="PDFを作成する").click()
    waiting.get_by_text("作成待ち").wait_for()
