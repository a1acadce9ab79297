"""A free web address for each of some new groups."""

import uuid
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from django.utils.text import slugify

from support_groups.exchange.unsaved_rows import Values
from support_groups.models import FormerSlug, Group
from support_groups.models.addresses import RESERVED_SLUGS

LIKELY = 4  # candidates of each group that are looked up at once


class FreeSlugs:
    """The file's own if it is free, or one made of name and town. Two queries for many groups, unless many share a name."""

    def __init__(self, groups: Iterable[Values]):
        self.asked: set[str] = set()
        self.taken: set[str] = set()
        self._ask(chain.from_iterable(islice(_candidates(values), LIKELY) for values in groups))

    def take(self, values: Values) -> str:
        for slug in _candidates(values):
            if slug not in self.asked:
                self._ask([slug])
            if slug not in self.taken:
                self.taken.add(slug)
                return slug
        return str(uuid.uuid4())

    def _ask(self, slugs: Iterable[str]) -> None:
        new = set(slugs)
        self.asked |= new
        for model in (Group, FormerSlug):
            self.taken |= set(model.objects.filter(slug__in=new).values_list("slug", flat=True))


def _candidates(values: Values) -> Iterator[str]:
    name, town = values.get("name"), values.get("town") or ""
    candidates = [
        values.get("slug") or "",
        *(slugify(text)[:90].strip("-") for text in (name, f"{name} {town}")),
    ]
    allowed = [slug for slug in candidates if slug and slug not in RESERVED_SLUGS] or ["group"]
    yield from allowed
    yield from (f"{allowed[-1]}-{number}" for number in range(2, 1000))
