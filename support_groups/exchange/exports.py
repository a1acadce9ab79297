"""The directory as open data: the groups visitors can find, with what they may know of them."""

from collections.abc import Iterator

from django.db.models import QuerySet

from support_groups.exchange.formats import SharedPlaces, csv_lines, hsds_chunks
from support_groups.exchange.formats.columns import COLUMNS
from support_groups.exchange.formats.hsds.locations import location_key
from support_groups.exchange.formats.hsds.writer import Words
from support_groups.exchange.group_values import address_values, group_values, place_values
from support_groups.listings import ways_to_meet
from support_groups.models import Group, Venue
from support_groups.models.vocabulary import VOCABULARIES

AT_ONCE = 500  # groups fetched with one set of queries


def listings(groups: QuerySet[Group], *, private: bool = False) -> Iterator[dict]:
    """A dozen queries for every five hundred groups, however many there are."""
    for group in groups.for_exchange().iterator(chunk_size=AT_ONCE):
        yield group_values(group, private=private)


def as_csv(groups: QuerySet[Group], *, private: bool = False) -> Iterator[bytes]:
    return csv_lines(listings(groups, private=private), private=private)


def as_hsds(groups: QuerySet[Group], *, page) -> Iterator[bytes]:
    """`page` is a function: slug -> address of the group's page."""
    return hsds_chunks(listings(groups), groups.count(), words(page), shared_places(groups))


def shared_places(groups: QuerySet[Group]) -> SharedPlaces:
    """Where they meet in person and visitors may know the street: what their venues say of the same address."""
    rows = groups.values_list("attendance", "venue_id")
    keys = sorted({key for attendance, key in rows if key and ways_to_meet.way(attendance).is_in_person})
    places = SharedPlaces()
    for venue in _venues(_at_shared_addresses(keys), "access_known__feature"):
        places.add(place_values(venue))
    return places


def _at_shared_addresses(keys: list[int]) -> list[int]:
    """Keys of those venues that have an address in common with another one. A whole directory has few, so that the
    memory for a file hardly depends on its length."""
    first: dict[int, int] = {}  # hash of an address -> key of the first venue there
    shared = set()
    for venue in _venues(keys):
        before = first.setdefault(hash(location_key(address_values(venue))), venue.pk)
        if before != venue.pk:
            shared |= {before, venue.pk}
    return sorted(shared)


def _venues(keys: list[int], *related: str) -> Iterator[Venue]:
    for start in range(0, len(keys), AT_ONCE):
        venues = Venue.objects.filter(pk__in=keys[start : start + AT_ONCE], is_street_public=True)
        yield from venues.order_by("pk").prefetch_related(*related)


def words(page) -> Words:
    labels = {
        column: {term.code: term.name for term in model.objects.all()}
        for column, model in VOCABULARIES.items()
    }
    for column in COLUMNS:
        if column.has_labels:
            choices = Group._meta.get_field(column.model_field).flatchoices
            labels[column.name] = {code: str(label) for code, label in choices}
    return Words(labels, page)
