"""The mails about a meeting, word for word."""

import datetime as dt

import pytest

from sessions import actions
from sessions.models import StudySession
from support.notices.models import ShortLink
from support.notices.tasks import sweep
from tests.factories import MembershipFactory, OutlineFactory
from tests.sessions.steps import at, fix

pytestmark = pytest.mark.django_db
SIGNATURE = """\
※このメールは送信専用です。お問い合わせは下記へお願いします。
──────────────────────────────
みちのく自治研修センター（架空）　政策支援部　担当：仮名（かりな）
電話 000-000-0000（内線00）　FAX 000-000-0001
E-mail seisaku@center.example.jp
──────────────────────────────
"""
TIMES = {"starts_at": dt.time(10, 0), "ends_at": dt.time(16, 0)}


@pytest.fixture
def ready(seventh):
    """The seventh meeting with everything that a reminder can say."""
    for order, text in enumerate(["提言のまとめ", "グループワーク"], start=1):
        seventh.contents.create(order=order, text=text)
    StudySession.objects.update(place="西郷村文化センター　研修室", to_bring="筆記用具、職員名札")
    return seventh


@pytest.fixture
def someone(group):
    return MembershipFactory(
        group=group,
        user__person__family_name="𠮷野",
        user__person__given_name="花子",
        user__email="kikaku@town.example.jp",
    )


def sent(mail_server):
    (message,) = mail_server.handler.messages
    text = message.get_content().replace("\r\n", "\n")
    return message["To"], message["Subject"], text


def link():
    return f"http://localhost:8000/s/{ShortLink.objects.get(path='/g/r4-kennan/s7/').code}/"


def test_a_reminder_two_weeks_before(mail_server, ready, someone):
    fix(ready, **TIMES)
    with at("2022-12-01T09:00"):
        sweep()

    assert sent(mail_server) == (
        "kikaku@town.example.jp",
        "【県南方部出張型政策研究会】第7回（12月15日（木））の御案内",
        f"""\
矢吹町　企画財政課
𠮷野　花子　様

　みちのく自治研修センター（架空）の仮名（かりな）です。
　第7回研究会の2週間前となりましたので、お知らせします。

■日時　令和4年12月15日（木）　10:00～16:00
■場所　西郷村文化センター　研修室
■内容　提言のまとめ、グループワーク
■持ち物　筆記用具、職員名札

■出欠　まだ御回答がありません。下のページでお知らせください。
■欠席の場合　開催日の前日までに、下のページで「欠席」と理由を
　回答してください。所属の研修担当課にも御連絡ください。

詳細・資料（要ログイン）
{link()}

{SIGNATURE}""",
    )


def test_a_reminder_on_the_day_before_to_a_lecturer_who_comes(mail_server, ready, group):
    OutlineFactory(group=group)
    lecturer = MembershipFactory(group=group, lecturer=True, department="")
    fix(ready, **TIMES)
    StudySession.objects.update(place="", to_bring="", note="昼食を御持参ください。")
    actions.answer(ready, answer="present", reason="", by=lecturer.user)
    with at("2022-12-14T09:00"):
        sweep()

    _to, subject, text = sent(mail_server)
    assert subject == "【県南方部出張型政策研究会】第7回（12月15日（木））の御案内"
    assert (
        text
        == f"""\
{lecturer.user.name}　先生

　みちのく自治研修センター（架空）の仮名（かりな）です。
　第7回研究会の前日となりましたので、お知らせします。

■日時　令和4年12月15日（木）　10:00～16:00
■場所　未定
■内容　提言のまとめ、グループワーク
■連絡事項　昼食を御持参ください。

■出欠　「出席」と御回答いただいています。
■欠席の場合　開催日の前日までに、下のページで「欠席」と理由を
　回答してください。

詳細・資料（要ログイン）
{link()}

{SIGNATURE}"""
    )


@pytest.mark.parametrize(
    ("venue", "text"),
    [
        ({"venue_state": "tbd"}, "未定"),
        (
            {"venue_state": "stated", "venue_text": "ヒアリング先"},
            "未定（実施概要では「ヒアリング先」）",
        ),
        ({"venue_state": "none", "format": "online"}, "オンライン"),
    ],
)
def test_a_place_that_is_not_certain_is_never_told_as_certain(
    mail_server, ready, someone, venue, text
):
    fix(ready)
    StudySession.objects.update(place="", **venue)
    with at("2022-12-01T09:00"):
        sweep()

    assert f"\n■場所　{text}\n" in sent(mail_server)[2]


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2022-12-08T09:00", "1週間前"),
        ("2022-12-14T09:00", "前日"),
        ("2022-12-12T09:00", "3日前"),  # the mail server was away for days
        ("2022-12-15T08:30", "当日"),
    ],
)
def test_the_mail_says_how_near_the_day_is_when_it_goes_out(
    mail_server, ready, someone, moment, words
):
    fix(ready)
    with at(moment):
        sweep()

    assert f"第7回研究会の{words}となりましたので" in sent(mail_server)[2]


def test_a_moved_date_is_told_with_before_and_after(mail_server, ready, someone):
    fix(ready, **TIMES)
    fix(ready, dt.date(2022, 12, 22), **TIMES)
    sweep()

    assert sent(mail_server) == (
        "kikaku@town.example.jp",
        "【県南方部出張型政策研究会】第7回の日程変更のお知らせ",
        f"""\
矢吹町　企画財政課
𠮷野　花子　様

　みちのく自治研修センター（架空）の仮名（かりな）です。
　第7回研究会の日程が次のとおり変わりましたので、
お知らせします。

■変更前　令和4年12月15日（木）　10:00～16:00
■変更後　令和4年12月22日（木）　10:00～16:00
■場所　西郷村文化センター　研修室

変更後の日程への出欠を、次のページでお知らせください。
所属長や研修担当課への連絡もお願いします。

詳細・資料（要ログイン）
{link()}

{SIGNATURE}""",
    )


def test_a_date_taken_back_is_told_and_so_is_the_next_one(mail_server, ready, someone):
    fix(ready)
    actions.clear_date(ready, by=None)
    sweep()
    text = sent(mail_server)[2]
    assert "■変更後　未定（決まり次第、お知らせします。）\n" in text
    assert "変更前の日程では開催しません。\n" in text

    mail_server.handler.messages.clear()
    fix(ready, dt.date(2022, 12, 22))
    sweep()

    assert "■変更前　12月\n■変更後　令和4年12月22日（木）\n" in sent(mail_server)[2]
