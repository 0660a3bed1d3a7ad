"""The programme of a study group, and its meetings."""

from sessions.models.announcement import Announcement
from sessions.models.assignment import Assignment
from sessions.models.content import SessionContent
from sessions.models.meeting import Attendance, DateChange, Material, attendees
from sessions.models.outline import Outline, OutlineItem, Phase, ProgrammeImport, SourceAnomaly
from sessions.models.study_session import StudySession

__all__ = [
    "Announcement",
    "Assignment",
    "Attendance",
    "DateChange",
    "Material",
    "attendees",
    "Outline",
    "OutlineItem",
    "Phase",
    "ProgrammeImport",
    "SessionContent",
    "SourceAnomaly",
    "StudySession",
]
