"""The portal's settings, with the handful that tests need otherwise."""

import os
import tempfile

os.environ.setdefault(
    "SECRET_KEY", "only-for-tests-and-long-enough-to-satisfy-the-deployment-check-7d1f"
)
os.environ.setdefault("EMAIL_URL", "smtp://127.0.0.1:2525")
os.environ.setdefault("PORTAL_FILES", tempfile.mkdtemp(prefix="portal-test-files-"))

from config.settings import *  # noqa: E402, F403

ALLOWED_HOSTS = ["localhost", "testserver", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True  # real web processes serve what has not been collected
