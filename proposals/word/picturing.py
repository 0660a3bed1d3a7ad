"""Pictures on their way between Word files and the portal."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from members.models import User
from proposals.models import Picture, Proposal
from proposals.text.illustrating import add_picture
from support.collab.nodes import Node, every
from support.files import kinds
from support.files.checks import check

SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png"}


class Gathered:
    """The pictures that a text shows, each under the name by which its Word file calls it."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.used: dict[str, Picture] = {}

    @cached_property
    def known(self) -> dict[int, Picture]:
        return {picture.pk: picture for picture in self.proposal.pictures.all()}

    def name(self, node: Node) -> str:
        """Empty for a picture of another proposal, or none."""
        picture = self.known.get(node.whole("picture") or 0)
        if picture is None:
            return ""
        name = f"picture{picture.pk}{SUFFIXES[picture.content_type]}"
        self.used[name] = picture
        return name

    def files(self) -> dict[str, bytes]:
        found = {}
        for name, picture in self.used.items():
            with picture.file.open("rb") as file:
                found[name] = file.read()
        return found


def of_package(data: bytes, nodes: Iterable[Node]) -> dict[str, bytes]:
    """The pictures of a Word file that its figures name and that we can keep."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in {figure.word("picture") for figure in every(nodes, "figure")}:
            if f"word/{name}" in package.namelist():
                content = package.read(f"word/{name}")
                if kinds.identify(io.BytesIO(content), name, kinds.IMAGES):
                    found[name] = content
    return found


def kept(proposal: Proposal, pictures: Mapping[str, bytes], *, by: User) -> dict[str, int]:
    """Keep the pictures; their keys by their names. One that is damaged is left out."""
    keys = {}
    for name, content in pictures.items():
        upload = SimpleUploadedFile(PurePath(name).name, content)
        try:
            checked = check(upload, kinds.IMAGES)
        except ValidationError:
            continue
        keys[name] = add_picture(proposal, checked=checked, by=by).pk
    return keys


def with_keys(nodes: Iterable[Node], keys: Mapping[str, int]) -> list[Node]:
    """The text with the keys of its pictures; a figure without one goes."""
    found = []
    for node in nodes:
        if node.kind != "figure":
            found.append(node)
        elif key := keys.get(node.word("picture")):
            found.append(Node(node.kind, (), {**node.attributes, "picture": key}))
    return found
