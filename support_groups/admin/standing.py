"""Where a listing, a venue or an organization stands: the facts of the bar under its title."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from support_groups.models import Group, Organization, Venue
from support_groups.schedules import DateException, Meeting

Status = Group.Status
STANDS = {Status.LISTED: "public", Status.PAUSED: "waiting", Status.UNCONFIRMED: "due"}


@dataclass(frozen=True)
class Fact:
    """`stands` is the class of its style: public, changed, waiting, due or off; "" for what is only said."""

    words: str
    stands: str = ""
    address: str = ""
    is_confirmed_here: bool = False  # beside it, the listing can be confirmed
    meeting: Meeting | None = None
    closure: DateException | None = None


def stored(request, obj):
    """What is saved, while the form shows what was typed."""
    return obj if request.method == "GET" else type(obj)._default_manager.get(pk=obj.pk)


def of_group(group: Group, problems: list) -> Iterator[Fact]:
    yield Fact(_status(group), STANDS.get(group.status, "off"))
    yield Fact(_confirmed(group))
    if group.status != Status.CLOSED:
        is_due = group.due_on is None or group.due_on < timezone.localdate()
        is_called = is_due and group.status != Status.DRAFT
        yield Fact(_due(group), "due" if is_called else "", is_confirmed_here=True)
        if not group.is_always_open and (meeting := group.next_held(timezone.now())):
            yield Fact(_("Next meeting:"), meeting=meeting)
    if number := len(problems):
        words = ngettext("%d thing to look at", "%d things to look at", number) % number
        yield Fact(words, "changed", "#problems-title")


def _status(group: Group) -> str:
    if group.status == Status.PAUSED and group.paused_until:
        return _("Paused until %s") % date_format(group.paused_until, "M j, Y")
    if group.status == Status.UNCONFIRMED:
        return group.freshness(timezone.localdate()).short
    return str(group.get_status_display()).capitalize()


def _confirmed(group: Group) -> str:
    if group.confirmed_on is None:
        return _("Never confirmed")
    parts = [group.get_confirmed_by_display(), group.get_confirmed_how_display()]
    words = {
        "day": date_format(group.confirmed_on, "M j, Y"),
        "how": ", ".join(filter(None, map(str, parts))),
    }
    return _("Confirmed %(day)s: %(how)s") % words if words["how"] else _("Confirmed %(day)s") % words


def _due(group: Group) -> str:
    if group.due_on is None:
        return _("To be confirmed")
    return _("To be confirmed by %s") % date_format(group.due_on, "M j, Y")


def of_venue(venue: Venue) -> Iterator[Fact]:
    yield from _of_groups(venue.groups.all(), {"q": venue.name})
    yield from _closures(venue)
    if venue.public.is_exact:
        yield Fact(_("Visitors see the street"), "public")
    else:
        yield Fact(_("Visitors see only the town"), "waiting" if venue.is_street_public else "off")
    if not venue.country:
        yield Fact(_("The country is missing"), "changed")
    if venue.latitude is None:
        yield Fact(_("Not on the map: searches by distance don’t find it"), "changed")


def of_organization(organization: Organization) -> Iterator[Fact]:
    yield from _of_groups(organization.groups.all(), {"organization__id__exact": organization.pk})
    yield from _closures(organization)
    if not any([organization.phone, organization.email, organization.website]):
        yield Fact(_("Visitors can’t reach it: no phone, email or website"), "changed")


def _of_groups(groups, query: dict) -> Iterator[Fact]:
    """How many visitors see, with the way to their list; and how many they don't."""
    shown = groups.exclude(status__in=[Status.DRAFT, Status.CLOSED]).count()
    others = groups.count() - shown
    address = f"{reverse('admin:support_groups_group_changelist')}?{urlencode(query)}"
    words = ngettext("%d group listed", "%d groups listed", shown) % shown
    yield Fact(words, "public" if shown else "off", address if shown + others else "")
    if others:
        yield Fact(ngettext("%d draft or closed", "%d drafts or closed", others) % others)


def _closures(owner) -> Iterator[Fact]:
    """Those that are not over."""
    today = timezone.localdate()
    for row in owner.schedule_exceptions.all():
        if row.last_day >= today:
            yield Fact("", "due", closure=row.date_exception)
