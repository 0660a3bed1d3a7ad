"""Names are kept as typed and found however they are spelled."""

import pytest
from django.core.exceptions import ValidationError

from members import contacts, names
from members.sign_in_names import propose, romanised

# Every name of the demonstration (family, given, kana), each with the trap it is there for.
SAMPLE = [
    ("髙橋", "見本", "たかはし", "みほん"),
    ("山﨑", "例子", "やまざき", "れいこ"),
    ("𠮷田", "試", "よしだ", "ためし"),
    ("渡邉", "仮名子", "わたなべ", "かなこ"),
    ("齋藤", "一例", "さいとう", "いちれい"),
    ("林", "見", "はやし", "けん"),
    ("勅使河原", "架空之助", "てしがわら", "かくうのすけ"),
    ("試行", "はるか", "しこう", "はるか"),
    ("濵﨑", "サンプル", "はまさき", "さんぷる"),
    ("架空", "太郎", "かくう", "たろう"),
    ("辻\U000e0100", "例", "つじ", "れい"),
    ("SAMPLE", "Alex", "さんぷる", "あれっくす"),
]


@pytest.mark.parametrize("name", [part for row in SAMPLE for part in row[:2]])
def test_a_name_is_kept_as_typed(name):
    names.validate_name(name)

    assert names.as_typed(name) == name


@pytest.mark.parametrize("name", ["\ufa19谷", "\ufa12", "\uf9dc", "\ufa1b田"])
def test_compatibility_glyphs_stay(name):
    assert names.as_typed(name) == name


def test_kana_that_came_apart_is_composed():
    assert names.as_typed("か\u3099く はるか") == "がく はるか"


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("髙橋", "高橋"),
        ("山﨑", "山崎"),
        ("𠮷田", "吉田"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("齋藤", "斉藤"),
        ("斎藤", "齊藤"),
        ("濵﨑", "浜崎"),
        ("辻\U000e0100", "辻"),
        ("SAMPLE", "ｓａｍｐｌｅ"),
        ("見本　花子", "見本花子"),
        ("ﾀｶﾊｼ", "たかはし"),
        ("\ufa19谷", "神谷"),
    ],
)
def test_spellings_of_one_name_share_a_search_key(typed, searched):
    assert names.search_key(typed) == names.search_key(searched)


@pytest.mark.parametrize("name", ["\ue000田", "〓田", "田\u200b中", "田\n中", "\U000f0000"])
def test_characters_that_others_cannot_see_are_refused(name):
    with pytest.raises(ValidationError):
        names.validate_name(name)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("タカハシ", "たかはし"),
        ("ﾜﾀﾅﾍﾞ", "わたなべ"),
        ("か\u3099く", "がく"),
        ("ヴァン　ダイク", "ゔぁん　だいく"),
        (" れいこ　", "れいこ"),
        ("あれっくす", "あれっくす"),
    ],
)
def test_a_reading_becomes_hiragana(typed, kept):
    assert names.hiragana(typed) == kept


@pytest.mark.parametrize("typed", ["高橋", "takahashi", "たかはし1"])
def test_a_reading_that_is_not_kana_is_refused(typed):
    with pytest.raises(ValidationError):
        names.validate_hiragana(names.hiragana(typed))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0248-22-1111", "0248-22-1111"),
        ("０２４８－２２ー１１１１", "0248-22-1111"),
        ("0248(22)1111", "0248-22-1111"),
        ("（0247）33−2111", "0247-33-2111"),
        ("090‐1234‐5678", "090-1234-5678"),
    ],
)
def test_phone_numbers_come_to_one_form(typed, kept):
    assert contacts.phone(typed) == kept


@pytest.mark.parametrize("typed", ["0248221111", "248-22-1111", "内線213", "0248-22-11"])
def test_odd_phone_numbers_are_refused(typed):
    with pytest.raises(ValidationError):
        contacts.phone(typed)


@pytest.mark.parametrize("typed", ["213", "内線２１３", " 213 "])
def test_an_extension_is_digits(typed):
    assert contacts.extension(typed) == "213"


@pytest.mark.parametrize("typed", ["961-0000", "〒961-0000", "９６１００００", "961ー0000"])
def test_postal_codes_come_to_one_form(typed):
    assert contacts.postal_code(typed) == "961-0000"


def test_mail_addresses_come_to_one_form():
    assert contacts.mail_address(" Kikaku＠Town.Example.JP ") == "kikaku@town.example.jp"


@pytest.mark.parametrize(
    ("kana", "letters"),
    [
        ("たかはし", "takahashi"),
        ("しょうじ", "shouji"),
        ("じゅん", "jun"),
        ("まっちゃ", "matcha"),
        ("さんぷる", "sanpuru"),
        ("Alex", ""),
        ("", ""),
    ],
)
def test_sign_in_names_begin_with_the_reading(kana, letters):
    assert romanised(kana) == letters
    assert propose(kana).rstrip("23456789") == (letters or "user")
