"""A programme file comes in whole or not at all, and never over the work of staff."""

import datetime as dt
from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command

from members.models import Person, StudyGroup
from sessions.actions import fix_date
from sessions.models import Assignment, StudySession
from sessions.programme.exporting import export
from support.wareki import When, parse_fiscal_year
from tests.factories import PersonFactory, UserFactory
from tests.sessions.conftest import KENNAN

pytestmark = pytest.mark.django_db
SOURCE = KENNAN.read_text()


def bring(path, **options):
    out = StringIO()
    call_command("import_programme", path, stdout=out, **options)
    return out.getvalue().splitlines()


def source_keys(text):
    return {key: value for key, value in yaml.safe_load(text).items() if key != "derived"}


@pytest.fixture
def changed(tmp_path):
    """The file of 2022 with some words replaced."""

    def change(*replacements, name="programme-r4-kennan.yaml"):
        text = SOURCE
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / name
        path.write_text(text)
        return path

    return change


def everything():
    """All rows of the programme, for comparing."""
    models = (StudyGroup, StudySession, Assignment, Person)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_export_gives_back_every_key_and_character():
    assert bring(KENNAN) == ["r4-kennan: 新しい研究会を「準備中」で登録しました。"]

    out = StringIO()
    call_command("export_programme", "r4-kennan", stdout=out)

    assert yaml.safe_load(out.getvalue()) == source_keys(SOURCE)
    assert "尚綱" in out.getvalue()


def test_an_exported_file_can_be_imported_for_another_group(tmp_path, kennan):
    out = StringIO()
    call_command("export_programme", "r4-kennan", stdout=out)
    copy = tmp_path / "copy.yaml"
    copy.write_text(out.getvalue())

    bring(copy, slug="r4-copy")

    assert export(StudyGroup.objects.get(slug="r4-copy")) == export(kennan)


def test_the_windows_are_those_that_the_file_worked_out(kennan):
    derived = yaml.safe_load(SOURCE)["derived"]["periods"]
    found = {
        row.key: {
            "precision": "third_range" if row.key == "report" else row.announced_precision,
            "earliest": row.announced_from,
            "latest": row.announced_to,
        }
        for row in kennan.study_sessions.all()
    }

    assert found == derived


def test_the_same_file_twice_changes_nothing(kennan):
    before = everything()

    assert bring(KENNAN) == ["r4-kennan: 何も変わりません。"]
    assert everything() == before


def test_a_changed_file_shows_what_would_change(kennan, changed):
    path = changed(('title_ja: "勉強会"', 'title_ja: "公開勉強会"'))
    before = everything()

    told = bring(path, dry_run=True)

    assert told == [
        "変更：sessions.s4.title_ja：「勉強会」→「公開勉強会」",
        "試しに調べただけです。何も変更していません。",
    ]
    assert everything() == before


def test_a_changed_file_is_taken_over(kennan, changed):
    bring(changed(('when_ja: "9月"', 'when_ja: "9月下旬"'), ("（講師：未定）", "")))

    found = StudySession.objects.get(key="s4")
    assert (found.announced, found.announced_from) == ("9月下旬", dt.date(2022, 9, 21))
    assert found.contents.filter(text="専門家を交えた勉強会").exists()


def test_what_staff_have_edited_is_listed_and_kept(kennan, changed):
    StudySession.objects.filter(key="s4").update(title="合同勉強会")
    path = changed(('title_ja: "勉強会"', 'title_ja: "公開勉強会"'))

    told = bring(path)

    assert told == [
        "r4-kennan: 何も変わりません。",
        "事務局の編集を残しました：sessions.s4.title_ja：「合同勉強会」（ファイルでは「公開勉強会」）",
    ]
    assert StudySession.objects.get(key="s4").title == "合同勉強会"
    assert bring(path) == told


def test_overwrite_takes_the_file_also_where_staff_have_edited(kennan):
    StudySession.objects.filter(key="s4").update(title="合同勉強会")

    told = bring(KENNAN, overwrite=True)

    assert told == ["変更：sessions.s4.title_ja：「合同勉強会」→「勉強会」"]
    assert StudySession.objects.get(key="s4").title == "勉強会"


def test_a_keynote_that_staff_have_decided_stays_when_its_meeting_changes(kennan, changed):
    person = PersonFactory(family_name="仮名", given_name="")
    keynote = Assignment.objects.filter(role="keynote")
    keynote.update(who="person", person=person, name="仮名", text="")

    bring(changed(("オープニングガイダンス", "開会")))

    assert keynote.get().person == person
    assert StudySession.objects.get(key="s1").contents.first().text == "開会"


def test_fixed_days_and_places_are_not_touched_and_not_exported(kennan, changed):
    row = StudySession.objects.get(key="s4")
    row.place = "棚倉町内"
    row.save()
    fix_date(row, first=dt.date(2022, 9, 15), by=UserFactory(staff=True))

    bring(changed(('when_ja: "9月"', 'when_ja: "9月下旬"')))

    found = StudySession.objects.get(key="s4")
    assert (found.when_text, found.place) == ("令和4年9月15日（木）", "棚倉町内")
    exported = next(one for one in export(kennan)["sessions"] if one["key"] == "s4")
    assert exported["when_ja"] == "9月下旬"


def test_a_meeting_missing_in_the_file_stays(kennan, changed):
    text = SOURCE[SOURCE.index("  - key: s8") : SOURCE.index("report_meeting:")]

    bring(changed((text, "")), overwrite=True)

    assert StudySession.objects.filter(key="s8").exists()


def test_a_meeting_announced_for_an_exact_day_is_fixed_on_it(changed):
    bring(changed(('when_ja: "10月"', 'when_ja: "10月20日（木）・21日（金）"')))

    found = StudySession.objects.get(key="s5")
    days = (found.fixed_on, found.fixed_until, found.announced)
    assert days == (dt.date(2022, 10, 20), dt.date(2022, 10, 21), "10月20日（木）・21日（金）")


def test_words_that_are_no_date_are_listed_for_staff(changed):
    told = bring(changed(('when_ja: "10月"', 'when_ja: "秋ごろ"')))

    assert told[1:] == ["日付として読み取れない表記：s5：秋ごろ"]
    assert not StudySession.objects.get(key="s5").is_fixed


@pytest.mark.parametrize(
    ("replacement", "sentence"),
    [
        (('when_ja: "9月"', 'when_ja: "9月15日（金）"'), "129行目 sessions[3].when_ja："),
        (('when_ja: "9月"', "when_ja: 9"), "129行目 sessions[3].when_ja："),
        (('when_ja: "9月"', 'when: "9月"'), "129行目 sessions[3].when："),
        (("number: 4", "number: 3"), "126行目 sessions[3].number："),
        (("declared_by: s2", "declared_by: s99"), "72行目 defaults.venue.declared_by："),
        (('fiscal_year_ja: "令和4年度"', 'fiscal_year_ja: "来年度"'), "21行目 study_group.fiscal"),
        (("schema_version: 1", "schema_version: 2"), "11行目 schema_version："),
        (("schema: study", "schema: [study"), "11行目"),
    ],
)
def test_a_bad_file_changes_nothing_and_names_the_line(changed, replacement, sentence):
    path = changed(replacement)

    with pytest.raises(CommandError) as refused:
        bring(path)

    assert sentence in str(refused.value)
    assert not StudyGroup.objects.exists()


def test_the_author_is_told_where_his_own_working_out_differs(changed):
    told = bring(changed(("s1: {precision: third,", "s1: {precision: month,")))

    assert told[1:] == [
        "214行目 derived.periods.s1："
        "ポータルの読み取り結果と異なります：third, 2022-06-01, 2022-06-10"
    ]


def test_all_problems_are_told_at_once(changed):
    path = changed(
        ('when_ja: "9月"', 'when_ja: "9月15日（金）"'),
        ('months_ja: "(11～2月)"', 'months_ja: "(13～2月)"'),
    )

    with pytest.raises(CommandError) as refused:
        bring(path)

    assert str(refused.value).splitlines() == [
        "50行目 flow.phases[2].months_ja：13月はありません。",
        "129行目 sessions[3].when_ja：曜日が合いません。正しくは令和4年9月15日（木）です。",
        "何も変更していません。問題：2件",
    ]


@pytest.mark.parametrize(
    "raw",
    [
        b"\x83\x5c",
        b"",
        b"- a\n- b\n",
        b"a: &x [1]\nb: *x\n",
        b"a: 1\na: 2\n",
        b"a: !!python/object/apply:os.getcwd []\n",
        b"a: 2022-13-45\n",
        b"sessions: 1\nstudy_group: []\n",
    ],
)
def test_what_is_no_programme_is_refused(tmp_path, raw):
    path = tmp_path / "x.yaml"
    path.write_bytes(raw)

    with pytest.raises(CommandError):
        bring(path)


def test_a_missing_file_and_a_bad_address_are_refused(changed):
    for path in ("/nowhere/x.yaml", changed(name="令和4.yaml")):
        with pytest.raises(CommandError):
            bring(path)


def test_a_closed_group_takes_no_file(kennan):
    StudyGroup.objects.update(state=StudyGroup.State.CLOSED)

    with pytest.raises(CommandError, match="終了"):
        bring(KENNAN)


def test_a_group_of_another_year_takes_no_file(kennan):
    StudyGroup.objects.update(fiscal_year=2023)

    with pytest.raises(CommandError, match="令和5年度"):
        bring(KENNAN)


def test_doubtful_names_are_kept_and_flagged(kennan):
    flagged = Assignment.objects.filter(needs_check=True)

    assert set(flagged.values_list("affiliation", "name")) == {
        ("尚綱学院大学総合人間科学系社会部門", "藤本吉則")
    }
    assert flagged.count() == 8


def test_a_known_person_is_recognised(changed):
    person = PersonFactory(family_name="藤本", given_name="吉則")

    bring(KENNAN)

    assert set(Assignment.objects.filter(name="藤本吉則").values_list("person")) == {(person.pk,)}


def test_two_people_of_one_name_are_not_guessed_between():
    PersonFactory.create_batch(2, family_name="藤本", given_name="吉則")

    bring(KENNAN)

    assert Assignment.objects.filter(name="藤本吉則", person=None).count() == 8


def test_every_announced_form_of_the_file_is_read():
    document = source_keys(SOURCE)
    year = parse_fiscal_year(document["study_group"]["fiscal_year_ja"])
    words = [one["when_ja"] for one in [*document["sessions"], document["report_meeting"]]]
    words += [phase["months_ja"] for phase in document["flow"]["phases"]]

    assert {When.parse(one, year).precision for one in words} == {"third", "month", "range"}
