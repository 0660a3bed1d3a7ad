"""Words of Japanese prose, and which of them changed."""

import time

import pytest

from support.collab.difference import words
from support.collab.difference.words import Span, Word

SIGNS = {"same": "{}", "added": "{{+{}}}", "removed": "{{-{}}}", "restyled": "<{}>"}


def of(text):
    return [Word(word) for word in words.split(text)]


def difference(old, new):
    return "".join(SIGNS[span.op].format(span.text) for span in words.compare(of(old), of(new)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("路線バスは1日4便である。", "路線|バス|は|1|日|4|便|で|ある|。"),
        ("町からの通知により確認する", "町|から|の|通知|により|確認|する"),
        ("利用できないときは、", "利用|できない|とき|は|、"),
        ("書くことを減らす", "書|く|こと|を|減|らす"),
        ("10,000人、約3.5割", "10,000|人|、|約|3.5|割"),
        ("𠮷野と葛󠄀城の👨‍👩‍👧", "𠮷野|と|葛󠄀城|の|👨‍👩‍👧"),
        ("DXの推進ＤＸ", "DX|の|推進|ＤＸ"),
        ("人々ヶ岳", "人々ヶ岳"),
    ],
)
def test_it_cuts_where_a_reader_would(text, parts):
    assert "|".join(words.split(text)) == parts
    assert "".join(words.split(text)) == text


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "川上村の路線バスは1日4便であり、通院や買い物に使いにくい。",
            "川上村の路線バスは1日6便であるが、通院には使いにくい。",
            "川上村の路線バスは1日{-4}{+6}便で{-あり}{+あるが}、通院{-や買い物}に{+は}使いにくい。",
        ),
        (
            "窓口に来た人は、同じことを何度も書いている。",
            "転入した住民は、氏名と住所を平均5枚の様式に書いている。",
            "{-窓口に来た人は、同じことを何度も}"
            "{+転入した住民は、氏名と住所を平均5枚の様式に}書いている。",
        ),
        ("", "新しい文。", "{+新しい文。}"),
        ("古い文。", "", "{-古い文。}"),
        ("同じ文。", "同じ文。", "同じ文。"),
        ("", "", ""),
    ],
)
def test_it_reads_well(old, new, expected):
    assert difference(old, new) == expected


def test_a_word_set_in_bold_stays_the_same_word():
    old, new = [Word("必ず"), Word("書く")], [Word("必ず", look="bold"), Word("書く")]

    assert words.compare(old, new) == [Span("restyled", "必ず", "bold"), Span("same", "書く")]


def test_two_citations_that_read_alike_are_two():
    old, new = [Word("［根拠］", key="finding 1")], [Word("［根拠］", key="finding 2")]

    assert [span.op for span in words.compare(old, new)] == ["removed", "added"]


def test_whatever_is_compared_both_texts_can_be_read_from_it():
    texts = [
        "職員が書く。",
        "住民は待つ、職員は書かない。",
        "",
        "待つ。待つ。待つ。",
        "3枚を1枚に。",
    ]
    for old in texts:
        for new in texts:
            spans = words.compare(of(old), of(new))
            assert "".join(span.text for span in spans if span.op != "added") == old
            assert "".join(span.text for span in spans if span.op != "removed") == new


def test_a_paragraph_of_50000_letters_is_compared_by_sentence_in_time():
    old = "".join(
        f"第{n}の町では、窓口の手続を{n}件ずつ見直すことが必要である。" for n in range(1600)
    )
    new = old.replace("窓口の手続", "受付の様式").replace("必要である", "求められる")
    assert len(old) > 50_000
    start = time.perf_counter()

    spans = words.compare(of(old), of(new))

    assert time.perf_counter() - start < 4  # two seconds on a machine with nothing else to do
    assert len([span for span in spans if span.op == "same"]) > 3_000
