"""Who is here and where: seen by the others, said aloud where wanted, never in anybody's way."""

import time

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import barriers
from tests.factories import MembershipFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATIENCE = 15_000  # ms: the machine may be busy


@pytest.fixture
def person(section):
    def make(family_name, given_name="一郎"):
        named = PersonFactory(family_name=family_name, given_name=given_name)
        user = UserFactory(person=named)
        return MembershipFactory(group=section.proposal.group, user=user).user

    return make


def people(writer):
    return writer.page.locator(".people__list")


def flags(writer):
    return writer.page.locator(".caret")


def lines(writer):
    """The paragraphs; behind a flag at the end of one there is a line break of the editor's."""
    return [line.rstrip("\n") for line in writer.paragraphs()]


def sees_people(writer, *names):
    expect(people(writer).get_by_role("listitem")).to_have_text(list(names), timeout=PATIENCE)


def test_everybody_sees_who_is_here_and_who_has_left(join, person):
    hanako = join(person("見本", "花子"))
    sees_people(hanako, "あなた")

    taro = join(person("髙橋", "太郎"))
    sees_people(hanako, "あなた", "髙橋　太郎 さん")
    sees_people(taro, "あなた", "見本　花子 さん")

    taro.page.goto("about:blank")
    sees_people(hanako, "あなた")


def test_the_same_person_on_two_screens_is_one_name(join, person):
    user = person("見本", "花子")
    computer = join(user)
    telephone = join(user, viewport={"width": 390, "height": 800})
    taro = join(person("髙橋", "太郎"))

    sees_people(taro, "あなた", "見本　花子 さん（2画面）")
    sees_people(computer, "あなた（2画面）", "髙橋　太郎 さん")
    computer.text.click()
    computer.type("庁舎で書いた文。")
    telephone.sees("庁舎で書いた文。")
    telephone.put_caret("庁舎で書いた文。")
    telephone.type("車中で続けた文。")
    computer.sees("庁舎で書いた文。車中で続けた文。")
    computer.settle()
    telephone.settle()
    assert lines(computer) == lines(telephone) == ["庁舎で書いた文。車中で続けた文。"]


def test_the_others_carets_are_shown_with_names_and_are_no_part_of_the_text(join, person):
    hanako, taro = join(person("見本", "花子")), join(person("髙橋", "太郎"))
    hanako.text.click()
    hanako.type("村の人口は減っている。")

    flag = flags(taro).first
    expect(flag).to_have_attribute("data-name", "見本", timeout=PATIENCE)
    expect(people(taro)).to_contain_text("書いています", timeout=PATIENCE)
    hanako.settle()
    taro.sees("村の人口は減っている。")
    assert lines(taro) == ["村の人口は減っている。"]

    hanako.select("人口")
    expect(taro.page.locator(".caret-range")).to_have_text("人口", timeout=PATIENCE)
    taro.put_caret("村の", after=False)
    taro.type("この")
    hanako.sees("この村の人口")
    expect(taro.page.locator(".caret-range")).to_have_text("人口", timeout=PATIENCE)
    expect(people(taro)).not_to_contain_text("書いています", timeout=PATIENCE)


def test_two_with_one_family_name_are_told_apart(join, person):
    hanako = join(person("佐藤", "花子"))
    jiro, ichiro = join(person("佐藤", "次郎")), join(person("佐藤", "一郎"))
    jiro.text.click()
    jiro.type("次郎の文。")
    jiro.settle()
    ichiro.sees("次郎の文。")
    ichiro.put_caret("次郎の")

    expect(flags(hanako)).to_have_count(2, timeout=PATIENCE)
    names = flags(hanako).evaluate_all("all => all.map((one) => one.dataset.name).sort()")
    assert names == ["佐藤　一郎", "佐藤　次郎"]


def test_words_arrive_without_waiting_for_the_next_look(join):
    hanako, taro = join(), join()
    sees_people_count(hanako, 2)
    hanako.text.click()
    took = []
    for number in range(8):
        time.sleep(0.7)
        began = time.monotonic()
        hanako.type(f"〔{number}〕")
        taro.sees(f"〔{number}〕")
        took.append(time.monotonic() - began)

    assert sorted(took)[4] < 1, took  # asking every 2 s alone: 1.4 s and more


def sees_people_count(writer, count):
    expect(people(writer).get_by_role("listitem")).to_have_count(count, timeout=PATIENCE)


def test_nothing_is_said_aloud_unless_it_is_switched_on(join, person):
    hanako, taro = join(person("見本", "花子")), join(person("髙橋", "太郎"))
    live = hanako.page.locator(".people [aria-live]")
    sees_people_count(hanako, 2)
    taro.text.click()
    taro.type("一つ目。")
    hanako.sees("一つ目。")
    hanako.page.wait_for_timeout(6_000)
    assert live.inner_text() == ""

    hanako.page.get_by_label("ほかの人の動きを読み上げる").check()
    taro.type("続き。")
    expect(live).to_contain_text("ほかの人が段落を1つ変更しました。", timeout=PATIENCE)
    taro.page.goto("about:blank")
    expect(live).to_contain_text("髙橋　太郎さんが離れました。", timeout=PATIENCE)

    hanako.page.reload()
    hanako.wait_until_ready()
    expect(hanako.page.get_by_label("ほかの人の動きを読み上げる")).to_be_checked()


def test_a_browser_without_storage_shows_it_all(join, person):
    def block_storage(page):
        page.add_init_script(
            "for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])"
            " Object.defineProperty(window, name, { get() { throw new Error('blocked'); } });"
        )

    hanako = join(person("見本", "花子"), before=block_storage)
    taro = join(person("髙橋", "太郎"))

    sees_people(hanako, "あなた", "髙橋　太郎 さん")
    hanako.page.get_by_label("ほかの人の動きを読み上げる").check()
    hanako.text.click()
    hanako.type("保存先のない画面から。")
    taro.sees("保存先のない画面から。")
    hanako.settle()
    assert hanako.errors == []


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_it_has_no_barriers(join, person, width):
    hanako = join(person("見本", "花子"), viewport={"width": width, "height": 900})
    taro, jiro = join(person("髙橋", "太郎")), join(person("佐藤", "次郎"))
    for one, words in ((taro, "太郎が書いた文。"), (jiro, "次郎が書いた文。")):
        one.text.click()
        one.press("Control+End")
        one.type(words)
    expect(flags(hanako)).to_have_count(2, timeout=PATIENCE)

    assert barriers(hanako.page) == []
