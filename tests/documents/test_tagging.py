"""The tags of a paper as another library finds them: what a screen reader would read out."""

import re

import pikepdf
import pytest
from pdfua.validator import Validator

from support.documents.typeset import typeset
from tests.documents import paper_sample, structure


@pytest.fixture(scope="module")
def path():
    with typeset(paper_sample.html()) as path:
        yield path


@pytest.fixture(scope="module")
def pdf(path):
    with pikepdf.open(path) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tree(pdf):
    return structure.read(pdf)


def attributes(part):
    owned = part.raw.get("/A", {})
    return {str(name): owned[name] for name in owned.keys()}  # noqa: SIM118 (not a dict)


def parent_tree(pdf):
    numbers = iter(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return {int(number): owner for number, owner in zip(numbers, numbers, strict=True)}


def test_an_independent_check_finds_nothing(path):
    outcomes = Validator().validate(str(path)).outcomes

    assert len(outcomes) == 12
    assert [(row.rule_id, row.findings, row.skipped_reason) for row in outcomes] == [
        (row.rule_id, (), None) for row in outcomes
    ]


def test_title_language_and_conformance_are_set(pdf):
    with pdf.open_metadata() as metadata:
        assert (metadata["pdfuaid:part"], metadata["dc:title"]) == ("1", "題名")
    assert str(pdf.Root.Lang) == "ja"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.Root.MarkInfo.Marked


def test_all_that_is_drawn_is_tagged_or_an_artifact(pdf, tree):
    assert structure.left_over(pdf) == []
    owners = parent_tree(pdf)
    for number, page in enumerate(pdf.pages):
        drawn = len(re.findall(rb"/MCID", page.Contents.read_bytes()))
        assert len(owners[number]) == drawn


def test_what_is_only_paper_is_not_read_out(tree):
    words = tree.text()

    assert "－ 1 －" not in words
    assert "・・" not in words
    assert words.count("第1章　背景") == 2  # in the contents and as the heading


def test_no_level_of_headings_is_left_out(tree):
    assert [(part.role, part.text()) for part in tree.every(r"H\d")] == [
        ("H1", "目次"),
        ("H1", "第1章　背景"),
        ("H2", "1　現状"),
        ("H3", "ア　飛ばした見出し"),
    ]


def test_the_contents_are_a_list_of_links(pdf, tree):
    [contents] = tree.every("TOC")

    assert contents.roles() == ["TOCI", "TOCI"]
    assert [link.text() for link in contents.every("Link")] == ["第1章　背景1", "1　現状1"]
    links = [link for page in pdf.pages for link in page.get("/Annots", [])]
    assert {str(link.Contents) for link in links} == {"第1章　背景1", "1　現状1", "表1-1"}
    owners = parent_tree(pdf)
    assert {str(owners[int(link.StructParent)].S) for link in links} == {"/Link"}


def test_lists_have_labels_and_bodies(tree):
    bullets, numbers = tree.every("L")

    assert [part.roles() for part in bullets.parts()] == [["Lbl", "LBody"]] * 2
    assert [part.text() for part in numbers.parts()] == ["(1)　甲の一", "(2)　甲の二"]
    assert str(attributes(numbers)["/ListNumbering"]) == "/Decimal"


def test_a_table_over_three_pages_is_one_table_with_scoped_heads(pdf, tree):
    [table] = tree.every("Table")
    caption, head, body = table.parts()

    assert [part.role for part in (caption, head, body)] == ["Caption", "THead", "TBody"]
    assert caption.text() == "表1-1　様式の数"
    assert [part.text() for part in head.every("TH")] == ["団体", "件数", "備考"]
    assert {str(attributes(part)["/Scope"]) for part in head.every("TH")} == {"/Column"}
    assert [row.roles() for row in body.parts()] == [["TH", "TD", "TD"]] * paper_sample.ROWS
    assert {str(attributes(part)["/Scope"]) for part in body.every("TH")} == {"/Row"}


def test_a_picture_says_what_it_shows_and_where_it_is(tree):
    [figure] = tree.every("Figure")

    assert str(figure.raw.Alt) == "様式の数の推移"
    left, bottom, right, top = (float(value) for value in attributes(figure)["/BBox"])
    assert 70 < left < right < 525
    assert 70 < bottom < top < 772
    assert [part.text() for part in tree.every("Caption")][1:] == ["図1-1　推移", "図1-2　写真"]


def test_a_note_is_read_where_it_is_called(tree):
    notes = list(tree.every("Note"))
    [paragraph] = [part for part in tree.every("P") if "Note" in part.roles()][:1]

    assert [str(note.raw.ID) for note in notes] == ["note-1", "note-2"]
    assert [note.text() for note in notes] == [
        "注1)　あおば町、聞き取り。",
        "注2)　みどり地区、聞き取り。",
    ]
    assert paragraph.roles() == ["Reference", "Note"]
    assert paragraph.text().endswith(paper_sample.SENTENCE)


def test_a_paragraph_over_two_pages_is_one(tree):
    assert paper_sample.SENTENCE * 80 in [part.text() for part in tree.every("P")]


def test_small_signs_over_a_word_are_ruby(tree):
    [ruby] = tree.every("Ruby")

    assert [(part.role, part.text()) for part in ruby.parts()] == [
        ("RB", "棚倉"),
        ("RT", "たなぐら"),
    ]
