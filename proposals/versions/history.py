"""Whether the history of a proposal's texts is whole: rows, snapshots and frozen versions agree."""

from collections.abc import Iterator

from pycrdt import Doc

from proposals.models import FrozenSection, Section
from support.collab import nodes, replay, texts


def doubts(section: Section) -> Iterator[str]:
    """What does not agree with the raw updates, one line each; nothing when all is well."""
    try:
        if not replay.check(section.document).agrees:
            yield "the text shown is not what its updates give"
        for frozen in section.frozen.select_related("milestone").order_by("milestone__number"):
            played = replay.at(section.document, frozen.epoch, frozen.seq)
            if played is not None and not _is(played, frozen):
                number = frozen.milestone.number
                yield f"version {number} is not what the updates up to {frozen.seq} give"
    except texts.Gap as gap:
        yield str(gap)


def _is(played: Doc, frozen: FrozenSection) -> bool:
    return nodes.of_doc(played) == nodes.of_update(bytes(frozen.state))
