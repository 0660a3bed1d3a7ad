"""The portal as it runs, with cheap passwords and without collected static files."""

import os

os.environ.setdefault("PORTAL_DEMO", "1")

from tests.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
CELERY_BEAT_SCHEDULE = {  # a year goes by in two minutes: the sweep looks every second
    "notices": {"task": "notices.sweep", "schedule": 1, "options": {"expires": 10}},
    "collab": {"task": "collab.sweep", "schedule": 5, "options": {"expires": 10}},
}
