"""What every test stands on: the clock stopped on a Tokyo morning, no mail leaves unasked."""

import datetime as dt

import pytest

from support.wareki import clock
from tests import smtp

MORNING = dt.datetime(2022, 11, 28, 9, 0, tzinfo=clock.TOKYO)


@pytest.fixture(autouse=True)
def _stopped_clock():
    with clock.stopped(MORNING):
        yield


@pytest.fixture
def mail_server(settings):
    """A real mail server that the portal is told to use; its `handler` keeps what it got."""
    controller = smtp.serve()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield controller
    controller.stop(no_assert=True)
