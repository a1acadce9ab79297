"""The menu of the admin goes by job. Every admin says itself where its records belong: `menu = Place(Job.WRITE, 1)`."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Job(TextChoices):
    """In the order of the menu."""

    WRITE = "write", _("Write")
    SOURCES = "sources", _("Sources")
    PICTURES = "pictures", _("Pictures")
    DIRECTORY = "directory", _("Directory")
    PEOPLE = "people", _("People and accounts")
    SITE = "site", _("This site")


@dataclass(frozen=True)
class Place:
    """`rank` is the place among the records of a job. Without one, they are under *More*."""

    job: Job
    rank: int | None = None


@dataclass(frozen=True)
class MenuPage:
    """A page that is no list of records, such as the calling list. An admin names its own in `menu_pages`.

    `permission` is that which its visitors have for the admin's records: "view", "add", "change" or "delete".
    """

    name: str | Promise
    url_name: str
    permission: str
    place: Place


ELSEWHERE = Place(Job.SITE)  # what has no place of its own must still be found
