"""Fingerprints of what is stored, which a change form carries from when it is opened to when it is saved."""

import json

from django.http import QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware, now

from editing.form_values import fingerprint, flatten, normalize, sent_values, stored_fields

OPENED = "opened"  # name of the hidden input
OPENED_AT = "@"  # among the fingerprints: when the form was opened
LONGEST_SNAPSHOT = 100_000


def snapshot(form, formsets) -> str:
    """The fingerprints of an unbound form and its rows, as the page carries them."""
    return dump_snapshot(fingerprints(form, formsets))


def dump_snapshot(values: dict[str, str]) -> str:
    return json.dumps({OPENED_AT: now().isoformat(), **values})


def fingerprints(form, formsets) -> dict[str, str]:
    """By the name of the field, and by prefix and key of a row, such as "contacts.12"."""
    values = {name: fingerprint(_stored(form, name)) for name in stored_fields(form)} if form else {}
    for formset in formsets:
        for row in formset.initial_forms:
            values[row_key(formset, row)] = row_fingerprint(row)
    return values


def row_key(formset, row) -> str:
    return f"{formset.prefix}.{row.instance.pk}"


def _stored(form, name: str) -> list[str]:
    return normalize(form.fields[name], flatten(sent_values(form, [name])))


def row_fields(row) -> list[str]:
    return [name for name in stored_fields(row) if name != row.instance._meta.pk.name]


def row_fingerprint(row, data: QueryDict | None = None, prefix: str = "") -> str:
    """Of a row as it is stored or, with `data`, as it was posted under another prefix."""
    values = {}
    for name in row_fields(row):
        sent = sent_values(row, [name])
        if data is not None:
            sent = {key: data.getlist(prefix + key.removeprefix(row.prefix)) for key in sent}
        values[name] = normalize(row.fields[name], flatten(sent))
    return fingerprint(values)


def read_snapshot(text: str) -> dict[str, str]:
    try:
        values = json.loads(text[:LONGEST_SNAPSHOT])
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def opened_at(snapshot: dict):
    text = snapshot.get(OPENED_AT)
    try:
        moment = parse_datetime(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment and is_aware(moment) else None
