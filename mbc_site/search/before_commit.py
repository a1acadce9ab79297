"""Indexes what a transaction wrote before it is committed, so that the index changes with it or not at all.

Django has no signal before a commit, so each connection's `commit` is wrapped. A statement outside of any transaction
gets one of its own, unless SQLite returns rows of it, which must be read first: the next commit or search indexes it. If
indexing fails, what was written is committed all the same, and stays marked in the same way.
"""

import logging
from functools import cache, partial

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.signals import connection_created

from mbc_site.search import indexing
from mbc_site.search.models import IndexMark
from mbc_site.search.watched import WATCHED
from web.page_cache.writes import OTHERS, TARGET

log = logging.getLogger(__name__)


def index_before_commits() -> None:
    """Watch every connection that this process opens."""
    connection_created.connect(_watch, dispatch_uid="mbc_site.search.before_commit")


def _watch(connection, **kwargs) -> None:
    if connection.alias != DEFAULT_DB_ALIAS or "search_may_be_behind" in vars(connection):
        return
    connection.search_may_be_behind = False
    connection.execute_wrappers.insert(0, _noticed)
    connection.commit = partial(_commit, connection, connection.commit)


def _noticed(execute, sql, params, many, context):
    connection = context["connection"]
    if not _may_mark(sql):
        return execute(sql, params, many, context)
    connection.search_may_be_behind = True
    if not _may_have_its_own(connection, sql):
        return execute(sql, params, many, context)
    with transaction.atomic(connection.alias):
        return execute(sql, params, many, context)


def _may_have_its_own(connection, sql: str) -> bool:
    """Whether it is in no transaction and can be committed before anybody reads what it returns."""
    is_alone = connection.get_autocommit() and not connection.in_atomic_block
    return is_alone and not (connection.vendor == "sqlite" and "RETURNING" in sql)


def _commit(connection, commit) -> None:
    if connection.search_may_be_behind:
        connection.search_may_be_behind = False
        try:
            with transaction.atomic(connection.alias):
                if IndexMark.objects.exists():
                    indexing.refresh()
        except Exception:  # whatever it is, it must not cost what somebody wrote
            if IndexMark._meta.db_table in connection.introspection.table_names():  # not so in a new database
                log.exception("What was written could not be indexed")
        connection.search_may_be_behind = False
    commit()


def _may_mark(sql: str) -> bool:
    if sql[:6] == "SELECT":
        return False
    found = TARGET.match(sql)
    if found:
        return found[2] in _tables()
    return bool(OTHERS.match(sql)) and any(table in sql for table in _tables())


@cache
def _tables() -> frozenset[str]:
    """Those with triggers, and those whose triggers write to one of these."""
    labels = {*WATCHED, "articles.Edition", "articles.Byline"}
    return frozenset(apps.get_model(label)._meta.db_table for label in labels) | {"articles_article_topics"}
