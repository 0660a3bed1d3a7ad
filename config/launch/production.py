"""Settings as on a production server, for work that asks no server anything."""

import os
import secrets

_EXAMPLE = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": secrets.token_urlsafe(64),
    "SITE_URL": "https://portal.example.jp",
    "ALLOWED_HOSTS": "portal.example.jp",
    "DATABASE_URL": "postgres://portal:none@127.0.0.1:9/portal",
    "REDIS_URL": "redis://127.0.0.1:9/0",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "PORTAL_DEMO": "0",
    "PORTAL_CLOCK": "",
    "DEBUG": "0",
}


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, **_EXAMPLE, **more}
