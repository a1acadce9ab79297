"""What each list and person’s page holds, for search engines (web/descriptions.py)."""

from collections.abc import Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Edition, Person, Topic
from web.descriptions import named, sentences


def of_list(number: int, topics: Sequence[Topic]) -> str:
    about = ngettext(
        "%d article about metastatic breast cancer, in plain words and with sources",
        "All %d articles about metastatic breast cancer, in plain words and with sources",
        number,
    )
    return sentences(about % number, ", ".join(topic.title for topic in topics))


def of_topic(topic: Topic, editions: Sequence[Edition]) -> str:
    return sentences(topic.title, topic.summary, named(edition.title for edition in editions))


def of_person(person: Person, written: Sequence[Edition], reviewed: Sequence[Edition]) -> str:
    who = ", ".join(filter(None, [person.full_name, person.role]))
    wrote, read = named(edition.title for edition in written), named(edition.title for edition in reviewed)
    return sentences(who, wrote and _("Wrote %s") % wrote, read and _("Reviewed %s") % read)


def of_changes(editions: Sequence[Edition]) -> str:
    """The newest of them say which page of the log it is."""
    newest = editions[0] if editions else None
    latest = _("The latest here: %(day)s, “%(title)s”")
    return sentences(
        _("Every new article, update and correction on this site, with the reason"),
        newest and latest % {"day": date_format(newest.published_at, "F j, Y"), "title": newest.title},
    )
