"""Logs say what happened, never what a visitor searched for, and report an outage in one line."""

import logging
import re

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


class OutageInOneLine(logging.Filter):
    """Log an outage as one line with its cause: a database that is down is not a bug and needs no stack trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        if cause := getattr(getattr(record, "request", None), "outage", ""):
            record.msg, record.args = f"{record.getMessage()}: {cause}", ()
            record.exc_info = record.exc_text = None
        return True
