"""The rows that belong to a group, made of the values of a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from support_groups.exchange import unsaved_rows
from support_groups.exchange.formats import schedule_text
from support_groups.exchange.unsaved_rows import Values
from support_groups.models import Contact, Group, MeetingPattern, ScheduleException
from support_groups.models.vocabulary import Term
from support_groups.schedules import DateException

MODELS = {"meeting_patterns": MeetingPattern, "schedule_exceptions": ScheduleException, "contacts": Contact}
CONTACTS = (("contacts", True), ("private_contacts", False))  # the column, and whether these are public


def rows_of(group: Group, values: Values, columns: Iterable[str]) -> dict[str, list]:
    """For each of `MODELS` the unsaved rows that these columns say."""
    return {
        "meeting_patterns": patterns(group, values) if "rrule" in columns else [],
        "schedule_exceptions": [*exceptions(group, values["schedule_changes"])]
        if "schedule_changes" in columns
        else [],
        "contacts": contacts(group, values, columns),
    }


def save_terms(name: str, chosen: Mapping[Group, Iterable[Term]]) -> None:
    """Of the field of this name, for groups that have none yet."""
    field = Group._meta.get_field(name)
    through, own, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
    through.objects.bulk_create(
        through(**{own: group.pk, other: term.pk}) for group, terms in chosen.items() for term in terms
    )


def patterns(group: Group, values: Values) -> list[MeetingPattern]:
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


def delete_replaced(group: Group, columns: set[str]) -> None:
    """Rows of an existing group that the file's own replace."""
    if "rrule" in columns:
        group.meeting_patterns.all().delete()
    if "schedule_changes" in columns:
        group.schedule_exceptions.all().delete()
    for column, is_public in CONTACTS:
        if column in columns:
            group.contacts.filter(is_public=is_public).delete()


def exceptions(group: Group, texts: list[str]) -> Iterator[ScheduleException]:
    """The group's own; those of its venue and organization stay with them."""
    if not texts:
        return
    inherited = set()
    for owner in filter(None, (group.venue, group.organization)):
        for row in owner.schedule_exceptions.all():
            for with_link in (True, False):
                inherited.add(schedule_text.write_exception(row.date_exception, with_link=with_link))
    for text in texts:
        if text not in inherited:
            yield _exception(group, schedule_text.read_exception(text))


def _exception(group: Group, exception: DateException) -> ScheduleException:
    fields: dict[str, Any] = asdict(exception)
    return ScheduleException(group=group, kind=fields.pop("effect").value, **fields)


def contacts(group: Group, values: Values, columns: Iterable[str]) -> list[Contact]:
    contacts = [contact for column, contact in unsaved_rows.contacts_of(values) if column in columns]
    for position, contact in enumerate(contacts):
        contact.group, contact.position = group, position
    return contacts
