"""Rows of another table in one column of a query, so that a page takes one query where it would take five.

    Edition.objects.annotate(log=JsonRows(Edition.objects.filter(article=OuterRef("article")), "number", "note"))

Each row is a dict by the names that were asked for, in the order of the query set. `instances` makes objects of a model
of them, as the ORM would with `only(…)` and `select_related(…)`.
"""

import datetime
import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import DateField, DateTimeField, Field, JSONField, Model, QuerySet, Subquery
from django.db.models.functions import JSONObject

Row = dict[str, Any]


class JsonRows(Subquery):
    template = "(SELECT json_group_array(json(each_.row_)) FROM (%(subquery)s) each_)"
    output_field = JSONField()

    def __init__(self, queryset: QuerySet, *names: str, **options):
        super().__init__(queryset.values(row_=JSONObject(**{name: name for name in names})), **options)

    def as_postgresql(self, compiler, connection, **options):
        template = "(SELECT coalesce(jsonb_agg(each_.row_), '[]'::jsonb) FROM (%(subquery)s) each_)"
        return self.as_sql(compiler, connection, template=template, **options)


def instances(model: type[Model], rows: Iterable[Row]) -> list:
    """Objects of a model. A name such as `reviewer__name` makes the object that this one refers to, and `reviewer__id`
    says whether there is one; fields that were not asked for are read when somebody does.

    Raises FieldDoesNotExist for a name that the model does not have.
    """
    rows = list(rows)
    build = _builder(model, tuple(rows[0])) if rows else None
    return [build(row) for row in rows]


@cache
def _builder(model: type[Model], names: tuple[str, ...]) -> Callable[[Row], Model | None]:
    """Of one row; None if the row has an `id` that is empty."""
    asked = {model._meta.get_field(name): name for name in names if "__" not in name}
    own = [(asked[field], _reader(field)) for field in model._meta.concrete_fields if field in asked]
    fields = [field.attname for field in asked]
    related = {}
    for relation in dict.fromkeys(name.partition("__")[0] for name in names if "__" in name):
        inner = {name: name.partition("__")[2] for name in names if name.startswith(f"{relation}__")}
        to = model._meta.get_field(relation).related_model
        related[relation] = (inner, _builder(to, tuple(inner.values())))

    def build(row: Row) -> Model | None:
        if row.get("id", True) is None:
            return None
        one = model.from_db(DEFAULT_DB_ALIAS, fields, [read(row[name]) for name, read in own])
        for relation, (inner, build_inner) in related.items():
            setattr(one, relation, build_inner({short: row[name] for name, short in inner.items()}))
        return one

    return build


def _reader(field: Field) -> Callable[[Any], Any]:
    if isinstance(field, JSONField):
        return _json
    if isinstance(field, DateTimeField):
        return _moment
    return _day if isinstance(field, DateField) else _as_it_is


def _as_it_is(value):
    return value


def _json(value):
    """SQLite gives the text that it stores."""
    return json.loads(value) if isinstance(value, str) else value


def _moment(value: str | None) -> datetime.datetime | None:
    """SQLite stores UTC without saying so."""
    if value is None:
        return None
    moment = datetime.datetime.fromisoformat(value)
    return moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)


def _day(value: str | None) -> datetime.date | None:
    return value and datetime.date.fromisoformat(value)
