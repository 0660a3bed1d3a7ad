"""Two people, two browsers, one section: over plain HTTP, through the real endpoint."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_is_saved_and_seen_by_others(sit_down):
    hanako, taro = sit_down(), sit_down()

    hanako.text.click()
    hanako.type("村の人口は減っている。")
    hanako.settle()

    hanako.sees_state("保存しました")
    taro.sees("村の人口は減っている。")
    assert (hanako.errors, taro.errors) == ([], [])


def test_two_people_write_in_the_same_paragraph_at_the_same_time(sit_down):
    hanako, taro = sit_down(), sit_down()
    hanako.text.click()
    hanako.type("はじめ。おわり。")
    hanako.settle()
    taro.sees("はじめ。おわり。")

    hanako.put_caret("はじめ。")
    taro.put_caret("おわり。")
    for ours, theirs in zip("花子が書いた文。", "太郎が書いた文。", strict=True):
        hanako.type(ours)
        taro.type(theirs)
    hanako.settle()
    taro.settle()

    whole = "はじめ。花子が書いた文。おわり。太郎が書いた文。"
    hanako.sees(whole)
    taro.sees(whole)
    assert hanako.paragraphs() == taro.paragraphs() == [whole]
