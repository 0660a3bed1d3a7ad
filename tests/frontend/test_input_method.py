"""Japanese input: what stands underlined survives whatever others write meanwhile."""

import pytest

from tests.frontend.test_presence import lines

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(params=["sit_down", "join"])
def both(request):
    """Without and with the waiting room, and so with the other's caret in the text."""
    open_editor = request.getfixturevalue(request.param)
    hanako, taro = open_editor(), open_editor()
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
    assert lines(hanako) == lines(taro) == [whole]


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
    assert lines(hanako) == lines(taro)
    assert sorted(lines(hanako)[0]) == sorted("日本の地域小さな村。")


def test_others_see_the_words_once_the_composition_has_ended(both):
    hanako, taro = both
    hanako.put_caret("日本の村。")
    hanako.press("Enter")

    hanako.compose("k", "か", "かn", "かん", "かんじ", commit="漢字")
    hanako.settle()

    taro.sees("漢字")
    assert lines(taro) == ["日本の村。", "漢字"]


def steps_of(*words):
    """What stands on the screen while kana are typed, as MS-IME shows it."""
    return [word[:end] for word in words for end in range(1, len(word) + 1)]


def test_two_compose_in_one_paragraph_at_the_same_time(both):
    hanako, taro = both
    hanako.put_caret("日本の", after=False)
    taro.put_caret("村。")
    firsts = iter(steps_of("たろうのぶん"))

    def taro_composes(_step):
        step = next(firsts, None)
        if step:
            taro.show_composition(step)

    hanako.compose(*steps_of("はなこのぶん"), commit="花子の文", between=taro_composes)
    taro.commit("太郎の文")
    for writer in both:
        writer.settle()

    whole = "花子の文日本の村。太郎の文"
    hanako.sees(whole)
    taro.sees(whole)
    assert lines(hanako) == lines(taro) == [whole]


def test_a_composition_goes_on_while_the_other_types_all_the_time(both):
    hanako, taro = both
    hanako.put_caret("日本の村。")
    taro.put_caret("日本", after=False)
    letters = iter("あいうえおかきくけこさしすせそ")
    shown = []

    def taro_types(step):
        taro.type(next(letters, ""))
        hanako.page.wait_for_timeout(500)
        shown.append(hanako.composed() == step)

    hanako.compose(*steps_of("じんこうがへる"), commit="人口が減る", between=taro_types)
    for writer in both:
        writer.settle()

    assert shown == [True] * 7, "what stands underlined was changed under her hands"
    whole = "あいうえおかき日本の村。人口が減る"
    hanako.sees(whole)
    taro.sees(whole)
    assert lines(hanako) == lines(taro) == [whole]


def test_clauses_are_converted_again_and_a_composition_is_given_up(both):
    """MS-IME: the whole is replaced at each press of the space bar; Escape takes it back."""
    hanako, taro = both
    hanako.put_caret("日本の村。")

    def taro_writes(step):
        if step == "貴社の記者":
            taro.put_caret("日本", after=False)
            taro.type("【太郎】")
            taro.settle()
            hanako.page.wait_for_timeout(1_500)

    steps = ["きしゃ", "きしゃのきしゃ", "貴社の記者", "記者の汽車", "汽車の帰社"]
    hanako.compose(*steps, commit="帰社の汽車", between=taro_writes)
    hanako.show_composition("いらない")
    hanako.show_composition("")
    hanako.settle()

    whole = "【太郎】日本の村。帰社の汽車"
    hanako.sees(whole)
    taro.sees(whole)
    assert lines(hanako) == lines(taro) == [whole]


def test_a_telephone_keyboard_replaces_what_it_has_just_written(both):
    """Flick input writes kana without underlining and puts the suggested word in their place."""
    hanako, taro = both
    hanako.put_caret("日本の村。")
    hanako.settle()
    for number, (kana, word) in enumerate((("こうつう", "交通"), ("もんだい", "問題"))):
        for letter in kana:
            hanako.page.keyboard.insert_text(letter)
        taro.put_caret("日本", after=False)
        taro.type(f"〔{number}〕")
        taro.settle()
        hanako.sees(f"〔{number}〕")
        hanako.replace_before_caret(len(kana), word)
    for writer in both:
        writer.settle()

    whole = "〔0〕〔1〕日本の村。交通問題"
    hanako.sees(whole)
    taro.sees(whole)
    assert lines(hanako) == lines(taro) == [whole]
