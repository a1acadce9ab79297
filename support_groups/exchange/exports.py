"""The directory as open data: what visitors may find, and may know of it."""

from collections.abc import Iterator

from django.db.models import QuerySet

from support_groups.exchange.formats import csv_lines, hsds_chunks
from support_groups.exchange.formats.hsds.writer import Words
from support_groups.exchange.group_values import FIELDS, group_values
from support_groups.models import Group
from support_groups.models.vocabulary import VOCABULARIES

AT_ONCE = 500  # groups fetched with one set of queries
CHOICES = ("status", "stage_fit", "attendance", "form", "led_by", "cost", "link_visibility", "verified_by")


def listings(groups: QuerySet[Group], *, private: bool = False) -> Iterator[dict]:
    """A dozen queries for every five hundred groups, however many there are."""
    for group in groups.for_exchange().iterator(chunk_size=AT_ONCE):
        yield group_values(group, private=private)


def as_csv(groups: QuerySet[Group], *, private: bool = False) -> Iterator[bytes]:
    return csv_lines(listings(groups, private=private), private=private)


def as_hsds(groups: QuerySet[Group], *, page) -> Iterator[bytes]:
    """`page` makes the address of a group's page of its slug."""
    return hsds_chunks(listings(groups), groups.count(), words(page))


def words(page) -> Words:
    labels = {
        column: {term.code: term.name for term in model.objects.all()}
        for column, model in VOCABULARIES.items()
    }
    for name in CHOICES:
        labels[name] = {
            code: str(label) for code, label in Group._meta.get_field(FIELDS.get(name, name)).flatchoices
        }
    return Words(labels, page)
