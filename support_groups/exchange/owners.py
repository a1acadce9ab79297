"""The organizations and venues of imported groups: those that are here already, or new ones."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from reversion.models import Version

from editing.prefetching import set_known
from editing.revisions import versions_of
from support_groups.exchange import unsaved_rows
from support_groups.exchange.formats.columns import Record, held_by
from support_groups.exchange.unsaved_rows import Values
from support_groups.models import AccessFeature, Organization, ScheduleException, Venue, VenueAccess

VENUE_FIELDS = [column.model_field for column in held_by(Record.VENUE)]
Known = frozenset[tuple[int, bool, str]]  # key of an access feature, whether it is there, note


class Organizations:
    """Found by name. What a file says about one is changed, the rest is left alone."""

    def __init__(self, groups: Iterable[Values]):
        names = {name for values in groups if (name := values.get("organization"))}
        found = Organization.objects.filter(name__in=names) if names else ()
        self.by_name = {organization.name: organization for organization in found}

    def store(self, values: Values, columns: Iterable[str]) -> tuple[Organization | None, list[Version]]:
        """The organization of a group, and the versions to keep of it if it is new or was changed."""
        name = values.get("organization")
        if not name:
            return None, []
        changes = unsaved_rows.model_values(
            Record.ORGANIZATION, {n: values[n] for n in columns if n in values}
        )
        changes.pop("name", None)
        organization = self.by_name.get(name) or Organization.objects.filter(name__iexact=name).first()
        if organization is None:
            organization = Organization(name=name)
        elif all(getattr(organization, field) == value for field, value in changes.items()):
            return organization, []
        for field, value in changes.items():
            setattr(organization, field, value)
        organization.save()
        self.by_name[organization.name] = organization
        return organization, versions_of(organization)


class Venues:
    """Of some new groups: each has one with the same data, or gets a new one. A shared venue is never changed."""

    def __init__(self, groups: Iterable[Values], features: Mapping[str, AccessFeature]):
        self.features = features
        self.new: list[tuple[Venue, Known]] = []
        self.known: dict[tuple, list[tuple[Venue, Known]]] = defaultdict(list)
        towns, streets = ({values.get(name) or "" for values in groups} for name in ("town", "street"))
        for venue in Venue.objects.filter(town__in=towns, street__in=streets).prefetch_related(
            "access_known"
        ):
            known = frozenset((row.feature_id, row.is_there, row.note) for row in venue.access_known.all())
            self.known[_data(venue)].append((venue, known))

    def find_or_plan(self, values: Values) -> Venue | None:
        """None without a town. A planned venue is saved by `save`, together with the others."""
        venue = unsaved_rows.venue_of(values)
        if venue is None:
            return None
        known = self.known_of(values)
        if venue.is_street_public or venue.street:  # two hidden addresses without a street may be two places
            same = self.known[_data(venue)]
            for other, known_there in same:
                if known_there == known:
                    return other
            same.append((venue, known))
        self.new.append((venue, known))
        return venue

    def known_of(self, values: Values) -> Known:
        features = unsaved_rows.features_of(values)
        return frozenset((self.features[f.code].pk, f.is_there, f.note) for f in features)

    def save(self) -> dict[int, list[Version]]:
        """Save what was planned; returns the versions to keep, by the key of the venue."""
        Venue.objects.bulk_create([venue for venue, _known in self.new])
        by_key = {feature.pk: feature for feature in self.features.values()}
        rows = {venue.pk: access_rows(venue, known, by_key) for venue, known in self.new}
        VenueAccess.objects.bulk_create([row for of_venue in rows.values() for row in of_venue])
        versions = {}
        for venue, _known in self.new:
            set_known(venue, "access_known", VenueAccess, rows[venue.pk])
            set_known(venue, "schedule_exceptions", ScheduleException, [])
            versions[venue.pk] = versions_of(venue)
        return versions


def access_rows(venue: Venue, known: Known, by_key: Mapping[int, AccessFeature]) -> list[VenueAccess]:
    return [
        VenueAccess(venue=venue, feature=by_key[feature], is_there=is_there, note=note)
        for feature, is_there, note in sorted(known)
    ]


def _data(venue: Venue) -> tuple:
    return tuple(getattr(venue, name) for name in VENUE_FIELDS)
