"""Proposal and Section · Milestone and what it froze · Review · Thread and Comment."""

from proposals.models.milestone import FrozenCitation, FrozenSection, Milestone
from proposals.models.proposal import Proposal, Section
from proposals.models.review import Reopening, Review
from proposals.models.thread import Comment, Thread

__all__ = [
    "Comment",
    "FrozenCitation",
    "FrozenSection",
    "Milestone",
    "Proposal",
    "Reopening",
    "Review",
    "Section",
    "Thread",
]
