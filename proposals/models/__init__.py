"""Proposal, Section · Milestone · Step · Review, its Marks · Thread · Vote · Entry · Picture."""

from proposals.models.checklist import Criterion, Mark
from proposals.models.entry import Entry
from proposals.models.incoming import Incoming
from proposals.models.milestone import FrozenCitation, FrozenSection, Milestone
from proposals.models.picture import Picture
from proposals.models.proposal import Proposal, Section
from proposals.models.reading import Reading
from proposals.models.review import Review
from proposals.models.step import Confirmation, Step
from proposals.models.thread import Comment, Mention, Thread
from proposals.models.vote import Support, Vote

__all__ = [
    "Comment",
    "Confirmation",
    "Criterion",
    "Entry",
    "FrozenCitation",
    "FrozenSection",
    "Incoming",
    "Mark",
    "Mention",
    "Milestone",
    "Picture",
    "Proposal",
    "Reading",
    "Review",
    "Section",
    "Step",
    "Support",
    "Thread",
    "Vote",
]
