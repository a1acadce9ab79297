"""What belongs to groups in other tables, read in one query for many groups: a save should not take six more."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat

from support_groups.models.contact import Contact
from support_groups.models.group import Group
from support_groups.models.search_triggers import TERMS
from support_groups.models.venue import VenueAccess

CONTACTS, ACCESS = "contacts", "known access"
Rows = dict[str, list[str]]  # name of a field of Group, CONTACTS or ACCESS -> each row as a text
TEXT = CharField()
BREAK = Value("\n", TEXT)
IS_THERE = Case(When(is_there=True, then=Value("yes")), default=Value("no"), output_field=TEXT)


def related_rows(groups: Iterable[Group]) -> dict[int, Rows]:
    """For each group, by its key: the keys of its terms, its public contacts, and what is known about its venue, where a
    note is in a line of its own.
    """
    keys = [group.pk for group in groups]
    contacts = Concat("name", BREAK, "role", BREAK, "phone", BREAK, "email", output_field=TEXT)
    access = Concat(Cast("feature", TEXT), Value(" "), IS_THERE, BREAK, "note", output_field=TEXT)
    parts = [
        *(_terms(name, keys) for name in TERMS),
        _part(Contact.objects.filter(group__in=keys, is_public=True), CONTACTS, "group", contacts),
        _part(VenueAccess.objects.filter(venue__groups__in=keys), ACCESS, "venue__groups", access),
    ]
    found: dict[int, Rows] = {key: defaultdict(list) for key in keys}
    for name, key, text in parts[0].union(*parts[1:], all=True) if keys else ():
        if key in found:
            found[key][name].append(text)
    return {
        key: defaultdict(list, {name: sorted(texts) for name, texts in rows.items()})
        for key, rows in found.items()
    }


def _terms(name: str, keys: list[int]) -> QuerySet:
    field = Group._meta.get_field(name)
    chosen = field.remote_field.through.objects.filter(group__in=keys)
    return _part(chosen, name, "group", Cast(field.m2m_reverse_field_name(), TEXT))


def _part(rows: QuerySet, name: str, group: str, text) -> QuerySet:
    return rows.order_by().values_list(Value(name, TEXT), F(group), text)
