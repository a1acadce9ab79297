"""Stores the values of a file: new groups with all their rows, or the changed columns of an existing one."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import reversion
from django.db import transaction

from editing.prefetching import set_known, set_prefetched
from editing.revisions import record_saves, versions_of
from support_groups.exchange import group_rows, unsaved_rows
from support_groups.exchange.formats.columns import CONFIRMATION, Record, held_by
from support_groups.exchange.free_slugs import FreeSlugs
from support_groups.exchange.group_values import group_values
from support_groups.exchange.leftovers import leftovers
from support_groups.exchange.owners import VENUE_FIELDS, Organizations, Venues, access_rows
from support_groups.exchange.unsaved_rows import Values
from support_groups.models import (
    AccessFeature,
    Confirmation,
    Group,
    GroupSearch,
    Venue,
    VenueAccess,
)
from support_groups.models.vocabulary import VOCABULARIES

ORGANIZATION_COLUMNS = {column.name for column in held_by(Record.ORGANIZATION)}
VENUE_COLUMNS = {column.name for column in held_by(Record.VENUE, Record.ACCESS)}
Stored = tuple[Group, Values, set[str]]  # a saved group, its values, and the columns to store


class GroupStore:
    """One for many rows: what all of them need is fetched once."""

    def __init__(self, *, comment: str, by=None, at: datetime.datetime | None = None):
        self.comment, self.by, self.at = comment, by, at
        self.terms = {
            column: {term.code: term for term in model.objects.all()}  # in their order
            for column, model in VOCABULARIES.items()
        }
        self.features = {feature.code: feature for feature in AccessFeature.objects.all()}

    def add_all(self, new: Sequence[tuple[Values, str]]) -> list[Group]:
        """New groups, of their values and status, with everything that belongs to them, or nothing. Raises DatabaseError.

        A handful of queries, however many groups.
        """
        everything = [values for values, _status in new]
        with transaction.atomic():
            groups = self._unsaved(new)
            versions = self._save_with_owners(groups, everything)
            stored = [(group, values, set(values)) for group, values in zip(groups, everything, strict=True)]
            self._save_rows(stored)
            self._save_terms(stored)
            Confirmation.objects.bulk_create(self._confirmations(groups))
            saves = [
                [*of_owners, *versions_of(group)] for group, of_owners in zip(groups, versions, strict=True)
            ]
            record_saves(saves, comment=self.comment, by=self.by)
            GroupSearch.objects.refresh_after_commit()
        return groups

    def _unsaved(self, new: Sequence[tuple[Values, str]]) -> list[Group]:
        everything = [values for values, _status in new]
        slugs = FreeSlugs(everything)
        uids = {values["id"] for values in everything if values.get("id")}
        taken = (
            {str(uid) for uid in Group.objects.filter(uid__in=uids).values_list("uid", flat=True)}
            if uids
            else set()
        )
        groups = []
        for values, status in new:
            group = Group()
            unsaved_rows.assign(group, values)
            group.status, group.slug = status, slugs.take(values)
            if values.get("id") and str(uuid.UUID(values["id"])) not in taken:
                group.uid = uuid.UUID(values["id"])
            group.notes = "\n\n".join(filter(None, [group.notes, *leftovers(values)]))
            groups.append(group)
        return groups

    def _save_with_owners(self, groups: list[Group], everything: list[Values]) -> list[list]:
        """Returns the versions to keep of organization and venue, for each group that brought them along."""
        organizations, venues = Organizations(everything), Venues(everything, self.features)
        versions, planned = [], []
        for group, values in zip(groups, everything, strict=True):
            group.organization, of_organization = organizations.store(values, set(values))
            versions.append(of_organization)
            planned.append(venues.find_or_plan(values))
        of_venues = venues.save()
        for group, venue, of_owners in zip(groups, planned, versions, strict=True):
            group.venue = venue
            if venue is not None:
                of_owners += of_venues.pop(venue.pk, [])
        Group.objects.bulk_create(groups)
        return versions

    def change(self, group: Group, values: Values, columns: set[str]) -> Group:
        """Store some columns of a group fetched with `for_exchange`. Raises DatabaseError."""
        changed = {name: values[name] for name in columns}
        about_file = {name: value for name, value in values.items() if name.startswith("_")}
        complete = group_values(group, private=True) | changed | about_file
        group = Group.objects.select_related("venue", "organization").get(pk=group.pk)  # no prefetched rows
        unsaved_rows.assign(group, changed)
        # Each record once, with all its rows; otherwise the library copies the whole group after every single write.
        with transaction.atomic(), reversion.create_revision(manage_manually=True):
            reversion.set_comment(self.comment)
            if self.by is not None:
                reversion.set_user(self.by)
            if columns & ORGANIZATION_COLUMNS:
                group.organization, versions = Organizations([complete]).store(complete, columns)
                if versions:
                    reversion.add_to_revision(group.organization)
            if columns & VENUE_COLUMNS:
                group.venue = self._venue(group, complete)
            group.save()
            group_rows.delete_replaced(group, columns)
            self._save_rows([(group, complete, columns)])
            group._prefetched_objects_cache.clear()  # other rows were not changed
            for name in columns & self.terms.keys():
                getattr(group, name).set([self.terms[name][code] for code in complete[name]])
            if columns & set(CONFIRMATION):
                self._confirm_again(group)
            reversion.add_to_revision(group)
        return group

    def _venue(self, group: Group, values: Values) -> Venue | None:
        """The group's own venue, changed; or one with the same data; or a new one. A shared venue is never changed."""
        new, venues = unsaved_rows.venue_of(values), Venues([values], self.features)
        own = group.venue
        if new is None or own is None or own.groups.exclude(pk=group.pk).exists():
            venue = venues.find_or_plan(values)
            venues.save()
            if venue is not None and venues.new:
                reversion.add_to_revision(venue)
            return venue
        for name in VENUE_FIELDS:
            setattr(own, name, getattr(new, name))
        own.save()
        own.access_known.all().delete()
        by_key = {feature.pk: feature for feature in self.features.values()}
        VenueAccess.objects.bulk_create(access_rows(own, venues.known_of(values), by_key))
        reversion.add_to_revision(own)
        return own

    def _confirm_again(self, group: Group) -> None:
        for new in self._confirmations([group]):
            known = {"on": new.on, "by": new.by, "how": new.how}
            Confirmation.objects.get_or_create(
                group=group, **known, defaults={"user": new.user, "note": new.note}
            )

    def _save_rows(self, stored: Sequence[Stored]) -> None:
        """In bulk: each row's own `save` would mark its group as changed again. What was saved counts as prefetched."""
        rows: dict[str, list] = defaultdict(list)
        for group, values, columns in stored:
            for name, own in group_rows.rows_of(group, values, columns).items():
                set_known(group, name, group_rows.MODELS[name], own)
                rows[name] += own
        for name, model in group_rows.MODELS.items():
            model.objects.bulk_create(rows[name])

    def _save_terms(self, stored: Iterable[Stored]) -> None:
        """Of new groups, which have none that would have to be compared first."""
        for name, terms in self.terms.items():
            chosen = {
                group: [terms[code] for code in dict.fromkeys(values[name])] if name in columns else []
                for group, values, columns in stored
            }
            group_rows.save_terms(name, chosen)
            places = {term: place for place, term in enumerate(terms.values())}
            for group, of_group in chosen.items():
                set_prefetched(group, name, sorted(of_group, key=places.__getitem__))

    def _confirmations(self, groups: Iterable[Group]) -> Iterator[Confirmation]:
        for group in groups:
            if group.confirmed_on and group.confirmed_by and group.confirmed_how:
                yield Confirmation(
                    group=group,
                    on=group.confirmed_on,
                    by=group.confirmed_by,
                    how=group.confirmed_how,
                    user=self.by,
                    note=self.comment[:300],
                )
