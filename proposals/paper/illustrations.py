"""The pictures of a paper: found by the figures that show them, handed over by digest."""

from functools import cached_property

from django.core.files import File

from proposals.models import Picture, Proposal
from support.collab.nodes import Node

ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


class Illustrations:
    """Gives each figure the address its picture has on paper, and keeps what was asked for."""

    def __init__(self, proposal: Proposal) -> None:
        self.proposal = proposal
        self.shown: dict[str, File] = {}

    @cached_property
    def rows(self) -> dict[int, Picture]:
        return {row.pk: row for row in self.proposal.pictures.all()}

    def address(self, node: Node) -> str:
        """Empty for a picture of another proposal, or one whose file is gone."""
        row = self.rows.get(node.whole("picture") or 0)
        if row is None or not row.file.storage.exists(str(row.file)):
            return ""
        name = f"{row.sha256}.{ENDINGS[row.content_type]}"
        self.shown[name] = row.file
        return f"pictures/{name}"
