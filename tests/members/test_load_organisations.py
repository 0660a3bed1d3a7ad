"""`load_organisations`: the prefecture and its 59 municipalities, in official order."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from members.models import Organisation
from members.municipality_codes import check_digit, repaired
from tests.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def load(*args):
    call_command("load_organisations", *args, verbosity=0)


def test_the_prefecture_comes_first_and_59_municipalities_follow():
    load()

    names = list(Organisation.objects.values_list("name", flat=True))
    assert (names[:3], names[-1], len(names)) == (
        ["福島県", "福島市", "会津若松市"],
        "飯舘村",
        60,
    )


def test_the_nine_of_kennan_stand_in_official_order():
    load()

    assert list(Organisation.objects.filter(district="県南").values_list("name", flat=True)) == [
        "白河市",
        "西郷村",
        "泉崎村",
        "中島村",
        "矢吹町",
        "棚倉町",
        "矢祭町",
        "塙町",
        "鮫川村",
    ]


def test_loading_again_leaves_what_staff_have_changed():
    load()
    Organisation.objects.filter(code="074667").update(sort_order=1)

    load()

    assert Organisation.objects.count() == 60
    assert Organisation.objects.first().name == "矢吹町"


def test_bodies_without_a_code_come_last():
    load()
    OrganisationFactory(
        code=None, name="架空まちづくり公社", kind="corporation", sort_order=999_999
    )

    assert Organisation.objects.last().name == "架空まちづくり公社"


def test_a_bad_file_changes_nothing_and_names_its_lines(tmp_path):
    file = tmp_path / "organisations.csv"
    file.write_text(
        "code,name,kana,type,region\n072052,白河市,しらかわし,市,県南\n072053,偽市,,市,\n"
    )

    with pytest.raises(CommandError, match="line 3"):
        load(str(file))

    assert not Organisation.objects.exists()


def test_every_code_of_the_list_has_its_check_digit():
    load()

    codes = Organisation.objects.values_list("code", flat=True)
    assert [code for code in codes if check_digit(code[:5]) != code[5]] == []


@pytest.mark.parametrize(("typed", "code"), [("72052", "072052"), ("072052", "072052")])
def test_a_zero_lost_in_a_spreadsheet_comes_back(typed, code):
    assert repaired(typed) == code


@pytest.mark.parametrize("typed", ["072053", "07205", "7205", "白河市", "０７２０５２", ""])
def test_what_is_no_code_is_refused(typed):
    with pytest.raises(ValidationError):
        repaired(typed)
