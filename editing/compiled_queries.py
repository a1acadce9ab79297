"""Queries that are built and turned into SQL once, and then run with other values.

Building a query and its SQL takes ten to a hundred times as many calls as running it. Public pages that no cache can hold
run the same few queries for every visitor, so they keep the SQL. The rows become the same objects as always: only the
text of the SQL is kept, never a row.
"""

import json
from collections.abc import Callable, Sized
from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Expression,
    Field,
    FloatField,
    Func,
    IntegerField,
    QuerySet,
    TextField,
)


class Parameter(Expression):
    """A value that is known only when the query runs."""

    def __init__(self, name: str, field: Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def values(self, given: dict[str, Any], connection) -> list:
        return [self.output_field.get_db_prep_value(given[self.name], connection)]


MANY = (
    100  # keys; more of them come to SQLite in one value, because reading a query of thousands takes it long
)


class Keys(Parameter):
    """Any number of keys, as in `filter(pk__in=Keys("groups"))`."""

    def __init__(self, name: str):
        super().__init__(name, BigIntegerField())

    @property
    def mark(self) -> str:
        return f"@{self.name}@"

    def as_sql(self, compiler, connection):
        return f"({self.mark})", [self]

    def values(self, given, connection) -> list:
        keys = list(given[self.name])
        return (
            [json.dumps(keys)] if self._are_one_value(keys, connection) else keys or [None]
        )  # NULL equals nothing

    def sql(self, given, connection) -> str:
        keys = given[self.name]
        if self._are_one_value(keys, connection):
            return "SELECT value FROM json_each(%s)"
        return ", ".join(["%s"] * (len(keys) or 1))

    @staticmethod
    def _are_one_value(keys: Sized, connection) -> bool:
        return len(keys) > MANY and connection.vendor == "sqlite"


def moment(name: str) -> Parameter:
    return Parameter(name, DateTimeField())


def day(name: str) -> Parameter:
    return Parameter(name, DateField())


def text(name: str) -> Parameter:
    return Parameter(name, TextField())


def key(name: str) -> Parameter:
    return Parameter(name, BigIntegerField())


def number(name: str) -> Parameter:
    return Parameter(name, FloatField())


def number_of_rows() -> Func:
    """For `values_list`: the one row of `SELECT COUNT(*)`, where `count()` would run at once."""
    return Func(template="COUNT(*)", output_field=IntegerField())


class CompiledQuery:
    """A query whose parameters are given when it runs. `build` must not depend on anything else that changes.

    >>> recent = CompiledQuery(lambda: Group.objects.filter(updated_at__gte=moment("since")))  # doctest: +SKIP
    >>> recent(since=yesterday)  # doctest: +SKIP
    [<Group: Tuesday Lanterns>]
    """

    def __init__(self, build: Callable[[], QuerySet], converted: int | None = None):
        """`converted`: how many of the first columns become Python values, if not all; the rest only sort the rows."""
        self._build, self._converted = build, converted

    def __call__(self, **values: Any) -> list:
        """The rows, as the query set that was built would return them."""
        connection = connections[DEFAULT_DB_ALIAS]
        # Kept with the connection, which serves one request at a time, whichever thread that has (web/lanes.py).
        of_connection = vars(connection).setdefault("compiled_queries", WeakKeyDictionary())
        prepared = of_connection.get(self)
        if prepared is None:
            prepared = of_connection[self] = _Prepared(self._build(), connection, self._converted)
        return prepared.rows(values)


class _Prepared:
    """A query for one connection, with its SQL."""

    def __init__(self, queryset: QuerySet, connection, converted: int | None):
        self.connection, self._queryset = connection, queryset
        self._compiler = queryset.query.get_compiler(connection=connection)
        try:
            self._sql, parameters = self._compiler.as_sql()
        except EmptyResultSet:  # nothing can ever match
            self._sql, parameters = "", ()
        self._parameters = tuple(parameters)
        self._keys = [each for each in parameters if isinstance(each, Keys)]
        fields = [column[0] for column in (self._compiler.select or ())[: self._compiler.col_count]]
        self._converters = self._compiler.get_converters(fields[:converted])

    def rows(self, values: dict[str, Any]) -> list:
        if not self._sql:
            return []
        compiler = _copied(self._compiler)
        sql, parameters = self._sql_with(values), self._parameters_with(values)
        compiler.as_sql = lambda *args, **kwargs: (sql, parameters)
        compiler.get_converters = lambda fields: self._converters
        query = _copied(self._queryset.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        queryset = QuerySet(self._queryset.model, query, self.connection.alias)
        queryset._iterable_class, queryset._fields = self._queryset._iterable_class, self._queryset._fields
        return list(queryset)

    def _sql_with(self, values: dict[str, Any]) -> str:
        sql = self._sql
        for keys in self._keys:
            sql = sql.replace(keys.mark, keys.sql(values, self.connection))
        return sql

    def _parameters_with(self, values: dict[str, Any]) -> tuple:
        found: list = []
        for each in self._parameters:
            found += each.values(values, self.connection) if isinstance(each, Parameter) else [each]
        return tuple(found)


def _copied(original):
    """A copy that shares everything with the original but can be given attributes of its own."""
    copy = object.__new__(type(original))
    copy.__dict__.update(original.__dict__)
    return copy
