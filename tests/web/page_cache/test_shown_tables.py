"""Every table of the site is declared, and every column that visitors see raises its counter, however it is written."""

import pytest
from django.apps import apps
from django.db import connection, models

from articles.models import Edition
from tests.web.page_cache.content import change, make_everything, put_back, row_of
from web.models import ContentVersion
from web.page_cache import shown_tables
from web.page_cache.names import ARTICLES

# Columns that can't have another value, or only together with a second one that is tested.
FIXED = {
    "mbc_site.OrganizationDetails.only_row",
    "articles.Image.is_decorative",
    "sources.Notice.acknowledged_at",
    "sources.Source.day",
    "support_groups.ScheduleException.venue",
    "support_groups.ScheduleException.organization",
}


@pytest.fixture
def everything(db):
    """A row of each model that visitors see, by the model."""
    make_everything()
    return {model: row_of(model, how) for model, how in shown_tables.shown().items()}


def raised_by_change(field, row) -> set[str]:
    raised = raised_by(change, field, row)
    put_back(field, row)
    return raised


def raised_by(write, *arguments) -> set[str]:
    """The counters that this raises. Within one transaction, PostgreSQL raises each only once."""
    ContentVersion.objects.all().delete()
    write(*arguments)
    return set(ContentVersion.objects.tokens())


def columns(model, how, *, hidden: bool) -> list[models.Field]:
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    return [
        field
        for field in fields
        if (field.column in how.hidden) == hidden and f"{model._meta.label}.{field.name}" not in FIXED
    ]


def test_every_model_is_shown_or_says_why_not():
    declared = [*shown_tables.shown(), *map(apps.get_model, shown_tables.reasons())]

    assert len(declared) == len(set(declared))
    assert {*declared} == {*apps.get_models(include_auto_created=True)}


def test_a_column_is_hidden_only_by_a_name_that_it_has():
    for model, how in shown_tables.shown().items():
        names = {field.column for field in model._meta.local_concrete_fields}

        assert {*how.hidden} | ({how.if_set} - {""}) <= names, model


def test_another_value_in_any_column_that_visitors_see_raises_the_counter(everything):
    silent = [
        f"{model._meta.label}.{field.name}"
        for model, how in shown_tables.shown().items()
        for field in columns(model, how, hidden=False)
        if raised_by_change(field, everything[model]) != {how.counter}
    ]

    assert "\n".join(silent) == ""


def test_another_value_in_a_hidden_column_raises_nothing(everything):
    loud = [
        f"{model._meta.label}.{field.name}"
        for model, how in shown_tables.shown().items()
        for field in columns(model, how, hidden=True)
        if raised_by_change(field, everything[model])
    ]

    assert "\n".join(loud) == ""


def test_the_same_values_raise_nothing(everything):
    def write_again(row):
        values = {field.attname: models.F(field.attname) for field in row._meta.local_concrete_fields[1:]}
        models.QuerySet(type(row)).filter(pk=row.pk).update(**values)

    assert [row for row in everything.values() if raised_by(write_again, row)] == []


def remove(row):
    models.QuerySet(type(row)).filter(pk=row.pk)._raw_delete("default")


def remove_by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{row._meta.db_table}" WHERE "{row._meta.pk.column}" = %s', [row.pk])  # noqa: S608  our own names


def add(row):
    models.QuerySet(type(row)).bulk_create([row])


def add_unless_there(row):
    models.QuerySet(type(row)).bulk_create([row], ignore_conflicts=True)


def add_or_update(row):
    """As the search rows are written."""
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key]
    models.QuerySet(type(row)).bulk_create(
        [row], update_conflicts=True, unique_fields=[row._meta.pk.name], update_fields=names
    )


def test_every_way_to_remove_and_add_a_row_raises_the_counter(everything):
    steps = (remove, add, remove_by_sql, add_unless_there, remove, add_or_update)
    del everything[Edition]  # never removed

    silent = [
        f"{model._meta.label}, {step.__name__}"
        for model, row in everything.items()
        for step in steps
        if raised_by(step, row) != {shown_tables.shown()[model].counter}
    ]

    assert "\n".join(silent) == ""


def test_a_row_that_is_there_already_raises_nothing(everything):
    assert [row for row in everything.values() if raised_by(add_unless_there, row)] == []


def test_a_new_edition_raises_the_counter(everything):
    edition = everything[Edition]
    edition.pk, edition.number = None, 99

    assert raised_by(add, edition) == {ARTICLES}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no TRUNCATE")
def test_a_truncated_table_raises_the_counter(everything):
    def truncate():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE articles_article_related")

    assert raised_by(truncate) == {ARTICLES}
