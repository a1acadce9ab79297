"""Groups with all that visitors read of them, in few queries whose SQL is kept.

They are the groups that `Group.objects.for_lists()` and `for_pages()` would give, with the same rows already there.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Model, Q, Value

from editing.compiled_queries import CompiledQuery, Keys, text
from editing.prefetching import set_known
from support_groups.models.contact import Contact
from support_groups.models.group import Group
from support_groups.models.meeting import MeetingPattern
from support_groups.models.schedule_exception import ScheduleException
from support_groups.models.venue import VenueAccess
from support_groups.models.vocabulary import COLUMNS, VOCABULARIES

OWNERS = {"group": "group_id", "venue": "venue_id", "organization": "organization_id"}
IN_LISTS = ("languages", "audiences")
ON_PAGES = (*IN_LISTS, "activities", "subtypes")

_groups = CompiledQuery(
    lambda: (
        Group.objects.filter(pk__in=Keys("groups"))
        .exclude(status__in=["draft", "closed"])
        .select_related("venue", "organization")
        .order_by()
    )
)
_exported = CompiledQuery(
    lambda: (
        Group.objects.filter(pk__in=Keys("groups"))
        .exclude(status__in=["draft", "closed"])
        .select_related("venue", "organization", "translation_of")
        .order_by()
    )
)
_known_access = CompiledQuery(
    lambda: VenueAccess.objects.filter(venue__in=Keys("venues")).select_related("feature")
)
_patterns = CompiledQuery(lambda: MeetingPattern.objects.filter(group__in=Keys("groups")))
_exceptions = CompiledQuery(
    lambda: ScheduleException.objects.filter(
        Q(group__in=Keys("group")) | Q(venue__in=Keys("venue")) | Q(organization__in=Keys("organization"))
    )
)


def _terms(names: Sequence[str]) -> CompiledQuery:
    def build():
        parts = [
            VOCABULARIES[name]
            .objects.filter(groups__in=Keys("groups"))
            .order_by()
            .values_list(Value(name), "groups", *COLUMNS)
            for name in names
        ]
        return parts[0].union(*parts[1:], all=True).order_by("position", "name")

    return CompiledQuery(build)


_terms_in_lists = _terms(IN_LISTS)
_terms_on_pages = _terms(ON_PAGES)
_all_terms = _terms(tuple(VOCABULARIES))
_contacts = CompiledQuery(lambda: Contact.objects.filter(group__in=Keys("groups")))
_at_address = CompiledQuery(
    lambda: (
        Group.objects.public()
        .filter(slug=text("slug"))
        .select_related("venue", "organization")
        .with_public_change()
        .order_by()
    )
)


def listed_groups(keys: list[int]) -> list[Group]:
    """The groups with these keys, in this order, without any that were closed or hidden in the meantime."""
    found = {group.pk: group for group in _groups(groups=keys)} if keys else {}
    if not found:
        return []
    groups = [found[key] for key in keys if key in found]
    add_dates(groups)
    add_terms(groups, _terms_in_lists, IN_LISTS)
    return groups


def exported_groups(keys: list[int]) -> list[Group]:
    """The same with everything that a file holds of a group, as `for_exchange` gives it."""
    found = {group.pk: group for group in _exported(groups=keys)} if keys else {}
    groups = [found[key] for key in keys if key in found]
    add_dates(groups)
    add_terms(groups, _all_terms, tuple(VOCABULARIES))
    add_contacts(groups)
    venues = [group.venue for group in groups if group.venue]
    access = by_column(_known_access(venues=list({venue.pk for venue in venues})), "venue_id")
    for venue in venues:
        set_known(venue, "access_known", VenueAccess, access[venue.pk])
    return groups


def add_contacts(groups: Sequence[Group]) -> None:
    contacts = by_column(_contacts(groups=[group.pk for group in groups]), "group_id")
    for group in groups:
        set_known(group, "contacts", Contact, contacts[group.pk])


def group_with_page(slug: str) -> Group:
    """The group with this web address, now or once, with all that its page says but for the access features. Raises
    Http404 if there is none."""
    found = _at_address(slug=slug)
    if not found:
        return Group.objects.public().for_pages().with_public_change().at_address(slug)
    add_dates(found)
    add_terms(found, _terms_on_pages, ON_PAGES)
    add_contacts(found)
    return found[0]


def add_dates(groups: Sequence[Group]) -> None:
    """Everything that their dates follow from."""
    keys = [group.pk for group in groups]
    patterns, exceptions = by_column(_patterns(groups=keys), "group_id"), _exceptions_of(groups)
    for group in groups:
        set_known(group, "meeting_patterns", MeetingPattern, patterns[group.pk])
        for owner, name in ((group, "group"), (group.venue, "venue"), (group.organization, "organization")):
            if owner is not None:
                rows = exceptions[name, owner.pk]
                set_known(owner, "schedule_exceptions", ScheduleException, rows)


def by_column(rows: Iterable[Model], column: str) -> dict[int, list[Model]]:
    found = defaultdict(list)
    for row in rows:
        found[row.__dict__[column]].append(row)
    return found


def _exceptions_of(groups: Sequence[Group]) -> dict[tuple[str, int], list[ScheduleException]]:
    """By what they are about."""
    keys = {
        "group": [group.pk for group in groups],
        "venue": list({group.venue_id for group in groups if group.venue_id}),
        "organization": list({group.organization_id for group in groups if group.organization_id}),
    }
    found = defaultdict(list)
    for row in _exceptions(**keys):
        for name, column in OWNERS.items():
            if key := row.__dict__[column]:
                found[name, key].append(row)
    return found


def add_terms(groups: Sequence[Group], terms: CompiledQuery, names: Sequence[str]) -> None:
    """Their terms of these vocabularies. A term is one object, however many groups have it."""
    found, known = defaultdict(list), {}
    for name, group, *values in terms(groups=[group.pk for group in groups]):
        term = known.get((name, values[0]))
        if term is None:
            term = known[name, values[0]] = VOCABULARIES[name].from_db("default", COLUMNS, values)
        found[name, group].append(term)
    for group in groups:
        for name in names:
            set_known(group, name, VOCABULARIES[name], found[name, group.pk])
