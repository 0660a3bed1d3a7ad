"""Telephone numbers and postal codes as offices write them, brought to one form."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

HYPHENS = re.compile("[‐‑‒–—―−ー－ｰ]")
PHONE = re.compile(r"0\d{1,4}-\d{1,4}-\d{3,4}")
POSTAL_CODE = re.compile(r"(\d{3})-?(\d{4})")
EXTENSION = re.compile(r"\d{1,8}")


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", HYPHENS.sub("-", text)).split())


def phone(text: str) -> str:
    """A telephone number with hyphens.

    >>> phone("０２４８（２２）１１１１"), phone("0248－22ー1111")
    ('0248-22-1111', '0248-22-1111')
    """
    number = re.sub(r"\(?(\d+)\)?-?\((\d+)\)-?", r"\1-\2-", _folded(text))
    number = re.sub(r"^\((\d+)\)-?", r"\1-", number)
    if not PHONE.fullmatch(number):
        raise ValidationError(
            _("Please enter the number with area code and hyphens, for example 0248-00-0000."),
            code="phone",
        )
    return number


def extension(text: str) -> str:
    """An extension number (内線): digits only.

    >>> extension("内線２１３")
    '213'
    """
    number = _folded(text).removeprefix("内線")
    if not EXTENSION.fullmatch(number):
        raise ValidationError(
            _("Please enter the extension in digits, for example 213."), code="extension"
        )
    return number


def postal_code(text: str) -> str:
    """A postal code as 000-0000.

    >>> postal_code("〒９６１００００")
    '961-0000'
    """
    found = POSTAL_CODE.fullmatch(_folded(text).removeprefix("〒"))
    if not found:
        raise ValidationError(
            _("Please enter the postal code in seven digits, for example 961-0000."),
            code="postal_code",
        )
    return "-".join(found.groups())


def mail_address(text: str) -> str:
    """A mail address in half-width small letters, so that two spellings of one are the same.

    >>> mail_address(" Kikaku＠Town.Example.JP ")
    'kikaku@town.example.jp'
    """
    return _folded(text).lower()
