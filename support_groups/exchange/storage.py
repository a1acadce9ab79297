"""Groups out of values: a new one whole, or the changed columns of one that is here."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

import reversion
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from support_groups.exchange import fields
from support_groups.exchange.formats import schedule_text
from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.group_values import group_values
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

PLACE = {*fields.VENUE, "venue_has", "venue_lacks"}
CONFIRMATION = {"verified_on", "verified_by", "verified_how"}


class GroupStore:
    """One for many rows: what all of them need is fetched once."""

    def __init__(self, *, comment: str, by=None, at: datetime.datetime | None = None):
        self.comment, self.by, self.at = comment, by, at
        self.terms = {
            column: dict(model.objects.values_list("code", "pk")) for column, model in VOCABULARIES.items()
        }
        self.features = dict(AccessFeature.objects.values_list("code", "pk"))

    def add(self, values: Mapping[str, Any], *, status: str) -> Group:
        """A new group with everything that belongs to it, or nothing. Raises DatabaseError."""
        group = Group()
        fields.assign(group, values)
        group.status, group.slug = status, self._slug(values)
        if values.get("id") and not Group.objects.filter(uid=values["id"]).exists():
            group.uid = uuid.UUID(values["id"])
        group.notes = "\n\n".join(filter(None, [group.notes, _kept(values)]))
        return self._saved(group, values, set(values))

    def change(self, group: Group, values: Mapping[str, Any], columns: set[str]) -> Group:
        """The columns named of a group fetched with `for_exchange`. Raises DatabaseError."""
        whole = group_values(group, private=True) | {name: values[name] for name in columns}
        group = Group.objects.select_related("venue", "organization").get(
            pk=group.pk
        )  # nothing fetched before
        fields.assign(group, {name: values[name] for name in columns})
        return self._saved(group, whole | {n: v for n, v in values.items() if n.startswith("_")}, columns)

    def _saved(self, group: Group, values: Mapping[str, Any], columns: set[str]) -> Group:
        with transaction.atomic(), reversion.create_revision():
            reversion.set_comment(self.comment)
            if self.by is not None:
                reversion.set_user(self.by)
            if columns & set(fields.ORGANIZATION):
                group.organization = _organization(values, columns)
            if columns & PLACE:
                group.venue = self._venue(group, values)
            group.save()
            self._rows(group, values, columns)
        return group

    def _slug(self, values: Mapping[str, Any]) -> str:
        """The file's own if it is free, else made of name and town."""
        wanted = values.get("slug") or ""
        names = (values.get("name"), f"{values.get('name')} {values.get('town') or ''}")
        bases = [wanted, *(slugify(name)[:90].strip("-") for name in names)]
        bases = [base for base in bases if base and base not in RESERVED_SLUGS] or ["group"]
        for slug in [*bases, *(f"{bases[-1]}-{number}" for number in range(2, 1000))]:
            if not (
                Group.objects.filter(slug=slug).exists() or FormerSlug.objects.filter(slug=slug).exists()
            ):
                return slug
        return str(uuid.uuid4())

    def _venue(self, group: Group, values: Mapping[str, Any]) -> Venue | None:
        """The group's own venue changed, one that is exactly so, or a new one. One that others use is left alone."""
        wanted = fields.venue_of(values)
        if wanted is None:
            return None
        own = group.venue
        if own and not own.groups.exclude(pk=group.pk).exists():
            for name in fields.VENUE.values():
                setattr(own, name, getattr(wanted, name))
            wanted = own
        elif wanted.is_street_public or wanted.street:
            same = {name: getattr(wanted, name) for name in fields.VENUE.values()}
            features = self._features(values)
            for venue in Venue.objects.filter(**same).prefetch_related("access_known"):
                if {(row.feature_id, row.is_there, row.note) for row in venue.access_known.all()} == features:
                    return venue
        wanted.save()
        wanted.access_known.all().delete()
        VenueAccess.objects.bulk_create(
            VenueAccess(venue=wanted, feature_id=feature, is_there=is_there, note=note)
            for feature, is_there, note in sorted(self._features(values))
        )
        return wanted

    def _features(self, values: Mapping[str, Any]) -> set[tuple[int, bool, str]]:
        found = set()
        for column, is_there in (("venue_has", True), ("venue_lacks", False)):
            for text in values.get(column, []):
                code, note = (*split_parts(text), "")[:2]
                found.add((self.features[code], is_there, note))
        return found

    def _rows(self, group: Group, values: Mapping[str, Any], columns: set[str]) -> None:
        """Save what belongs to the group, in bulk: each row's own `save` would mark the group as changed again."""
        for name in columns & set(fields.TERMS):
            getattr(group, name).set([self.terms[name][code] for code in values[name]])
        if "rrule" in columns:
            group.meeting_patterns.all().delete()
            MeetingPattern.objects.bulk_create(_patterns(group, values))
        if "schedule_changes" in columns:
            _replace_changes(group, values["schedule_changes"])
        for column, is_public in (("contacts", True), ("private_contacts", False)):
            if column in columns:
                group.contacts.filter(is_public=is_public).delete()
        people = [contact for column, contact in fields.contacts_of(values) if column in columns]
        for position, contact in enumerate(people):
            contact.group, contact.position = group, position
        group.contacts.bulk_create(people)
        if columns & CONFIRMATION and group.confirmed_on and group.confirmed_by and group.confirmed_how:
            Confirmation.objects.get_or_create(
                group=group,
                on=group.confirmed_on,
                by=group.confirmed_by,
                how=group.confirmed_how,
                defaults={"user": self.by, "note": self.comment[:300]},
            )


def _kept(values: Mapping[str, Any]) -> str:
    """What a coordinator must still read: schedules that raise questions, texts that must not be public."""
    unread = [_("Schedule in the file: %s") % text for text in values.get("_unread", [])]
    return "\n\n".join([*unread, *values.get("_private", [])])


def _organization(values: Mapping[str, Any], columns: set[str]) -> Organization | None:
    """By name; what the file says of it is changed, what it does not speak of is left alone."""
    if not (name := values.get("organization")):
        return None
    found = (
        Organization.objects.filter(name=name).first()
        or Organization.objects.filter(name__iexact=name).first()
    )
    wanted = {
        field: value
        for field, value in fields.given(
            {n: values[n] for n in columns if n in values}, fields.ORGANIZATION
        ).items()
        if field != "name"
    }
    if found is None:
        return Organization.objects.create(name=name, **wanted)
    if any(getattr(found, field) != value for field, value in wanted.items()):
        for field, value in wanted.items():
            setattr(found, field, value)
        found.save()
    return found


def _patterns(group: Group, values: Mapping[str, Any]) -> list[MeetingPattern]:
    """With the words of the file, where one phrase made one rule."""
    phrases = values.get("schedule", []) if "_phrased" in values else []
    texts = values["rrule"]
    phrases = phrases if len(phrases) == len(texts) else [""] * len(texts)
    return [
        MeetingPattern(
            group=group,
            position=position,
            phrase=phrase[:300],
            rule=schedule_text.read_pattern(text, group.zone).to_dict(),
        )
        for position, (text, phrase) in enumerate(zip(texts, phrases, strict=True))
    ]


def _replace_changes(group: Group, texts: list[str]) -> None:
    """The group's own; those of its venue and organization stay with them."""
    inherited = []
    for thing in (group.venue, group.organization):
        inherited += [row.date_exception for row in thing.schedule_exceptions.all()] if thing else []
    known = {
        schedule_text.write_exception(change, with_link=shown)
        for change in inherited
        for shown in (True, False)
    }
    group.schedule_exceptions.all().delete()
    ScheduleException.objects.bulk_create(
        _change(group, schedule_text.read_exception(text)) for text in texts if text not in known
    )


def _change(group: Group, change) -> ScheduleException:
    return ScheduleException(
        group=group,
        kind=change.effect.value,
        first=change.first,
        last=change.last,
        begins=change.begins,
        to_date=change.to_date,
        to_time=change.to_time,
        minutes=change.minutes,
        place=change.place,
        link=change.link,
        reason=change.reason,
    )
