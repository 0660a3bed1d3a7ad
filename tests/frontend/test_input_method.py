"""Japanese input: what stands underlined survives whatever others write meanwhile."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def both(sit_down):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("日本の村。")
    hanako.settle()
    taro.sees("日本の村。")
    return hanako, taro


def test_a_composition_survives_an_edit_before_it_in_the_same_paragraph(both):
    hanako, taro = both
    hanako.put_caret("日本の村。")

    def taro_writes(step):
        if step == "てす":
            taro.put_caret("日本", after=False)
            taro.type("【太郎】")
            taro.settle()
            hanako.page.wait_for_timeout(2_500)  # it has been fetched by now

    hanako.compose(
        "t", "て", "てs", "てす", "てすt", "てすと", commit="テスト", between=taro_writes
    )
    hanako.settle()

    whole = "【太郎】日本の村。テスト"
    hanako.sees(whole)
    taro.sees(whole)
    assert hanako.paragraphs() == taro.paragraphs() == [whole]


def test_a_composition_survives_an_edit_at_its_own_place(both):
    hanako, taro = both
    hanako.put_caret("日本の")

    def taro_writes(step):
        if step == "ちい":
            taro.put_caret("日本の")
            taro.type("小さな")
            taro.settle()
            hanako.page.wait_for_timeout(2_500)

    hanako.compose("t", "ち", "ちi", "ちい", "ちいk", "ちいき", commit="地域", between=taro_writes)
    hanako.settle()

    hanako.sees("小さな")
    taro.sees("地域")
    assert hanako.paragraphs() == taro.paragraphs()
    assert sorted(hanako.paragraphs()[0]) == sorted("日本の地域小さな村。")


def test_others_see_the_words_once_the_composition_has_ended(both):
    hanako, taro = both
    hanako.put_caret("日本の村。")
    hanako.press("Enter")

    hanako.compose("k", "か", "かn", "かん", "かんじ", commit="漢字")
    hanako.settle()

    taro.sees("漢字")
    assert taro.paragraphs() == ["日本の村。", "漢字"]
