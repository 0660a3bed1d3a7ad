"""Who composes which kind of paper: the apps above say so once, when they start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files import File


@dataclass(frozen=True)
class Paper:
    """What is to be printed. `html` goes into <body>; `style` is a sheet of documents/assets.

    `pictures` are the files that `html` may show, each as <img src="pictures/NAME">; the names
    tell the content (a digest), for they are what the key of the content sees of it.
    `has_line_numbers`: a number beside every fifth line of the text.
    """

    title: str
    html: str
    author: str
    style: str = "report.css"
    pictures: Mapping[str, File] = field(default_factory=dict)
    has_line_numbers: bool = False


@dataclass(frozen=True)
class Ready:
    """A file that is whole already, for example a Word file."""

    title: str
    content: bytes
    suffix: str = ".docx"


class NotMade(Exception):
    """Composing failed: `reason` is a sentence for the person, `detail` for the operator."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


Compose = Callable[[Any], Paper | Ready]  # Any: a Render, whose `subject_pk` says of what

_kinds: dict[str, Compose] = {}


def register(kind: str, compose: Compose) -> None:
    """Let `compose(render)` write the papers of this kind."""
    _kinds[kind] = compose


def compose(render: Any) -> Paper | Ready:
    """The paper of this row.

    Errors: NotMade; KeyError when no app has registered its kind.
    """
    return _kinds[render.kind](render)
