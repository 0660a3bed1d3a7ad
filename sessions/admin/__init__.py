"""The programme in the secretariat's admin."""

from sessions.admin.announcement import AnnouncementAdmin
from sessions.admin.meeting import AttendanceAdmin, MaterialAdmin
from sessions.admin.outline import OutlineAdmin
from sessions.admin.study_session import StudySessionAdmin

__all__ = [
    "AnnouncementAdmin",
    "AttendanceAdmin",
    "MaterialAdmin",
    "OutlineAdmin",
    "StudySessionAdmin",
]
