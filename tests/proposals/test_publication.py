"""The proposal on paper: what a reader of the printed 提言書 finds, and where."""

import datetime as dt
import re
from contextlib import contextmanager

import pypdf
import pytest
from django.db import transaction
from django.template.loader import render_to_string

from members.models import Membership, Person
from proposals.paper import publication
from sessions.models import StudySession
from support import documents
from support.documents import tasks
from support.documents.typeset import typeset
from support.wareki import clock
from tests import reading_pdf
from tests.conftest import MORNING
from tests.documents.lines import lines, offences, rendered
from tests.proposals import sample

pytestmark = pytest.mark.django_db  # the module's fixtures need the database


def printed(milestone):
    return render_to_string("documents/paper.html", {"paper": publication.paper(milestone)})


@contextmanager
def rolled_back(blocker):
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def html(django_db_setup, django_db_blocker):
    """The sample proposal, composed once."""
    with rolled_back(django_db_blocker), clock.stopped(MORNING):
        return printed(sample.milestone())


@pytest.fixture(scope="module")
def pdf(html):
    with typeset(html) as path:
        yield pypdf.PdfReader(path)


@pytest.fixture(scope="module")
def pages(pdf):
    return reading_pdf.pages(pdf)


@pytest.fixture(scope="module")
def contents(pdf):
    return reading_pdf.contents(pdf)


def test_each_number_in_the_contents_is_the_page_of_the_heading(contents, pages):
    assert len(contents) > 30
    for heading, number in contents:
        assert heading in pages[f"－ {number} －"].splitlines()


def test_the_contents_name_every_chapter_and_its_parts(contents):
    assert [heading for heading, _page in contents][:8] == [
        "第1章　研究の背景と目的",
        "1　研究の背景",
        "2　研究の目的",
        "3　研究の方法",
        "4　本提言書の読み方",
        "第2章　県南地域の現状と課題",
        "1　課題の洗い出し",
        "2　住民から見た課題",
    ]
    assert [heading for heading, _page in contents][-2:] == ["研究員名簿", "活動経過"]


def test_bookmarks_are_the_contents(pdf, contents):
    chapters = [entry for entry in pdf.outline if not isinstance(entry, list)]
    parts = [entry for entries in pdf.outline if isinstance(entries, list) for entry in entries]
    titles = {entry.title for entry in chapters + parts if not isinstance(entry, list)}

    assert titles == {"目次", *(heading for heading, _page in contents)}


def test_title_author_and_language_are_set(pdf):
    assert (pdf.metadata.title, pdf.metadata.author, pdf.trailer["/Root"]["/Lang"]) == (
        "書かない、待たない、抱え込まない",
        "県南方部出張型政策研究会",
        "ja",
    )
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_every_font_is_ours_and_embedded(pdf):
    names = set()
    for page in pdf.pages:
        for entry in page["/Resources"]["/Font"].values():
            font = entry.get_object()
            below = font["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in below["/FontDescriptor"].get_object()
            names.add(font["/BaseFont"].split("+")[1])
    assert names == {"Body", "Head", "Head-Bold"}


def test_the_cover_says_whose_proposal_of_which_year_it_is(pdf):
    assert pdf.pages[0].extract_text().split("\n") == [
        "令和4年度",
        "県南方部出張型政策研究会",
        "提　言　書",
        "書かない、待たない、抱え込まない",
        "――県南地域の小さな自治体から始める共同の業務改革――",
        "研究テーマ",
        "小規模な市町村が、共同で業務の手順を見直すための進め方",
        "令和4年11月",
        "みちのく自治研修センター（架空）",
    ]


def test_every_name_is_in_the_list_in_the_official_order(pdf):
    [text] = [text for page in pdf.pages if (text := page.extract_text()).startswith("研究員名簿")]
    rows = [line.split(",") for line in sample.MEMBERS.split("\n")[1:-1]]

    names = [row[4] for row in rows] + ["藤本吉則", "仮名　ゆき", "見本　次郎"]
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert "（建制順、敬称略）" in text
    assert "尚綱学院大学総合人間科学系社会部門教授" in text
    assert text.count("藤本吉則") == 1


def test_the_activities_are_the_days_that_are_fixed(html):
    table = html[html.index('id="activities"') :]
    cells = re.findall(r"<td.*?>(.*?)</td>", table)[: 7 * 4]

    assert cells[:4] == [
        "第1回",
        "令和4年6月9日（木）<br>13:30～16:30",
        "架空合同庁舎　大会議室",
        "キックオフ勉強会、体験WS",
    ]
    assert cells[16:20] == [
        "第5回",
        "令和4年10月20日（木）・21日（金）",
        "視察先",
        "先進事例、参考事例自治体調査",
    ]
    assert cells[24:26] == ["第7回", "令和4年12月15日（木）<br>10:00～16:00<br>（予定）"]
    assert "第8回" not in table


def test_a_citation_is_a_note_with_where_when_and_how(html, pages):
    notes = re.findall(r'<span class="note">(.*?)</span>', html)

    assert notes[0] == (
        "紙の申請を二重に入力する作業が、1日当たり約40分あった（例示）。"
        "　あおば町（ヒアリング、令和4年8月25日、聞き取り）"
    )
    assert notes[-1] == "前掲（注10）。"
    page, *_listed = [text for text in pages.values() if "紙の申請を二重に入力する作業" in text]
    assert "約40分を要していた（例示）注1)。" in page.replace("\u2060", "")


def test_no_line_breaks_the_rules_of_line_starts_and_ends(html):
    found = [part for page in rendered(html).pages for part in lines(page._page_box)]

    assert sum(len(paragraph) for paragraph in found) > 250
    assert offences(found) == ([], [])


def test_the_imprint_says_whose_opinion_it_is(pdf):
    last = pdf.pages[-1].extract_text()

    assert (
        "研究会としての意見をまとめたものであり、研究員の所属団体の見解を示すものではない。" in last
    )
    assert "政策支援部　電話 000-000-0000（内線00）" in last


def test_headings_are_counted_unless_their_writer_has_counted(html):
    found = re.findall(r"<h([1-4])[^>]*>(.*?)</h", html)

    assert ("2", "2　住民から見た課題") in found
    assert ("3", "(1)　何度も書く") in found
    assert ("2", "提言1　「住民の出来事」から始める様式の共同見直し") in found
    assert ("2", "提言の相互の関係") in found
    assert ("3", "(2)　内容") in found


def test_the_worker_makes_it_and_the_same_content_is_not_made_again(db):
    milestone = sample.milestone()
    key = f"proposals.Milestone:{milestone.pk}"
    wanted = {
        "subject_key": key,
        "content_key": publication.content_key(milestone),
    }
    render = documents.request(publication.KIND, **wanted)

    tasks.render(render.pk)

    again = documents.request(publication.KIND, **wanted)
    assert (again.pk, again.state, again.title) == (
        render.pk,
        "done",
        "書かない、待たない、抱え込まない",
    )


def test_another_name_in_the_list_is_another_content():
    milestone = sample.milestone()
    before = publication.content_key(milestone)

    Person.objects.filter(family_name="髙橋").update(family_name="高橋")

    assert publication.content_key(milestone) != before


def test_who_left_before_the_version_is_not_in_its_list():
    milestone = sample.milestone()
    left = Membership.objects.get(user__person__family_name="渡邉")
    left.ends_on = dt.date(2022, 11, 24)
    left.save(update_fields=["ends_on"])

    assert "渡邉" not in printed(milestone)


def test_a_meeting_that_was_called_off_is_no_activity():
    milestone = sample.milestone()
    StudySession.objects.filter(number=4).update(status=StudySession.Status.CANCELLED)

    labels = [row.label for row in publication.activities(milestone.proposal.group)]

    assert labels == ["第1回", "第2回", "第3回", "第5回", "第6回", "第7回"]


def test_the_queries_do_not_grow_with_the_paper(django_assert_max_num_queries):
    milestone = sample.milestone()

    with django_assert_max_num_queries(10):
        publication.paper(milestone)


def test_the_list_of_sources_names_the_notes_in_which_each_is_cited(html, contents):
    listed = re.search(r'<h1 id="sources">.*?</section>', html, re.DOTALL)[0]

    assert "出典・参考文献" in [title for title, _page in contents]
    assert re.findall("<h2>(.*?)</h2>", listed) == ["気づき・知見"]
    lines = re.findall("<li>(.*?)</li>", listed)
    assert len(lines) == 11
    assert lines[-2].endswith("令和4年8月25日、聞き取り）（注10、注12）")
