"""The text of a mail: one plain template per kind, whole, in Japanese."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template

SUBJECT_MARK = "件名："


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str


def letter(name: str, context: dict[str, Any]) -> Letter:
    """Typeset `templates/notices/<name>.txt`: first line 「件名：…」, then the body.

    Names are printed as they are: nothing is escaped for HTML. The context also has `sender()`.
    """
    template = get_template(f"notices/{name}.txt").template  # type: ignore[attr-defined]
    text = template.render(Context({**sender(), **context}, autoescape=False))
    first, _, body = text.partition("\n")
    if not first.startswith(SUBJECT_MARK):
        raise ValueError(f"notices/{name}.txt must begin with {SUBJECT_MARK}")
    return Letter(first.removeprefix(SUBJECT_MARK).strip(), body.strip() + "\n")


def sender() -> dict[str, str]:
    """What the opening and the signature (`notices/_signature.txt`) say about the secretariat."""
    return {
        "site_name": settings.SITE_NAME,
        "site_organisation": settings.SITE_ORGANISATION,
        "site_department": settings.SITE_DEPARTMENT,
        "site_officer": settings.SITE_OFFICER,
        "site_phone": settings.SITE_PHONE,
        "site_fax": settings.SITE_FAX,
        "site_email": settings.SITE_EMAIL,
    }
