"""Two editors, one article: the second is told, sees what the first changed, and loses nothing typed.

The form carries the random token of the copy it was opened on. If the row has another one by now, somebody saved
in between. What they changed is found in the history (each version holds its token); fields only they touched take
their value, fields only you touched keep yours, and where both wrote, yours stays in the form and theirs is shown.
"""

import difflib
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.utils.timesince import timesince
from django.utils.translation import gettext
from reversion.models import Version

from articles.editor import BodyField, as_written
from articles.markup import clean, to_text

ROWS = {
    "authorships": "person",
    "further_reading": "source",
}  # edited below the form; what each row points to


@dataclass(frozen=True)
class FieldConflict:
    label: str
    theirs: str  # as plain text
    changes: list[tuple[str, str]]  # ("+", line they added) or ("-", line they took out)
    is_merged: bool = False  # only they touched it: the form shows their value now
    is_rows: bool = False


@dataclass(frozen=True)
class Conflict:
    sentence: str
    merged_data: dict
    fields: list[FieldConflict] = field(default_factory=list)


def conflict(form, current) -> Conflict | None:
    """None if the form was opened on the row as it is now: `current`, locked until the transaction ends."""
    opened_on = form.cleaned_data.get("token") or ""
    if opened_on == str(current.edit_token):
        return None
    versions = Version.objects.get_for_object(current).select_related("revision__user")
    base = next((version for version in versions[:200] if _token(version) == opened_on), None)
    latest = versions.first()
    data = form.data.copy()
    data[form.add_prefix("token")] = str(current.edit_token)
    found = [_compare(form, name, base, current, data) for name in form.fields]
    if base:
        found += [_compare_rows(name, target, base, current) for name, target in ROWS.items()]
    is_theirs = latest is not None and _token(latest) == str(current.edit_token)
    return Conflict(_sentence(latest if is_theirs else None), data, [one for one in found if one])


def _token(version: Version) -> str:
    return str(version.field_dict.get("edit_token"))


def _compare(form, name: str, base: Version | None, current, data) -> FieldConflict | None:
    columns = (*current._meta.concrete_fields, *current._meta.many_to_many)
    column = next((column for column in columns if column.name == name), None)
    if column is None:
        return None
    is_many = column.many_to_many
    theirs = _plain(column, getattr(current, name).all() if is_many else getattr(current, column.attname))
    typed = data.getlist(form.add_prefix(name)) if is_many else data.get(form.add_prefix(name))
    mine = _plain(column, form.cleaned_data.get(name, typed))
    before = _plain(column, base.field_dict.get(column.attname)) if base else None
    if theirs in (before, mine):
        return None
    is_merged = mine == before
    if is_merged:
        data.setlist(form.add_prefix(name), theirs.splitlines() if is_many else [theirs])
    known = mine if before is None else before
    return FieldConflict(
        str(column.verbose_name),
        _words(column, theirs),
        changes(_words(column, known), _words(column, theirs)),
        is_merged,
    )


def _compare_rows(name: str, target: str, base: Version, current) -> FieldConflict | None:
    """By what the rows point to: their own text also names the article, whose title may have changed."""
    rows = getattr(current, name).all()
    column = rows.model._meta.get_field(target)
    kind = ContentType.objects.get_for_model(rows.model)
    versions = base.revision.version_set.filter(content_type=kind)
    before = sorted(versions, key=lambda version: (version.field_dict["position"], version.pk))
    known = [version.field_dict[column.attname] for version in before]
    theirs = [getattr(row, column.attname) for row in rows]
    if known == theirs:
        return None
    named = column.related_model._default_manager.in_bulk({*known, *theirs})
    known_text, their_text = (
        "\n".join(str(named.get(key, gettext("deleted since"))) for key in keys) for keys in (known, theirs)
    )
    label = str(rows.model._meta.verbose_name_plural)
    return FieldConflict(label, their_text, changes(known_text, their_text), is_rows=True)


def _plain(column, value) -> str:
    """A value of this column as text that can be compared; of several rows the keys, one on each line."""
    if value is None:
        return ""
    if column.many_to_many:
        return "\n".join(sorted(str(getattr(one, "pk", one)) for one in value))
    text = str(getattr(value, "pk", value)).replace("\r\n", "\n")
    return clean(text) if isinstance(column, BodyField) else text.strip()


def _words(column, text: str) -> str:
    """The same for people to read."""
    if column.is_relation:
        keys = [key for key in text.splitlines() if key.isdecimal()]
        return "\n".join(str(row) for row in column.related_model._default_manager.filter(pk__in=keys))
    return to_text(as_written(text)) if isinstance(column, BodyField) else text


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """("+", added line) and ("-", removed line), in the order of the text."""
    # Not `ndiff`: on a text rewritten from end to end it takes minutes.
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [(line[0], line[1:]) for line in lines[2:] if line[0] in "+-"]


def _sentence(latest: Version | None) -> str:
    told = gettext("Somebody saved this article while you were writing.")
    if latest:
        user = latest.revision.user
        told = gettext("%(who)s saved this article %(ago)s ago, while you were writing.") % {
            "who": (user.get_full_name() or user.get_username()) if user else gettext("Somebody"),
            "ago": timesince(latest.revision.date_created),
        }
    rest = gettext(
        "Nothing of yours is lost: it is in the form below, not yet saved. Look at what changed, then save again."
    )
    return f"{told} {rest}"


def since_published(article, newest) -> list[FieldConflict]:
    """What changes for readers if the working copy is published now; `newest` is its last edition."""
    texts = [(article._meta.get_field(name), name) for name in ("title", "summary", "key_points", "body")]
    found = []
    for column, name in texts:
        before, now = (_words(column, _plain(column, getattr(text, name))) for text in (newest, article))
        if before != now:
            found.append(FieldConflict(str(column.verbose_name), now, changes(before, now)))
    return found
