"""Proposal and Section · Milestone and what it froze · Review · Step · Thread and Comment."""

from proposals.models.milestone import FrozenCitation, FrozenSection, Milestone
from proposals.models.proposal import Proposal, Section
from proposals.models.review import Review
from proposals.models.step import Confirmation, Step
from proposals.models.thread import Comment, Thread

__all__ = [
    "Comment",
    "Confirmation",
    "FrozenCitation",
    "FrozenSection",
    "Milestone",
    "Proposal",
    "Review",
    "Section",
    "Step",
    "Thread",
]
