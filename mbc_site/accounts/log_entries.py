"""Entries of the admin's log as text."""

from django.contrib.admin.models import LogEntry


def readable(entry, as_django_does=LogEntry.get_change_message) -> str:
    """A log entry as text. An entry that is not in Django's format is shown as it is.

    Django would raise an error, which breaks every page that shows the entry, such as the one that deletes the account
    that wrote it. A backup may contain such entries, whenever it was made.
    """
    try:
        return as_django_does(entry)
    except (LookupError, TypeError, AttributeError, ValueError):
        return entry.change_message


LogEntry.get_change_message = readable
