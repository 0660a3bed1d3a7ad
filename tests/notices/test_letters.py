"""The text of a mail, from a template whose first line is the subject."""

import pytest
from django.template import engines

from support.notices import letters


@pytest.fixture
def template(monkeypatch):
    """Let `letter()` read this text instead of a file."""

    def use(text):
        monkeypatch.setattr(
            letters, "get_template", lambda name: engines["django"].from_string(text)
        )

    return use


def test_the_first_line_is_the_subject_and_names_are_not_escaped(template):
    template(
        "件名：【{{ site_name }}】御案内\n\n{{ name }}　様\n{% include 'notices/_signature.txt' %}"
    )

    letter = letters.letter("any", {"name": "O'Neill <見本>"})

    assert letter.subject == "【政策研究会ポータル】御案内"
    assert letter.body == (
        "O'Neill <見本>　様\n"
        "※このメールは送信専用です。お問い合わせは下記へお願いします。\n"
        "──────────────────────────────\n"
        "みちのく自治研修センター（架空）　政策支援部　担当：仮名（かりな）\n"
        "電話 000-000-0000（内線00）　FAX 000-000-0001\n"
        "E-mail seisaku@center.example.jp\n"
        "──────────────────────────────\n"
    )


def test_a_template_without_a_subject_is_an_error(template):
    template("本文だけ")

    with pytest.raises(ValueError, match="must begin with 件名"):
        letters.letter("any", {})
