"""What is looked at again every hour, whoever forgot it."""

from celery import shared_task
from django.db import transaction

from members.models import StudyGroup
from sessions import reminders
from sessions.models import StudySession
from support.wareki import clock


@shared_task(name="sessions.owe_reminders", ignore_result=True)
def owe_reminders() -> None:
    """Owe what is missing: for those who joined late, for dates that came by import."""
    groups = StudyGroup.objects.current()
    upcoming = StudySession.objects.upcoming(on=clock.today()).fixed().filter(group__in=groups)
    for study_session in upcoming.select_related("group"):
        with transaction.atomic():
            reminders.owe(study_session)
