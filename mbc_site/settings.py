"""Settings. Everything that differs between installations comes from the environment.

`.env.example` lists every variable. A machine on which nothing is set gets a development site
that answers on localhost only; as soon as SECRET_KEY or ALLOWED_HOSTS is set, DEBUG is off.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from mbc_site import file_storages, logs, theme, zone_data
from mbc_site.environment import addresses, choice, count, env, listed, number, seconds, switch

zone_data.use_pinned()

BASE_DIR = Path(__file__).resolve().parent.parent

environ.Env.read_env(BASE_DIR / ".env")


# --- Development or production -------------------------------------------------------------------

is_configured = bool(env("SECRET_KEY", default="") or listed("ALLOWED_HOSTS", []))
DEBUG = switch("DEBUG", default=not is_configured)

SECRET_KEY = env("SECRET_KEY", default="only-for-development-never-in-public" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is not set. Put a long random text into it (`make secret` prints one) in the "
        "environment or in .env, or set DEBUG=1 to try the site on this machine."
    )

ALLOWED_HOSTS = listed("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if DEBUG else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is not set. List the host names of this site, separated by commas, for example "
        "ALLOWED_HOSTS=www.example.org,example.org"
    )
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS", [])

# Everything the site writes: the SQLite file, published pictures, and originals that are never served.
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)


# --- Applications --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "mbc_site",
    "articles",
    "sources",
    "support_groups",
    "web",
    "history",
    "mbc_site.admin_site.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ckeditor",
    "reversion",
    "axes",
]

MIDDLEWARE = [
    "mbc_site.security.SecurityHeadersMiddleware",
    "mbc_site.failures.FailureMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "mbc_site.security.AbsurdRequestMiddleware",
    "mbc_site.staff_middleware.StaffSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "mbc_site.staff_middleware.StaffAuthenticationMiddleware",
    "mbc_site.staff_middleware.StaffMessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.redirects.FormerAddressMiddleware",
    "mbc_site.locks.ReadOnlyRequestMiddleware",  # inside the session middleware, which saves as usual
    "axes.middleware.AxesMiddleware",  # last: it answers with the lockout page
]

ROOT_URLCONF = "mbc_site.urls"
FORM_RENDERER = "editing.form_renderer.FormRenderer"  # as Django draws fields, only faster
WSGI_APPLICATION = "mbc_site.wsgi.application"

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
                "mbc_site.context_processors.organization",
            ],
        },
    },
]


# --- Database ------------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}")}
if not DATABASES["default"].get("ENGINE"):
    raise ImproperlyConfigured(
        "DATABASE_URL is not understood. It looks like postgres://user:password@host:5432/name."
    )
DATABASE_CONNECT_TIMEOUT = seconds("DATABASE_CONNECT_TIMEOUT", default=1, most=60)
DATABASE_STATEMENT_TIMEOUT = seconds("DATABASE_STATEMENT_TIMEOUT", default=30.0, most=3600)
DATABASE_LOCK_TIMEOUT = seconds("DATABASE_LOCK_TIMEOUT", default=20.0, most=3600)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A writer takes its lock at once instead of failing half-way; readers never wait for it.
        "transaction_mode": "IMMEDIATE",
        "timeout": DATABASE_LOCK_TIMEOUT,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        # Compiling a query takes PostgreSQL longer than running it: 70 ms of a search that takes 75.
        "options": "-c jit=off",
        "connect_timeout": DATABASE_CONNECT_TIMEOUT,
        # Notice within seconds that a server vanished from the network, also while waiting for its answer.
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 5_000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
# Seconds that a connection is kept between requests. web/lanes.py notices a lost one without a statement each time.
DATABASES["default"]["CONN_MAX_AGE"] = number("CONN_MAX_AGE", default=60)


# --- Server: `manage.py serve` -------------------------------------------------------------------

SERVER_WORKERS = count("SERVER_WORKERS", default=2, most=64)
# In each worker: requests worked on at once, each with a database connection, and requests that wait for one of them.
SERVER_CONNECTIONS = count("SERVER_CONNECTIONS", default=6, most=64)
SERVER_WAITING = count("SERVER_WAITING", default=24, most=1000)


# --- People and logins ---------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "mbc_site.accounts.password_rules.UnlikeTheAccount"},
    {"NAME": "mbc_site.accounts.password_rules.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "mbc_site.accounts.password_rules.NotCommon"},
    {"NAME": "mbc_site.accounts.password_rules.NotOnlyDigits"},
]
PASSWORD_RESET_TIMEOUT = 7 * 24 * 3600  # the longest time of any link: mbc_site/accounts/links.py
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

AXES_FAILURE_LIMIT = number("LOGIN_FAILURE_LIMIT", default=5)
AXES_COOLOFF_TIME = number("LOGIN_LOCKOUT_HOURS", default=0.5)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "mbc_site.lockout.LockoutHandler"
AXES_LOCKOUT_CALLABLE = "mbc_site.lockout.locked_out"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again doesn't extend the wait we announced
LOGIN_NAMES_LIMIT = number("LOGIN_NAMES_LIMIT", default=20)  # names tried from one address
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "web.client_address.client_address"
AXES_SENSITIVE_PARAMETERS = ["password"]
AXES_VERBOSE = False


# --- Security ------------------------------------------------------------------------------------

# Behind a proxy that sets X-Forwarded-Proto and X-Forwarded-For: without it, trusting them is a hole.
BEHIND_PROXY = switch("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

USE_HTTPS = switch("USE_HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = USE_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = USE_HTTPS
SESSION_COOKIE_AGE = number("SESSION_HOURS", default=12) * 3600
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/admin/"  # visitors never get one, and never send one
SECURE_HSTS_SECONDS = number("HSTS_SECONDS", default=30 * 24 * 3600) if USE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = switch("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = switch("HSTS_PRELOAD", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# The names and shape of Django 6's own setting, so that its middleware can replace ours.
SECURE_CSP = {
    "default-src": ["'self'"],
    "script-src": ["'self'", theme.csp_source(theme.SCRIPT)],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    "object-src": ["'none'"],
}
# CKEditor 4 writes inline script and style; nothing else under /admin/ needs them (docs/security.md).
SECURE_CSP_ADMIN = SECURE_CSP | {
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}
SILENCED_SYSTEM_CHECKS = [
    "ckeditor.W001",  # CKEditor 4 is past its end of life: docs/adr/0002-ckeditor-4.md says why and what guards it
    "security.W005",  # subdomains and preload are the operator's to decide: HSTS_INCLUDE_SUBDOMAINS, HSTS_PRELOAD
    "security.W021",
]


# --- Words and times -----------------------------------------------------------------------------

LANGUAGE_CODE = env("LANGUAGE_CODE", default="en-us")
LANGUAGES = [("en", "English"), ("es", "Español")]
TIME_ZONE = env("TIME_ZONE", default="America/New_York")
ZONE_LABEL = "support_groups.schedules.zones.label"  # (IANA name, language) -> what people call it
USE_I18N = True
USE_TZ = True


# --- Files ---------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static", ("guide", BASE_DIR / "docs" / "images")]
MEDIA_URL = "/media/"  # written into stored bodies: articles/markup/ uses it too
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_ROOT = DATA_DIR / "private"
BACKUP_DIR = Path(env("BACKUP_DIR", default=str(DATA_DIR / "backups"))).resolve()

STORAGE_URL = env("STORAGE_URL", default="")
STORAGES = file_storages.storages(STORAGE_URL, DATA_DIR, MEDIA_URL) | {
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "mbc_site.staticfiles.SiteStaticFilesStorage"
    },
}
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# A manuscript or picture of 25 MB is refused by its form with a reason; these bound everything else.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a source with a hundred authors, a group with a long schedule
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
# Re-encoding needs the picture in memory anyway, and this way a full /tmp doesn't matter.
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024


# --- Page cache ----------------------------------------------------------------------------------

# In development, templates change without anybody telling the cache.
PAGE_CACHE = switch("PAGE_CACHE", default=not DEBUG)
PAGE_CACHE_MB = number("PAGE_CACHE_MB", default=64)  # of memory, in each worker
PAGE_CACHE_CDN = number("PAGE_CACHE_CDN", default=0)  # seconds that a CDN answers without asking


# --- Forms for visitors --------------------------------------------------------------------------

FORMS_PER_CONNECTION = count(
    "FORMS_PER_CONNECTION", default=10, most=10_000
)  # in an hour, of each kind of form
FORMS_PER_HOUR = count("FORMS_PER_HOUR", default=300, most=100_000)  # of all kinds, from everybody


# --- Mail ----------------------------------------------------------------------------------------

try:
    mail_server = env.email_url("EMAIL_URL", default="consolemail://")
except ImproperlyConfigured:
    raise ImproperlyConfigured(
        "EMAIL_URL is not understood. Write it like this: smtp+tls://user:password@mail.example.org:587."
    ) from None
vars().update(mail_server)
# Every message is queued first (web/mail.py) and then sent through the server in EMAIL_URL.
MAIL_TRANSPORT = mail_server["EMAIL_BACKEND"].replace("django.core.mail.backends.smtp", "web.smtp")
EMAIL_BACKEND = "web.mail.QueueBackend"
EMAIL_TIMEOUT = seconds("EMAIL_TIMEOUT", default=30.0, most=300)  # for everything one message takes
MAIL_SENT_AFTER_COMMIT = True  # in a thread, not only by send_mail_queue
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("DEFAULT_FROM_EMAIL", default="website@localhost")
ADMINS = [("", address) for address in addresses("ADMINS")]  # who is told of errors: mbc_site/error_mails.py
EMAIL_SUBJECT_PREFIX = ""


# --- Search --------------------------------------------------------------------------------------

MISSED_SEARCHES_COUNTED = True  # in a thread; mbc_site/search_pages/missed.py


# --- Bibliographic services ---------------------------------------------------------------------

# The contact that Crossref and PubMed ask for in every request.
SITE_ADDRESS = env("SITE_ADDRESS", default=f"https://{ALLOWED_HOSTS[0].lstrip('.*')}")
CONTACT_EMAIL = env("CONTACT_EMAIL", default=DEFAULT_FROM_EMAIL)
LOOKUP = {}  # tests point it at a server of their own: sources/adding/lookup_cache.py


# --- Logs: what happened, never what a visitor searched for --------------------------------------

DEFAULT_EXCEPTION_REPORTER = "mbc_site.error_reports.SecretFreeReporter"
LOG_FORMAT = choice("LOG_FORMAT", ("line", "json"))
LOGGING = logs.configuration(level=env("LOG_LEVEL", default="INFO"), formatter=LOG_FORMAT)
