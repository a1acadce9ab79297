"""What the start page says about the directory: listings to confirm."""

import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.moments import day_in_words
from editing.panels import Line, Link, Panel, Task, first_lines
from support_groups.models import Group

LIST = "admin:support_groups_group_changelist"
ALSO_TO_DO = {  # after a number of listings
    "back": gettext_lazy("paused, but due back within a week"),
    "incomplete": gettext_lazy("incomplete"),
}


def tasks(user) -> list[Task]:
    if not user.has_perm("support_groups.add_group"):
        return []
    return [Task(_("Add a group"), _("to the directory"), reverse("admin:support_groups_group_add"))]


def panels(user, at: datetime.datetime) -> list[Panel]:
    return [_to_confirm(localdate(at))] if user.has_perm("support_groups.change_group") else []


def _to_confirm(today: datetime.date) -> Panel:
    rows = Group.objects.to_call(today).only("name", "confirmed_on", "attendance", "group_type")
    count, lines = first_lines(rows, _listing)
    return Panel(
        code="to-confirm",
        title=_("Listings to confirm"),
        count=count,
        lines=lines,
        button=Link(_("Open the calling list"), reverse("admin:support_groups_group_calling")),
        empty=_("Every listing was confirmed in time. Thank you!"),
        more=_also_to_do(today),
    )


def _listing(group: Group) -> Line:
    due = group.due_on
    detail = _("was due %s") % day_in_words(due) if due else _("never confirmed")
    return Line(group.name, reverse("admin:support_groups_group_change", args=[group.pk]), detail)


def _also_to_do(today: datetime.date) -> tuple[Link, ...]:
    numbers = Group.objects.aggregate(
        **{
            kind: Count("pk", filter=Q(pk__in=Group.objects.to_do(kind, today).order_by().values("pk")))
            for kind in ALSO_TO_DO
        }
    )
    return tuple(
        Link(f"{number} {ALSO_TO_DO[kind]}", f"{reverse(LIST)}?todo={kind}")
        for kind, number in numbers.items()
        if number
    )
