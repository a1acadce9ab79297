"""Two editors, one article: the second is told, sees what the first changed, and loses nothing typed.

The form carries the random token of the copy it was opened on. If the row has another one by now, somebody saved
in between. What they changed is found in the history (each version holds its token); fields only they touched take
their value, fields only you touched keep yours, and where both wrote, yours stays in the form and theirs is shown.
"""

import difflib
from dataclasses import dataclass, field

from django.utils.timesince import timesince
from django.utils.translation import gettext
from reversion.models import Version

from articles.markup import clean, to_text


@dataclass(frozen=True)
class FieldConflict:
    label: str
    theirs: str  # as plain text
    changes: list[tuple[str, str]]  # ("+", line they added) or ("-", line they took out)
    is_merged: bool  # only they touched it: the form shows their value now


@dataclass(frozen=True)
class Conflict:
    sentence: str
    merged_data: dict
    fields: list[FieldConflict] = field(default_factory=list)


def conflict(form) -> Conflict | None:
    """None if the form was opened on the row as it is now. Locks the row until the transaction ends."""
    article = type(form.instance)
    current = article.objects.select_for_update().get(pk=form.instance.pk)
    opened_on = form.cleaned_data.get("edit_token") or ""
    if opened_on == str(current.edit_token):
        return None
    versions = Version.objects.get_for_object(current).select_related("revision__user")
    base = next(
        (v.field_dict for v in versions[:200] if str(v.field_dict.get("edit_token")) == opened_on), None
    )
    latest = versions.first()
    data, found = form.data.copy(), []
    data[form.add_prefix("edit_token")] = str(current.edit_token)
    for name in form.fields:
        found += _compare(form, name, base, current, data)
    return Conflict(_sentence(latest), data, found)


def _compare(form, name: str, base: dict | None, current, data) -> list[FieldConflict]:
    if name == "edit_token" or (name not in form.cleaned_data and name not in form.errors):
        return []
    if not any(column.name == name for column in current._meta.concrete_fields):
        return []
    theirs, mine = _plain(getattr(current, name)), _plain(form.cleaned_data.get(name, data.get(name)))
    before = _plain(base[_column(current, name)]) if base else None
    if theirs in (before, mine):
        return []
    is_merged = before is not None and mine == before
    if is_merged:
        data[form.add_prefix(name)] = getattr(current, _column(current, name)) or ""
    label = str(current._meta.get_field(name).verbose_name)
    return [
        FieldConflict(
            label, to_text(theirs), _changes(before if before is not None else mine, theirs), is_merged
        )
    ]


def _column(current, name: str) -> str:
    return current._meta.get_field(name).attname


def _plain(value) -> str:
    if value is None:
        return ""
    if hasattr(value, "pk"):
        return str(value.pk)
    text = str(value).replace("\r\n", "\n")
    return clean(text) if text.lstrip().startswith("<") else text.strip()


def _changes(before: str, after: str) -> list[tuple[str, str]]:
    lines = difflib.ndiff(to_text(before).splitlines(), to_text(after).splitlines())
    return [(line[0], line[2:]) for line in lines if line[0] in "+-"]


def _sentence(latest: Version | None) -> str:
    user = latest.revision.user if latest else None
    values = {
        "who": (user.get_full_name() or user.get_username()) if user else gettext("Somebody"),
        "ago": timesince(latest.revision.date_created) if latest else "",
    }
    if latest:
        told = gettext("%(who)s saved this article %(ago)s ago, while you were writing.") % values
    else:
        told = gettext("Somebody saved this article while you were writing.")
    return (
        told
        + " "
        + gettext(
            "Nothing of yours is lost: it is in the form below, not yet saved. Look at what changed, then save again."
        )
    )
