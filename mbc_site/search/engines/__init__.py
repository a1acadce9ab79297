"""The two databases as indexes: they say which documents have a token. What is better than what, tokens say themselves."""

from django.db import DEFAULT_DB_ALIAS, connections

from mbc_site.search.engines import postgresql, sqlite
from mbc_site.search.engines.engine import Engine

ENGINES: dict[str, type[Engine]] = {"sqlite": sqlite.Fts5, "postgresql": postgresql.TextSearch}


def engine(using: str = DEFAULT_DB_ALIAS) -> Engine:
    return ENGINES[connections[using].vendor](using)
