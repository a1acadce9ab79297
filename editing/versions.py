"""A record as people read it, as it is now or as one of its versions has it, and what is different between two."""

from collections.abc import Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.forms.models import modelform_factory
from django.utils.translation import gettext as _
from reversion.models import Version

from editing.differences import Difference, is_formatted_anew, only_formatting, word_changes
from editing.form_values import flatten, formatted_words, normalize, sent_values, to_full_text


@dataclass
class Reading:
    """The texts of the fields and rows that one person may see in the form, by their labels."""

    fields: dict[str, str] = field(default_factory=dict)
    markup: dict[str, "Markup"] = field(default_factory=dict)  # of the fields that have any
    rows: dict[str, list["Row"]] = field(default_factory=dict)

    @property
    def is_broken(self) -> bool:
        return any(row.is_broken for rows in self.rows.values() for row in rows)


@dataclass(frozen=True)
class Markup:
    values: list[str]  # as `normalize` has them
    words: list[tuple[str, Hashable]] = field(compare=False)  # each with its formatting


@dataclass(frozen=True)
class Row:
    key: str
    text: str
    columns: dict[str, str]  # by label
    is_broken: bool = False  # refers to something that was deleted


def reading_of(admin, request, obj, version: Version | None = None) -> Reading:
    """Of `obj` as it is stored, or as `version` has it. Raises RevertError if that can't be read any more."""
    form = _form(admin, request, obj, version)
    reading = Reading()
    for name in form.fields:
        bound = form[name]
        label = str(bound.label)
        if isinstance(bound.field, forms.FileField):
            reading.fields[label] = str(bound.value() or "")
            continue
        values = flatten(sent_values(form, [name]))
        reading.fields[label] = to_full_text(bound.field, values)
        if hasattr(bound.field, "formatted_words"):
            words = formatted_words(bound.field, values)
            reading.markup[label] = Markup(normalize(bound.field, values), words)
    for inline in admin.get_inline_instances(request, obj):
        label = str(inline.verbose_name_plural or inline.model._meta.verbose_name_plural)
        reading.rows[label] = [_row(inline, row) for row in _stored_rows(inline, request, obj, version)]
    return reading


def differences(before: Reading, after: Reading) -> list[Difference]:
    found = []
    for label, text in after.fields.items():
        old, new = _comparable(before.fields.get(label, "")), _comparable(text)
        is_anew = _is_formatted_anew(before, after, label)
        if old != new:
            found.append(Difference(label, text, word_changes(old, new), is_formatted_anew=is_anew))
        elif before.markup.get(label) != after.markup.get(label):
            found.append(only_formatting(label))
    for label, rows in after.rows.items():
        old, new = _row_texts(before.rows.get(label, []), rows)
        if old != new:
            found.append(Difference(label, new, word_changes(old, new), is_rows=True))
    return found


def _is_formatted_anew(before: Reading, after: Reading, label: str) -> bool:
    texts = [reading.markup[label].words for reading in (before, after) if label in reading.markup]
    return len(texts) == 2 and is_formatted_anew(*texts)


def _comparable(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _row_texts(before: list[Row], after: list[Row]) -> tuple[str, str]:
    """One line for each row. If a row changed in columns that its text doesn't contain, its line has them too."""
    old, new = ({row.key: row for row in rows} for rows in (before, after))
    extra: dict[str, set[str]] = {}
    for key in old.keys() & new.keys():
        if old[key].text == new[key].text:
            labels = old[key].columns.keys() & new[key].columns.keys()
            extra[key] = {label for label in labels if old[key].columns[label] != new[key].columns[label]}
    texts = ("\n".join(_line(row, extra.get(row.key, ())) for row in rows) for rows in (before, after))
    return tuple(texts)


def _line(row: Row, labels: Iterable[str]) -> str:
    return "; ".join([row.text, *(f"{label}: {row.columns[label]}" for label in sorted(labels))])


def _form(admin, request, obj, version: Version | None):
    """Unbound, with what this person may see, whether or not she may change it."""
    names = _visible_names(admin, request, obj)
    form_class = modelform_factory(
        admin.model,
        form=admin.form,
        fields=[name for name in names if _is_editable(admin.model, name)],
        formfield_callback=lambda column, **kwargs: admin.formfield_for_dbfield(column, request, **kwargs),
    )
    for name in form_class.declared_fields.keys() - set(names):
        form_class.base_fields.pop(name, None)
    for name in [name for name in form_class.base_fields if not _is_editable(admin.model, name)]:
        del form_class.base_fields[name]  # asks something about a save
    if version is None:
        return form_class(instance=obj)
    stored = version._object_version
    return form_class(instance=stored.object, initial=_many_to_many(stored))


def _many_to_many(stored) -> dict[str, list]:
    columns = stored.object._meta.many_to_many
    return {column.name: list((stored.m2m_data or {}).get(column.name, [])) for column in columns}


def _visible_names(admin, request, obj) -> list[str]:
    names = []
    for name in flatten_fieldsets(admin.get_fieldsets(request, obj)):
        shown = getattr(name, "__name__", name)
        replaced = [field for field, method in admin.readable_fields.items() if method == shown]
        names += replaced or [shown]
    return list(dict.fromkeys(names))


def _is_editable(model, name: str) -> bool:
    return any(
        column.name == name and getattr(column, "editable", False) for column in model._meta.get_fields()
    )


def _stored_rows(inline, request, obj, version: Version | None) -> list:
    column = _parent_column(inline)
    if version is None:
        return list(inline.get_queryset(request).filter(**{column.name: obj.pk}))
    kept = version.revision.version_set.all()
    rows = [row._object_version.object for row in kept if row._model is inline.model]
    rows = [row for row in rows if str(getattr(row, column.attname)) == version.object_id]
    _load_related(inline.model, rows)
    ordering = [name.lstrip("-") for name in inline.model._meta.ordering if isinstance(name, str)]
    return sorted(rows, key=lambda row: [_sortable(getattr(row, name, None)) for name in [*ordering, "pk"]])


def _sortable(value):
    return (value is None, value if isinstance(value, int | float) else 0, str(value))


def _parent_column(inline):
    parent = inline.parent_model._meta.concrete_model
    columns = [column for column in inline.model._meta.fields if isinstance(column, models.ForeignKey)]
    named = [column for column in columns if column.name == inline.fk_name]
    return (named or [column for column in columns if issubclass(parent, column.related_model)])[0]


def _load_related(model, rows: list) -> None:
    """What rows refer to, in one query for each column."""
    for column in model._meta.fields:
        if isinstance(column, models.ForeignKey):
            keys = {getattr(row, column.attname) for row in rows} - {None}
            related = column.related_model._base_manager.in_bulk(keys)
            for row in rows:
                if other := related.get(getattr(row, column.attname)):
                    setattr(row, column.name, other)


def _row(inline, row) -> Row:
    text, is_broken = _("refers to something that was deleted"), True
    with suppress(ObjectDoesNotExist):
        text, is_broken = getattr(inline, "row_text", str)(row), False
    columns = {
        str(column.verbose_name): _column_text(row, column)
        for column in inline.model._meta.fields
        if column.editable and not column.primary_key and column != _parent_column(inline)
    }
    return Row(str(row.pk), text, columns, is_broken)


def _column_text(row, column) -> str:
    display = getattr(row, f"get_{column.name}_display", None)
    if display is not None:
        return str(display())
    try:
        value = getattr(row, column.name)
    except ObjectDoesNotExist:
        return _("deleted")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
