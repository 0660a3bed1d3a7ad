"""Settings of the portal, top to bottom, the same everywhere; `config/env.py` brings the values."""

import datetime as dt

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

import config.celery  # noqa: F401 - whoever has settings can give hints; the package stays empty
from config import env

BASE_DIR = env.BASE_DIR
SECRET_KEY = env.SECRET_KEY
DEBUG = env.DEBUG
ALLOWED_HOSTS = env.ALLOWED_HOSTS

# --- what the portal consists of -------------------------------------------------------------
INSTALLED_APPS = [
    "home.apps.HomeConfig",
    "proposals.apps.ProposalsConfig",
    "fieldwork.apps.FieldworkConfig",
    "sessions.apps.SessionsConfig",
    "members.apps.MembersConfig",
    "support.collab.apps.CollabConfig",
    "support.documents.apps.DocumentsConfig",
    "support.notices.apps.NoticesConfig",
    "support.files.apps.FilesConfig",
    "support.wareki.apps.WarekiConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django.forms",
    "home.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "support.access.middleware.ReadableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.middleware.IdleMiddleware",
    "members.middleware.SignOutMiddleware",
    "members.middleware.SecondFactorMiddleware",
    "support.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- data ------------------------------------------------------------------------------------
DATABASES = {
    "default": {
        **env.DATABASE,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
# Rows: without Redis people can still sign in, and guessing passwords stays slow (ADR 0031).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
    }
}
# Sessions are rows: Redis may vanish at any time without signing anybody out.
SESSION_ENGINE = "members.idle_sessions"
SESSION_COOKIE_AGE = env.IDLE_MINUTES * 60  # from the last thing that somebody did

# --- work that is done later -----------------------------------------------------------------
REDIS_URL = env.REDIS_URL  # hints and presence: the waiting room (support.collab.live)
CELERY_BROKER_URL = env.REDIS_URL
CELERY_TIMEZONE = "Asia/Tokyo"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 2}
# A hint that misses its minute is worthless: the next sweep looks at the rows anyway.
CELERY_BEAT_SCHEDULE: dict[str, dict] = {
    "collab": {"task": "collab.sweep", "schedule": 600, "options": {"expires": 590}},
    "notices": {"task": "notices.sweep", "schedule": 60, "options": {"expires": 50}},
    "documents": {"task": "documents.sweep", "schedule": 60, "options": {"expires": 50}},
    "reminders": {
        "task": "sessions.owe_reminders",
        "schedule": 3600,
        "options": {"expires": 3000},
    },
}

# --- mail ------------------------------------------------------------------------------------
vars().update(env.EMAIL)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.DEFAULT_FROM_EMAIL
SERVER_EMAIL = env.DEFAULT_FROM_EMAIL
# How long a sweep may take over one mail before another takes it again: several EMAIL_TIMEOUTs.
NOTICES_LEASE = dt.timedelta(seconds=env.NOTICES_LEASE_SECONDS)

# --- people and sign-in ----------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:mine"
LOGOUT_REDIRECT_URL = "home:index"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("login_id", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login_id"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_UNIQUE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "members.adapters.AccountAdapter"
ACCOUNT_FORMS = {"login": "members.sign_in_forms.SignInForm"}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to addresses that strangers type
ACCOUNT_SESSION_REMEMBER = False  # shared office computers
# Per account, not per address: a whole prefecture may come from one (ADR 0031).
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,5/300s/key",
    "reset_password": "120/m/ip,5/m/key",
    "reset_password_from_key": "120/m/ip",
    "signup": None,
}
MFA_ADAPTER = "members.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "members.sign_in_forms.CodeForm",
    "reauthenticate": "members.sign_in_forms.CodeAgainForm",
    "activate_totp": "members.sign_in_forms.AppForm",
    "add_webauthn": "members.sign_in_forms.AddKeyForm",
    "edit_webauthn": "members.sign_in_forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = env.SITE_NAME
MFA_TOTP_TOLERANCE = 1  # clocks of telephones drift
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts begin with a link by mail; addresses change in April
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or env.SITE_URL.startswith("http://localhost")

# --- pages -----------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
            "libraries": {"portal": "config.template_tags"},
        },
    }
]
FORM_RENDERER = "config.renderer.PortalRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = "dads"
CRISPY_TEMPLATE_PACK = "dads"

STATIC_URL = "/static/"
STATIC_ROOT = env.PORTAL_STATIC
STATICFILES_DIRS = [
    path
    for path in (BASE_DIR / "static", BASE_DIR / "frontend" / "dist" / "static")
    if path.is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the work, and no address that never expires
MEDIA_ROOT = env.PORTAL_FILES  # never served by URL: support.files delivers
FILES_MAX_BYTES = env.FILES_MAX_BYTES
FILES_MAX_SIDE = 12_000  # pixels
FILES_MAX_PIXELS = 40_000_000  # decoded: about 120 MB of memory
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "support.files.upload.BoundedUploadHandler",
]

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

SITE_URL = env.SITE_URL
SITE_NAME = env.SITE_NAME
SITE_ORGANISATION = env.SITE_ORGANISATION
SITE_CONTACT = env.SITE_CONTACT
SITE_DEPARTMENT = env.SITE_DEPARTMENT
SITE_OFFICER = env.SITE_OFFICER
SITE_PHONE = env.SITE_PHONE
SITE_FAX = env.SITE_FAX
SITE_EMAIL = env.SITE_EMAIL
PORTAL_DEMO = env.PORTAL_DEMO
PORTAL_CLOCK = env.PORTAL_CLOCK

# --- safety ----------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
IS_HTTPS = env.SITE_URL.startswith("https://")
SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_HTTPS
SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # ADR 0002: preload would bind the centre's whole domain

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
