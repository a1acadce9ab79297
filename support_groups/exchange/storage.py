"""Stores the values of a file: a new group with all its rows, or the changed columns of an existing one."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import reversion
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy

from support_groups.exchange import unsaved_rows
from support_groups.exchange.formats import addresses, schedule_text
from support_groups.exchange.formats.columns import CONFIRMATION, Record, held_by
from support_groups.exchange.group_values import group_values
from support_groups.exchange.unsaved_rows import Values
from support_groups.models import (
    AccessFeature,
    Confirmation,
    FormerSlug,
    Group,
    MeetingPattern,
    Organization,
    ScheduleException,
    Venue,
    VenueAccess,
)  # fmt: skip
from support_groups.models.addresses import RESERVED_SLUGS
from support_groups.models.vocabulary import VOCABULARIES
from support_groups.schedules import DateException

# Lines of the notes for staff, which stay until somebody has settled them.
SCHEDULE_NOTE = gettext_lazy("Schedule in the file: %s")
ADDRESS_NOTE = gettext_lazy("Address in the file: %s")
ASKED_NOTE = gettext_lazy("Asked by the import: %s")
ORGANIZATION_COLUMNS = {column.name for column in held_by(Record.ORGANIZATION)}
VENUE_COLUMNS = {column.name for column in held_by(Record.VENUE, Record.ACCESS)}
CONTACTS = (("contacts", True), ("private_contacts", False))  # the column, and whether these are public
VENUE_FIELDS = [column.model_field for column in held_by(Record.VENUE)]


class GroupStore:
    """One for many rows: what all of them need is fetched once."""

    def __init__(self, *, comment: str, by=None, at: datetime.datetime | None = None):
        self.comment, self.by, self.at = comment, by, at
        self.terms = {
            column: dict(model.objects.values_list("code", "pk")) for column, model in VOCABULARIES.items()
        }
        self.features = dict(AccessFeature.objects.values_list("code", "pk"))

    def add(self, values: Values, *, status: str) -> Group:
        """A new group with everything that belongs to it, or nothing. Raises DatabaseError."""
        group = Group()
        unsaved_rows.assign(group, values)
        group.status, group.slug = status, _free_slug(values)
        if values.get("id") and not Group.objects.filter(uid=values["id"]).exists():
            group.uid = uuid.UUID(values["id"])
        group.notes = "\n\n".join(filter(None, [group.notes, *leftovers(values)]))
        return self._save(group, values, set(values))

    def change(self, group: Group, values: Values, columns: set[str]) -> Group:
        """Store some columns of a group fetched with `for_exchange`. Raises DatabaseError."""
        changed = {name: values[name] for name in columns}
        about_file = {name: value for name, value in values.items() if name.startswith("_")}
        complete = group_values(group, private=True) | changed | about_file
        group = Group.objects.select_related("venue", "organization").get(pk=group.pk)  # no prefetched rows
        unsaved_rows.assign(group, changed)
        return self._save(group, complete, columns)

    def _save(self, group: Group, values: Values, columns: set[str]) -> Group:
        # Each record once, with all its rows; otherwise the library copies the whole group after every single write.
        with transaction.atomic(), reversion.create_revision(manage_manually=True):
            reversion.set_comment(self.comment)
            if self.by is not None:
                reversion.set_user(self.by)
            if columns & ORGANIZATION_COLUMNS:
                group.organization = _organization(values, columns)
            if columns & VENUE_COLUMNS:
                group.venue = self._venue(group, values)
            is_new = group.pk is None
            group.save()
            self._save_rows(group, values, columns, is_new)
            reversion.add_to_revision(group)
        return group

    def _venue(self, group: Group, values: Values) -> Venue | None:
        """The group's own venue, changed; or one with the same data; or a new one. A shared venue is never changed."""
        new = unsaved_rows.venue_of(values)
        if new is None:
            return None
        features = self._features(values)
        venue = group.venue
        if venue and not venue.groups.exclude(pk=group.pk).exists():
            for name in VENUE_FIELDS:
                setattr(venue, name, getattr(new, name))
        elif same := _same_venue(new, features):
            return same
        else:
            venue = new
        venue.save()
        venue.access_known.all().delete()
        VenueAccess.objects.bulk_create(
            VenueAccess(venue=venue, feature_id=feature, is_there=is_there, note=note)
            for feature, is_there, note in sorted(features)
        )
        reversion.add_to_revision(venue)
        return venue

    def _features(self, values: Values) -> set[tuple[int, bool, str]]:
        features = unsaved_rows.features_of(values)
        return {(self.features[feature.code], feature.is_there, feature.note) for feature in features}

    def _save_rows(self, group: Group, values: Values, columns: set[str], is_new: bool) -> None:
        """In bulk: each row's own `save` would mark the group as changed again."""
        if not is_new:
            _delete_rows(group, columns)
        for name in columns & set(VOCABULARIES):
            _set_terms(group, name, [self.terms[name][code] for code in values[name]], is_new)
        if "rrule" in columns:
            MeetingPattern.objects.bulk_create(_patterns(group, values))
        if "schedule_changes" in columns:
            _add_exceptions(group, values["schedule_changes"])
        _add_contacts(group, values, columns)
        if columns & set(CONFIRMATION):
            self._confirm(group)

    def _confirm(self, group: Group) -> None:
        if group.confirmed_on and group.confirmed_by and group.confirmed_how:
            Confirmation.objects.get_or_create(
                group=group,
                on=group.confirmed_on,
                by=group.confirmed_by,
                how=group.confirmed_how,
                defaults={"user": self.by, "note": self.comment[:300]},
            )


def _free_slug(values: Values) -> str:
    """The file's own if it is free, or one made of name and town."""
    for slug in _slugs(values):
        if not (Group.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists()):
            return slug
    return str(uuid.uuid4())


def _slugs(values: Values) -> Iterator[str]:
    name, town = values.get("name"), values.get("town") or ""
    candidates = [
        values.get("slug") or "",
        *(slugify(text)[:90].strip("-") for text in (name, f"{name} {town}")),
    ]
    allowed = [slug for slug in candidates if slug and slug not in RESERVED_SLUGS] or ["group"]
    yield from allowed
    yield from (f"{allowed[-1]}-{number}" for number in range(2, 1000))


def has_questions(notes: str) -> bool:
    """Whether notes for staff still hold what an import asked, each on a line of its own."""
    beginnings = tuple(str(note).partition("%s")[0] for note in (SCHEDULE_NOTE, ADDRESS_NOTE, ASKED_NOTE))
    return any(line.startswith(beginnings) for line in notes.splitlines())


def leftovers(values: Values) -> list[str]:
    """What a coordinator must still read: schedules that raise questions, texts that must not be public."""
    unread = [str(SCHEDULE_NOTE) % text for text in values.get("_unread", [])]
    address = [str(ADDRESS_NOTE) % text for text in values.get(addresses.NOTES, [])]
    return [*unread, *address, *values.get("_private", []), *values.get("_differing", [])]


def _same_venue(new: Venue, features: set[tuple[int, bool, str]]) -> Venue | None:
    """Two hidden addresses without a street may be two places."""
    if not (new.is_street_public or new.street):
        return None
    same = {name: getattr(new, name) for name in VENUE_FIELDS}
    for venue in Venue.objects.filter(**same).prefetch_related("access_known"):
        if {(row.feature_id, row.is_there, row.note) for row in venue.access_known.all()} == features:
            return venue
    return None


def _organization(values: Values, columns: set[str]) -> Organization | None:
    """Found by name. What the file says about it is changed, the rest is left alone."""
    name = values.get("organization")
    if not name:
        return None
    changes = unsaved_rows.model_values(Record.ORGANIZATION, {n: values[n] for n in columns if n in values})
    changes.pop("name", None)
    named = Organization.objects.filter
    organization = named(name=name).first() or named(name__iexact=name).first()
    if organization is None:
        organization = Organization(name=name)
    elif all(getattr(organization, field) == value for field, value in changes.items()):
        return organization
    for field, value in changes.items():
        setattr(organization, field, value)
    organization.save()
    reversion.add_to_revision(organization)
    return organization


def _patterns(group: Group, values: Values) -> list[MeetingPattern]:
    """With the words of the file, where each phrase made one rule."""
    phrases, rules = values.get("schedule", []) if "_phrased" in values else [], values["rrule"]
    if len(phrases) != len(rules):
        phrases = [""] * len(rules)
    return [
        MeetingPattern(
            group=group,
            position=position,
            phrase=phrase[:300],
            rule=schedule_text.read_pattern(rule, group.zone).to_dict(),
        )
        for position, (rule, phrase) in enumerate(zip(rules, phrases, strict=True))
    ]


def _delete_rows(group: Group, columns: set[str]) -> None:
    """Rows of an existing group that the file's own replace."""
    if "rrule" in columns:
        group.meeting_patterns.all().delete()
    if "schedule_changes" in columns:
        group.schedule_exceptions.all().delete()
    for column, is_public in CONTACTS:
        if column in columns:
            group.contacts.filter(is_public=is_public).delete()


def _set_terms(group: Group, name: str, keys: list[int], is_new: bool) -> None:
    """A new group has none that would have to be compared first."""
    if not is_new:
        getattr(group, name).set(keys)
    elif keys:
        field = Group._meta.get_field(name)
        through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        through.objects.bulk_create(through(**{own: group.pk, other: key}) for key in dict.fromkeys(keys))


def _add_exceptions(group: Group, texts: list[str]) -> None:
    """The group's own; those of its venue and organization stay with them."""
    if not texts:
        return
    inherited = set()
    for owner in filter(None, (group.venue, group.organization)):
        for row in owner.schedule_exceptions.all():
            for with_link in (True, False):
                inherited.add(schedule_text.write_exception(row.date_exception, with_link=with_link))
    ScheduleException.objects.bulk_create(
        _exception(group, schedule_text.read_exception(text)) for text in texts if text not in inherited
    )


def _exception(group: Group, exception: DateException) -> ScheduleException:
    fields: dict[str, Any] = asdict(exception)
    return ScheduleException(group=group, kind=fields.pop("effect").value, **fields)


def _add_contacts(group: Group, values: Values, columns: set[str]) -> None:
    contacts = [contact for column, contact in unsaved_rows.contacts_of(values) if column in columns]
    for position, contact in enumerate(contacts):
        contact.group, contact.position = group, position
    group.contacts.bulk_create(contacts)
