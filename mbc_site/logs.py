"""Logs say what happened, never what a visitor searched for, and report an outage in one line."""

import datetime
import json
import logging
import re
import traceback

from web.secret_paths import without_secrets

QUERY = re.compile(r"\?\S*")


class WithoutQueryString(logging.Filter):
    """Cuts `?…` out of every logged request line.

    >>> record = logging.makeLogRecord({"msg": "GET /search/?q=bone+pain HTTP/1.1"})
    >>> WithoutQueryString().filter(record), record.getMessage()
    (True, 'GET /search/ HTTP/1.1')
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if "?" in message:
            record.msg, record.args = QUERY.sub("", message), ()
        return True


class WithoutSecrets(logging.Filter):
    """Cuts what lets somebody in: out of logged addresses, and out of all that is logged about a request for one.

    >>> record = logging.makeLogRecord({"msg": "Not Found: /admin/invitation/Mg/cz1-0ab/"})
    >>> WithoutSecrets().filter(record), record.getMessage()
    (True, 'Not Found: /admin/invitation/…')
    """

    def filter(self, record: logging.LogRecord) -> bool:
        message, path = record.getMessage(), getattr(getattr(record, "request", None), "path", "")
        if (cut := without_secrets(message, path)) != message:
            record.msg, record.args = cut, ()
        if record.exc_info and not record.exc_text:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_text = without_secrets(trace, path)
        return True


class WithoutTypedWords(logging.Filter):
    """Of an error while a visitor's words were worked on, only its kind and place: its sentence may repeat them.

    Staff type no searches of their own into the admin, and its errors are looked for by their sentences.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        if record.exc_info and record.exc_info[1] and request is not None and _carries_words(request):
            record.exc_text = _places(record.exc_info[1])
        return True


def _carries_words(request) -> bool:
    has_some = bool(request.META.get("QUERY_STRING")) or request.method not in ("GET", "HEAD")
    return has_some and not request.path.startswith("/admin/")


def _places(error: BaseException) -> str:
    """The stack of an error and of those that led to it, the last one last."""
    found: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        found.insert(0, f"{''.join(traceback.format_tb(cause.__traceback__))}{type(cause).__qualname__}")
        cause = cause.__cause__ or cause.__context__
    return "\n".join(found)


class OutageInOneLine(logging.Filter):
    """Log an outage as one line with its cause: a database that is down is not a bug and needs no stack trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        if cause := getattr(getattr(record, "request", None), "outage", ""):
            record.msg, record.args = f"{record.getMessage()}: {cause}", ()
            record.exc_info = record.exc_text = None
        return True


class JSONFormatter(logging.Formatter):
    """One JSON object a line, for log collectors.

    >>> record = logging.makeLogRecord({"msg": "ok", "levelname": "INFO", "name": "a", "created": 0.0})
    >>> JSONFormatter().format(record)
    '{"time": "1970-01-01T00:00:00+00:00", "level": "INFO", "logger": "a", "message": "ok"}'
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["exception"] = record.exc_text or self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configuration(*, level: str, formatter: str) -> dict:
    """The LOGGING setting. `formatter` is "line" for people or "json" for machines.

    Errors of requests are also mailed to ADMINS, if the operator has set any (mbc_site/error_mails.py).
    """
    console = {"handlers": ["console"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "outages": {"()": "mbc_site.logs.OutageInOneLine"},
            "no_queries": {"()": "mbc_site.logs.WithoutQueryString"},
            "no_secrets": {"()": "mbc_site.logs.WithoutSecrets"},
            "no_words": {"()": "mbc_site.logs.WithoutTypedWords"},
        },
        "formatters": {
            "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
            "json": {"()": "mbc_site.logs.JSONFormatter"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": formatter,
                "filters": ["outages", "no_queries", "no_words", "no_secrets"],
            },
            "mail": {
                "class": "mbc_site.error_mails.ErrorMails",
                "level": "ERROR",
                "filters": ["no_queries", "no_secrets"],
            },
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": console | {"level": "INFO"},
            "django.request": {"handlers": ["console", "mail"], "propagate": False, "level": "INFO"},
            "django.server": console | {"level": "INFO"},
            "axes": console | {"level": "WARNING"},
            "granian.access": console | {"level": "INFO"},  # only if it runs with --access-log
        },
    }
