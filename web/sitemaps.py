"""Sitemaps (sitemaps.org, protocol 0.9): an index, and files of at most 1,000 addresses.

A file has the pages of one kind whose keys begin with the same digits, up to the last three. So a file is found without
counting those before it, and a new page changes only the last one.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

from django.db.models import F, Max, QuerySet
from django.urls import reverse
from django.utils import timezone

IN_A_FILE = 1000
SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
ANY = "any-slug"

Entry = tuple[str, datetime.datetime | None]


@dataclass(frozen=True)
class Section:
    """The public pages of one kind.

    `rows` are the pages; `key`, `slug` and `changed` the columns with an integer key, the part of the address that
    differs, and the time of the last change, if that is known. `route` is the name of their address.
    """

    rows: Callable[[], QuerySet]
    route: str
    slug: str = "slug"
    changed: str = ""
    key: str = "pk"

    def files(self) -> list[tuple[int, datetime.datetime | None]]:
        """The number of each file that has pages, and its last change."""
        files = self.rows().order_by().values(file=F(self.key) / IN_A_FILE)
        if self.changed:
            return list(files.annotate(last=Max(self.changed)).order_by("file").values_list("file", "last"))
        return [(number, None) for number in files.order_by("file").values_list("file", flat=True).distinct()]

    def entries(self, number: int) -> list[Entry]:
        """The paths of a file, with the last change of each page."""
        start = number * IN_A_FILE
        pages = self.rows().filter(**{f"{self.key}__gte": start, f"{self.key}__lt": start + IN_A_FILE})
        before, after = reverse(self.route, args=[ANY]).split(ANY)
        columns = [self.slug, self.changed] if self.changed else [self.slug]
        return [
            (f"{before}{slug}{after}", *(times or [None]))
            for slug, *times in pages.order_by(self.key).values_list(*columns)
        ]


def index(files: Iterable[Entry], base: str) -> str:
    """The index of files at these paths; `base` is scheme and host."""
    return _document("sitemapindex", "sitemap", files, base)


def file(entries: Iterable[Entry], base: str) -> str:
    return _document("urlset", "url", entries, base)


def _document(root: str, element: str, entries: Iterable[Entry], base: str) -> str:
    lines = "\n".join(_lines(element, entries, base))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{SCHEMA}">\n{lines}\n</{root}>\n'


def _lines(element: str, entries: Iterable[Entry], base: str) -> Iterator[str]:
    for path, changed in entries:
        last = f"<lastmod>{timezone.localdate(changed).isoformat()}</lastmod>" if changed else ""
        yield f"<{element}><loc>{escape(base + path)}</loc>{last}</{element}>"
