"""What the start page says about the directory: listings to confirm."""

import datetime

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editing.moments import day_in_words
from editing.panels import Line, Link, Listed, Panel, Task, first_rows
from support_groups.models import Group

LIST = "admin:support_groups_group_changelist"
OF_GROUP = ("id", "name", "confirmed_on", "attendance", "group_type")
COLUMNS = {f"its_{name}": F(name) for name in OF_GROUP}  # an annotation can't have the name of a field
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
    """In one query."""
    also = [Listed(kind, Group.objects.to_do(kind, today).order_by("pk")) for kind in ALSO_TO_DO]
    found = first_rows([Listed("to-call", Group.objects.to_call(today)), *also], **COLUMNS)
    count, rows = found["to-call"]
    return Panel(
        code="to-confirm",
        title=_("Listings to confirm"),
        count=count,
        lines=tuple(map(_listing, rows)),
        button=Link(_("Open the calling list"), reverse("admin:support_groups_group_calling")),
        empty=_("Every listing was confirmed in time. Thank you!"),
        more=tuple(_also_to_do(kind, found[kind][0]) for kind in ALSO_TO_DO if found[kind][0]),
    )


def _listing(row) -> Line:
    group = Group(**{name: getattr(row, f"its_{name}") for name in OF_GROUP})
    detail = _("was due %s") % day_in_words(group.due_on) if group.due_on else _("never confirmed")
    return Line(group.name, reverse("admin:support_groups_group_change", args=[group.pk]), detail)


def _also_to_do(kind: str, number: int) -> Link:
    return Link(f"{number} {ALSO_TO_DO[kind]}", f"{reverse(LIST)}?todo={kind}")
