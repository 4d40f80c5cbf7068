"""Settings, all from the environment; `docs/operate/settings.md` lists them.

Without any, everything lies in `var/` under the working directory: one office on one laptop.
"""

import os
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

DATA_DIR = Path(os.environ.get("PHROM_DATA", "var")).resolve()


def _number(name: str, default: float) -> float:
    """What a setting holds, zero or more; empty is the default. What is no number stops the program, in words."""
    text = os.environ.get(name, "").strip() or str(default)
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise SystemExit(f"{name} ไม่ใช่ตัวเลขที่ใช้ได้ · {name} is no number that can be used: {text}")
    return number


def _secret_key() -> str:
    if key := os.environ.get("PHROM_SECRET_KEY"):
        return key
    kept = DATA_DIR / "secret_key"
    if not kept.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return kept.read_text(encoding="ascii").strip()


SECRET_KEY = _secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("PHROM_HOSTS", "*").split(",")
ROOT_URLCONF = "phrom.urls"
WSGI_APPLICATION = "phrom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "lucide",
    "phrom.web",
    "phrom.offices",
    "phrom.logbook",
    "phrom.channels",
    "phrom.plans",
    "phrom.callouts",
    "phrom.incidents",
    "phrom.response",
    "phrom.improvement",
    "phrom.outbox",
    "phrom.home",
]
MIDDLEWARE = [
    "phrom.web.middleware.hooks_at_once",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # above all that answers: pages, fragments, style sheets, scripts
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "phrom.web.middleware.content_security_policy",
    "phrom.web.middleware.address_behind_proxies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "phrom.offices.access.office_of_the_person",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "phrom.web.refusals.refusals_as_answers",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "phrom.offices.access.person_and_office",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{DATA_DIR / 'phrom.sqlite3'}"),
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # FULL survives a power cut; IMMEDIATE lets writers queue instead of failing; recursive triggers keep
    # INSERT OR REPLACE from passing the append-only triggers of the log book.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command=(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    )

AUTH_USER_MODEL = "offices.User"
LOGIN_URL = "/sign-in/"
CSRF_FAILURE_VIEW = "phrom.web.refusals.csrf_refused"
AUTHENTICATION_BACKENDS = ["phrom.offices.access.AccountWithOffices"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "username")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SECURE_COOKIES = os.environ.get("PHROM_HTTPS", "") == "1"  # a laptop at an alternate site has no certificate
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_COOKIES
# behind a server that ends TLS: else Django takes every form of an https page for another site's
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_COOKIES else None
PROXIES = int(_number("PHROM_PROXIES", 0))
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 14 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True  # nothing to collect: static files lie in the packages
WHITENOISE_MAX_AGE = 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHE_DIR = DATA_DIR / "cache"  # fonts made ready once; may be deleted at any time
STATICFILES_DIRS: list[tuple[str, Path]] = []
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a large plan has thousands of values that are ticked or typed on one page
MAX_PLAN_FILE_BYTES = 25 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = MAX_PLAN_FILE_BYTES

SMTP_URL = os.environ.get("PHROM_SMTP_URL", "")  # smtp://user:password@host:587, smtps://…:465
IMAP_URL = os.environ.get("PHROM_IMAP_URL", "")  # imaps://user:password@host:993/INBOX: where answers come back
EMAIL_FROM = os.environ.get("PHROM_EMAIL_FROM", "phrom@localhost")

LINE_TOKEN = os.environ.get("PHROM_LINE_TOKEN", "").strip()
LINE_SECRET = os.environ.get("PHROM_LINE_SECRET", "").strip()
LINE_URL = os.environ.get("PHROM_LINE_URL", "https://api.line.me")
SMS: dict[str, Any] = {  # phrom.channels.gateway.GatewaySettings
    "url": os.environ.get("PHROM_SMS_URL", ""),
    "method": os.environ.get("PHROM_SMS_METHOD", "POST"),
    "kind": os.environ.get("PHROM_SMS_KIND", "json"),
    "body": os.environ.get("PHROM_SMS_BODY", '{"to": "{to}", "text": "{text}", "key": "{key}"}'),
    "headers": os.environ.get("PHROM_SMS_HEADERS", "{}"),
    "answer_path": os.environ.get("PHROM_SMS_ANSWER", ""),
    "id_path": os.environ.get("PHROM_SMS_ID", ""),
    "states": os.environ.get("PHROM_SMS_STATES", "{}"),
    "no_such_number": os.environ.get("PHROM_SMS_NO_SUCH_NUMBER", "[]"),
    "repeatable": os.environ.get("PHROM_SMS_REPEATABLE", "") == "1",
    "most_segments": os.environ.get("PHROM_SMS_MOST_SEGMENTS", "10"),
    "secret": os.environ.get("PHROM_SMS_SECRET", ""),
    "signature": os.environ.get("PHROM_SMS_SIGNATURE", ""),
    "receipt_fields": os.environ.get("PHROM_SMS_RECEIPT", '{"id": "id", "key": "key", "state": "status"}'),
    "reply_fields": os.environ.get("PHROM_SMS_REPLY", '{"from": "from", "text": "text"}'),
    "health_url": os.environ.get("PHROM_SMS_HEALTH_URL", ""),
    "balance_path": os.environ.get("PHROM_SMS_BALANCE", ""),
}

VOICE: dict[str, Any] = {  # the same form
    "url": os.environ.get("PHROM_VOICE_URL", ""),
    "method": os.environ.get("PHROM_VOICE_METHOD", "POST"),
    "kind": os.environ.get("PHROM_VOICE_KIND", "json"),
    "body": os.environ.get("PHROM_VOICE_BODY", '{"to": "{to}", "text": "{text}", "key": "{key}"}'),
    "headers": os.environ.get("PHROM_VOICE_HEADERS", "{}"),
    "answer_path": os.environ.get("PHROM_VOICE_ANSWER", ""),
    "id_path": os.environ.get("PHROM_VOICE_ID", ""),
    "states": os.environ.get("PHROM_VOICE_STATES", "{}"),
    "no_such_number": os.environ.get("PHROM_VOICE_NO_SUCH_NUMBER", "[]"),
    "repeatable": os.environ.get("PHROM_VOICE_REPEATABLE", "") == "1",
    "secret": os.environ.get("PHROM_VOICE_SECRET", ""),
    "signature": os.environ.get("PHROM_VOICE_SIGNATURE", ""),
    "receipt_fields": os.environ.get(
        "PHROM_VOICE_EVENT", '{"id": "id", "key": "key", "state": "status", "pressed": "digits"}'
    ),
    "health_url": os.environ.get("PHROM_VOICE_HEALTH_URL", ""),
}
VOICE_PRICE = os.environ.get("PHROM_VOICE_PRICE", "")  # baht for one call
OTHER = os.environ.get("PHROM_OTHER", "")  # {"name": "tgram://…/…"}: one-way services by name, their addresses secret
RATES = {  # messages a second: of the whole account, and of each office on it; 0 is no limit
    "line": (_number("PHROM_LINE_RATE", 1500), _number("PHROM_LINE_OFFICE_RATE", 0)),
    "sms": (_number("PHROM_SMS_RATE", 0), _number("PHROM_SMS_OFFICE_RATE", 0)),
    "voice": (_number("PHROM_VOICE_RATE", 0), _number("PHROM_VOICE_OFFICE_RATE", 0)),
    "email": (_number("PHROM_EMAIL_RATE", 0), _number("PHROM_EMAIL_OFFICE_RATE", 0)),
    "other": (_number("PHROM_OTHER_RATE", 0), _number("PHROM_OTHER_OFFICE_RATE", 0)),
}
SMS_PRICE = os.environ.get("PHROM_SMS_PRICE", "")  # baht for one SMS of 70 Thai characters

DECIDE_WITHIN = timedelta(minutes=_number("PHROM_DECIDE_MINUTES", 15))  # then the next in order may

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("PHROM_LOG_LEVEL", "WARNING")},
}
