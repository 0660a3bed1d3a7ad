"""What the review culture asks of the words: a lecturer advises, nobody rejects."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings

UNWANTED = ("却下", "不承認", r"\bNG\b", "ダッシュボード", "エラーが発生しました")


def words():
    """Every text of the portal that people read, with where it stands."""
    catalogue = polib.pofile(settings.LOCALE_PATHS[0] / "ja/LC_MESSAGES/django.po")
    for entry in catalogue:
        yield entry.msgid, " ".join([entry.msgstr, *entry.msgstr_plural.values()])
    for folder in (Path(settings.BASE_DIR) / "templates").glob("*"):
        for page in folder.rglob("*.*"):
            yield str(page), page.read_text()


@pytest.mark.parametrize("unwanted", UNWANTED)
def test_nobody_reads(unwanted):
    assert [where for where, text in words() if re.search(unwanted, text, re.ASCII)] == []
