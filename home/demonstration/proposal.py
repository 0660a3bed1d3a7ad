"""The demonstration's 提言書: the sample report in its chapters, with evidence and comments."""

import datetime as dt
from dataclasses import replace

from fieldwork.models import Finding
from home.demonstration import report
from home.demonstration.people import Account
from members.models import StudyGroup, User
from proposals import actions
from proposals.models import Proposal, Section
from proposals.review import commenting
from support.collab import writing
from support.collab.blocks import Block


def write(
    group: StudyGroup, data: dict, people: dict[int, Account], lecturer: Account,
    findings: dict[str, Finding],
) -> Proposal:  # fmt: skip
    """Begin the proposal, fill its numbered chapters, cite findings and leave comments."""
    text = report.read()
    by = people[data["owners"][1]].user
    proposal = actions.start_proposal(group, title=text.title, subtitle=text.subtitle, by=by)
    numbered = proposal.sections.filter(is_numbered=True).order_by("position")
    sections = dict(enumerate(numbered, start=1))
    for number, chapter in enumerate(text.chapters, start=1):
        owner = people[data["owners"][number]].user
        blocks = _with_citations(chapter.blocks, _citations(data, number, findings))
        _fill(sections[number], chapter.title, blocks, owner, data["due_on"])
    actions.begin_writing(proposal)
    for row in data["threads"]:
        speaker = lecturer if row["by"] == "lecturer" else people[row["by"]]
        commenting.open_thread(
            sections[row["chapter"]],
            kind=row["kind"],
            text=row["text"],
            quote=row["words"],
            by=speaker.user,
        )
    return proposal


def _citations(data: dict, number: int, findings: dict[str, Finding]) -> list[tuple[str, Finding]]:
    rows = (row for row in data["citations"] if row["chapter"] == number)
    return [(row["after"], findings[row["finding"]]) for row in rows]


def _with_citations(blocks: list[Block], citations: list[tuple[str, Finding]]) -> list[Block]:
    """Puts each citation behind the words it stands for.

    Errors: ValueError when the words do not occur, so the sample cannot drift from its evidence.
    """
    for words, finding in citations:
        place = next((n for n, block in enumerate(blocks) if words in block.text), None)
        if place is None:
            raise ValueError(f"The sample report does not contain: {words}")
        text = blocks[place].text.replace(words, f"{words}［知見{finding.pk}］", 1)
        blocks = [*blocks[:place], replace(blocks[place], text=text), *blocks[place + 1 :]]
    return blocks


def _fill(section: Section, title: str, blocks: list[Block], owner: User, due_on: dt.date) -> None:
    section.title, section.owner, section.due_on = title, owner, due_on
    section.save(update_fields=["title", "owner", "due_on", "updated_at"])
    writing.replace(section.document, blocks, owner)
