"""Triggers that derive `Appearance` rows, so that no way of writing can forget them (ADR 25).

Each write to one of four tables replaces the rows of its article, in the same transaction. Like other triggers of the
site they are removed before migrations of this app and put back afterwards, when all rows are derived anew.
"""

from django.db import connections, transaction
from django.db.models.signals import post_migrate, pre_migrate
from django.dispatch import receiver

from web import database_triggers

PREFIX = "appearance_"
TABLE, EDITION, BYLINE = "articles_appearance", "articles_edition", "articles_byline"
ARTICLE, IN_TOPIC = "articles_article", "articles_article_topics"
COLUMNS = "place, owner, title, article_id, edition_id, begins_at, ends_at"
# Of each row of a table, the article whose lists it changes.
WATCHED = {
    EDITION: "{row}.article_id",
    IN_TOPIC: "{row}.article_id",
    BYLINE: f"(SELECT article_id FROM {EDITION} WHERE id = {{row}}.edition_id)",  # noqa: S608
}
EVENTS = {"insert": ("NEW",), "update": ("OLD", "NEW"), "delete": ("OLD",)}
WORDS = {
    "sqlite": {"never": "'9999-01-01 00:00:00'", "least": "MIN", "differs": "IS NOT"},
    "postgresql": {
        "never": "TIMESTAMPTZ '9999-01-01 00:00:00+00'",
        "least": "LEAST",
        "differs": "IS DISTINCT FROM",
    },
}
# A later edition takes an earlier one's place (`EditionQuerySet.current`). The log also keeps what was overtaken, but
# nothing that became public at the same moment as its successor or while its article was withdrawn (`read`).
FOLLOWS = f"""
    FROM {EDITION} later WHERE later.article_id = e.article_id AND later.called_off_at IS NULL
    AND (later.published_at > e.published_at OR (later.published_at = e.published_at AND later.number > e.number))
"""
SPANS = f"""
    SELECT e.id, e.article_id, e.title, e.published_at,
        COALESCE(a.withdrawn_at, {{never}}) AS withdrawn_at,
        COALESCE((SELECT MIN(later.published_at) {FOLLOWS}), {{never}}) AS followed_at,
        COALESCE((SELECT MIN(later.published_at) {FOLLOWS} AND later.kind = 'new'), {{never}}) AS renewed_at
    FROM {EDITION} e JOIN {ARTICLE} a ON a.id = e.article_id WHERE e.called_off_at IS NULL AND {{which}}
"""  # noqa: S608
SPOTS = f"""
    SELECT e.id AS edition_id, 1 AS place, 0 AS owner FROM {EDITION} e WHERE {{which}}
    UNION ALL SELECT e.id, 2, 0 FROM {EDITION} e WHERE e.kind <> 'edit' AND {{which}}
    UNION ALL SELECT e.id, 3, t.topic_id FROM {EDITION} e JOIN {IN_TOPIC} t ON t.article_id = e.article_id
        WHERE {{which}}
    UNION ALL SELECT e.id, 4, e.reviewer_id FROM {EDITION} e WHERE e.reviewer_id IS NOT NULL AND {{which}}
    UNION ALL SELECT e.id, 5, b.person_id FROM {EDITION} e JOIN {BYLINE} b ON b.edition_id = e.id WHERE {{which}}
"""  # noqa: S608
DERIVE = f"""
    INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM (
        SELECT spot.place, spot.owner, span.title, span.article_id, span.id AS edition_id,
            span.published_at AS begins_at,
            CASE WHEN spot.place <> 2 OR span.followed_at = span.published_at
                THEN {{least}}(span.followed_at, span.withdrawn_at)
                ELSE {{least}}(span.renewed_at, span.withdrawn_at) END AS ends_at
        FROM ({SPANS}) AS span JOIN ({SPOTS}) AS spot ON spot.edition_id = span.id
    ) AS appearing WHERE begins_at < ends_at
"""  # noqa: S608


def missing(using: str = "default", *, among: set[str] | None = None) -> set[str]:
    """Names of triggers that are missing in the database; `among` spares reading which work."""
    working = database_triggers.names(using) if among is None else among
    return {name for name, _table, _event in _triggers()} - working


def install(using: str = "default") -> bool:
    """Create missing triggers, and derive all rows, because writes went unnoticed. Returns whether any were missing."""
    names = missing(using)
    if not names:
        return False
    with transaction.atomic(using), connections[using].cursor() as cursor:
        for name, table, event in _triggers():
            if name in names:
                for statement in _statements(connections[using], name, table, event):
                    cursor.execute(statement)
    derive_all(using)
    return True


def derive_all(using: str = "default") -> None:
    """Replace all rows by those that the four tables imply."""
    words = WORDS[connections[using].vendor]
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608
        cursor.execute(DERIVE.format(which="1 = 1", **words))


def drop(using: str = "default") -> None:
    database_triggers.drop((name for name, _table, _event in _triggers()), using)


@receiver(pre_migrate, dispatch_uid="articles.appearance_triggers")
def before_migrations(sender, using, plan=(), **kwargs):
    if sender.name == "articles" and any(step.app_label == sender.name for step, _back in plan):
        drop(using)


@receiver(post_migrate, dispatch_uid="articles.appearance_triggers")
def after_migrations(sender, using, **kwargs):
    """After every `migrate`, also of test databases. An older state of the app has no such table."""
    if sender.name == "articles" and TABLE in connections[using].introspection.table_names():
        install(using)


def _triggers() -> list[tuple[str, str, str]]:
    """The name, table and event of each trigger."""
    watched = [(table, event) for table in WATCHED for event in EVENTS] + [(ARTICLE, "update")]
    return [(f"{PREFIX}{table.removeprefix('articles_')}_{event}", table, event) for table, event in watched]


def _statements(connection, name: str, table: str, event: str) -> list[str]:
    words = WORDS[connection.vendor]
    when, rows = "", EVENTS[event]
    if table == ARTICLE:  # saving a draft writes all its columns, and changes no list
        when, rows = f"WHEN (OLD.withdrawn_at {words['differs']} NEW.withdrawn_at)", ("NEW",)
    keys = [WATCHED.get(table, "{row}.id").format(row=row) for row in rows]
    body = " ".join(statement for key in keys for statement in _replacing(connection.vendor, key))
    return database_triggers.creating(connection.vendor, name, table, event, body, when)


def _replacing(vendor: str, key: str) -> list[str]:
    """The statements that replace the rows of one article. PostgreSQL locks it, so that two writers wait for each
    other."""
    lock = f"PERFORM 1 FROM {ARTICLE} WHERE id = {key} FOR NO KEY UPDATE;"
    derive = DERIVE.format(which=f"e.article_id = {key}", **WORDS[vendor])
    statements = [f"DELETE FROM {TABLE} WHERE article_id = {key};", f"{derive};"]  # noqa: S608
    return [lock, *statements] if vendor == "postgresql" else statements
