"""Every value the portal takes from its surroundings; a missing or odd one stops the start."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.FileAwareEnv()

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost"])

DATABASE = env.db_url("DATABASE_URL")
REDIS_URL = env.str("REDIS_URL")
EMAIL = env.email_url("EMAIL_URL")

SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")
SITE_NAME = env.str("SITE_NAME", default="政策研究会ポータル")
SITE_ORGANISATION = env.str("SITE_ORGANISATION", default="みちのく自治研修センター（架空）")
SITE_CONTACT = env.str("SITE_CONTACT", default="政策支援部　電話 000-000-0000（内線00）")
# The block under every mail: who, which section, how to reach them.
SITE_DEPARTMENT = env.str("SITE_DEPARTMENT", default="政策支援部")
SITE_OFFICER = env.str("SITE_OFFICER", default="仮名（かりな）")
SITE_PHONE = env.str("SITE_PHONE", default="000-000-0000（内線00）")
SITE_FAX = env.str("SITE_FAX", default="000-000-0001")
SITE_EMAIL = env.str("SITE_EMAIL", default="seisaku@center.example.jp")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="seisaku@center.example.jp")

PORTAL_FILES = Path(env.str("PORTAL_FILES", default=str(BASE_DIR / "var" / "files")))
FILES_MAX_BYTES = env.int("FILES_MAX_MB", default=20) * 1024 * 1024
IDLE_MINUTES = env.int("IDLE_MINUTES", default=60)
NOTICES_LEASE_SECONDS = env.int("NOTICES_LEASE_SECONDS", default=120)
PORTAL_STATIC = Path(env.str("PORTAL_STATIC", default=str(BASE_DIR / "var" / "static")))

# The demonstration year: business time may be moved only where nothing is real.
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=False)
PORTAL_CLOCK = env.str("PORTAL_CLOCK", default="")
DEMO_MOMENT = dt.datetime(2022, 11, 28, 9, 0, tzinfo=ZoneInfo("Asia/Tokyo"))

if PORTAL_CLOCK and not PORTAL_DEMO:
    raise ImproperlyConfigured("PORTAL_CLOCK is for the demonstration only: unset it.")
if not 5 <= IDLE_MINUTES <= 24 * 60:
    raise ImproperlyConfigured("IDLE_MINUTES must lie between 5 and 1440.")
if not SITE_URL.startswith(("http://", "https://")):
    raise ImproperlyConfigured("SITE_URL must begin with http:// or https://.")
