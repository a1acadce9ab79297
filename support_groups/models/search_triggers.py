"""Triggers that mark every write a search row depends on, so that no way of writing can forget it (ADR 7).

They are removed before migrations of this app and put back afterwards, because SQLite recreates a table to alter it and
would silently drop its triggers. Whatever was written in between is computed again.
"""

from django.apps import apps
from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from web import database_triggers

NAME = "search_mark_"
TERMS = ("languages", "audiences", "subtypes", "activities", "access")
EVENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}


def watched() -> dict[str, dict[str, str]]:
    """For each table that search rows and the public record are computed from: columns of the mark -> the columns that
    fill them."""
    models = apps.get_app_config("support_groups").get_model
    group, of_group = models("Group"), {"group_id": "group_id"}
    owners = {"venue_id": "venue_id", "organization_id": "organization_id"}
    return {
        group._meta.db_table: {"group_id": "id"},
        **{getattr(group, name).through._meta.db_table: of_group for name in TERMS},
        models("Contact")._meta.db_table: of_group,
        models("VenueAccess")._meta.db_table: {"venue_id": "venue_id"},
        models("MeetingPattern")._meta.db_table: of_group,
        models("ScheduleException")._meta.db_table: of_group | owners,
        models("Venue")._meta.db_table: {"venue_id": "id"},
        models("Organization")._meta.db_table: {"organization_id": "id"},
    }


def missing(using: str = "default", *, among: set[str] | None = None) -> set[str]:
    """Names of triggers that are missing in the database; `among` spares reading which work."""
    working = database_triggers.names(using) if among is None else among
    return {name for name, _table, _event in _triggers()} - working


def install(using: str = "default") -> bool:
    """Create missing triggers, and mark all groups, because writes went unmarked. Returns whether any were missing."""
    names = missing(using)
    if not names:
        return False
    models = apps.get_app_config("support_groups").get_model
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for name, table, event in _triggers():
            if name in names:
                for statement in _statements(connections[using], name, table, event):
                    cursor.execute(statement)
        keys = models("Group").objects.values_list("pk", flat=True)
        marks = (models("SearchMark")(group=key) for key in keys.iterator())
        models("SearchMark").objects.bulk_create(marks, batch_size=500)
    return True


def drop(using: str = "default") -> None:
    database_triggers.drop((name for name, _table, _event in _triggers()), using)


@receiver(pre_migrate, dispatch_uid="support_groups.search_triggers")
def before_migrations(sender, using, plan=(), **kwargs):
    if sender.name == "support_groups" and any(step.app_label == sender.name for step, _back in plan):
        drop(using)


@receiver(post_migrate, dispatch_uid="support_groups.search_triggers")
def after_migrations(sender, using, **kwargs):
    """Runs after every `migrate`, also for test databases. An older state of the app has not all of these tables."""
    if sender.name != "support_groups":
        return
    search = sender.get_model("GroupSearch")
    tables = {sender.get_model(name)._meta.db_table for name in ("SearchMark", "GroupSearch", "PublicChange")}
    if tables <= set(connections[using].introspection.table_names()) and install(using):
        search.objects.refresh()


def _triggers() -> list[tuple[str, str, str]]:
    """The name, table and event of each trigger."""
    return [
        (f"{NAME}{table.removeprefix('support_groups_')}_{event}", table, event)
        for table, columns in watched().items()
        for event in EVENTS
        if event == "update"
        or columns == {"group_id": "id"}
        or "id" not in columns.values()  # a new venue has no groups; one with groups can't be deleted
    ]


def _statements(connection, name: str, table: str, event: str) -> list[str]:
    body = " ".join(_inserts(table, event))
    return database_triggers.creating(connection.vendor, name, table, event, body)


def _inserts(table: str, event: str) -> list[str]:
    """The statements of a trigger; for a new group, also its search row. Names come only from our own models."""
    columns = watched()[table]
    names = ", ".join(columns)
    statements = [
        f"INSERT INTO support_groups_searchmark ({names}) "  # noqa: S608
        f"VALUES ({', '.join(f'{row}.{column}' for column in columns.values())});"
        for row in (
            EVENTS[event][-1:] if "id" in columns.values() else EVENTS[event]
        )  # its own key doesn't change
    ]
    if event == "insert" and columns == {"group_id": "id"}:
        statements.append(
            "INSERT INTO support_groups_groupsearch (group_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;"
        )
    return statements
