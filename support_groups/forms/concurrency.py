"""Two coordinators, one group, venue or organization: the second is told who changed what, and loses nothing typed.

The form carries a token of the thing it was opened on, and a fingerprint of each of its inputs. If the thing has
another token by now, somebody saved in between; the fingerprints tell who touched what, without the history, which
does not know groups that were imported. Where only they wrote, the form takes theirs; where only you wrote, or
both, yours stays in it, and theirs is shown.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass, field

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.timesince import timesince
from django.utils.translation import gettext
from reversion.models import Version

from support_groups.forms.typed import sent

UNCOUNTED = (
    "opened",
    "change_line",
    "read",
    "asked",
    "is_right",
    "confirmation_by",
    "confirmation_how",
    "confirmation_note",
)


@dataclass(frozen=True)
class Difference:
    label: str
    theirs: str
    is_merged: bool = False  # only they touched it: the form shows theirs now


@dataclass(frozen=True)
class Conflict:
    sentence: str
    data: dict  # what the form shows now
    differences: list[Difference] = field(default_factory=list)


class GuardedForm(forms.ModelForm):
    """Refuses a save over somebody else's newer one. `conflict` is set by the admin."""

    opened = forms.CharField(widget=forms.HiddenInput, required=False)  # what it was when the form was opened
    row_forms: dict[str, type[forms.ModelForm]] = {}  # of the rows on its page, by the name of the relation
    changing = "edit_token"  # the column that is another one after each save
    conflict: Conflict | None = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound and self.instance.pk and "opened" in self.fields:
            self.initial["opened"] = json.dumps(fingerprints(self))

    @cached_property
    def changed_data(self):
        """The hidden field `opened` doesn't count as a change."""
        return [name for name in super().changed_data if name != "opened"]

    def clean(self):
        cleaned = super().clean()
        if self.conflict:
            raise ValidationError(self.conflict.sentence, code="stale")
        return cleaned


def fingerprints(form: GuardedForm) -> dict[str, str]:
    """Of everything a browser would send of this form, opened on the thing as it is."""
    rows = form.instance
    found = {"token": _token(form), **{name: _print(values) for name, values in _sent(form).items()}}
    for name, kind in form.row_forms.items():
        for row in getattr(rows, name).all():
            found[f"{name}.{row.pk}"] = _print(_sent_row(kind, row).values())
    return found


def is_unchanged(data, kind: type[GuardedForm], thing) -> bool:
    """Whether nobody has saved the object since the form was opened. Doesn't need to build a form."""
    return _opened(data.get("opened", "")).get("token") == _plain(getattr(thing, kind.changing))


def conflict(data, form: GuardedForm) -> Conflict | None:
    """None if the thing is as it was, or nothing that the form shows was changed. `form` is unbound, on the thing
    as it is now, locked until the transaction ends."""
    opened = _opened(data.get("opened", ""))
    if opened.get("token") == _token(form):
        return None
    merged = data.copy()
    now = fingerprints(form)
    found = [_compare(form, name, values, opened, now, merged) for name, values in _sent(form).items()]
    found += [
        difference for name in form.row_forms for difference in _compare_rows(form, name, opened, now, merged)
    ]
    merged["opened"] = json.dumps(now)
    found = [one for one in found if one]
    return Conflict(_sentence(form), merged, found) if found else None


def _token(form: GuardedForm) -> str:
    return _plain(getattr(form.instance, form.changing))


def _plain(token) -> str:
    """A moment only to the millisecond: the history knows no more of it."""
    return token.isoformat(timespec="milliseconds") if isinstance(token, datetime.datetime) else str(token)


def _opened(text: str) -> dict[str, str]:
    try:
        found = json.loads(text[:20_000])
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _sent(form) -> dict[str, list[str]]:
    return sent(form, [name for name in form.fields if name not in UNCOUNTED])


def _sent_row(kind, row) -> dict[str, list[str]]:
    form = kind(instance=row)
    return sent(form, [name for name in form.fields if name not in UNCOUNTED])


def _print(values) -> str:
    even = json.dumps(_even(values), sort_keys=True)
    return hashlib.blake2s(even.encode(), digest_size=6).hexdigest()


def _even(values):
    """The same text whether a browser or the database has it; no value is the same as an empty one."""
    if isinstance(values, str):
        return values.replace("\r\n", "\n").strip()
    found = [one for one in (_even(value) for value in values) if one != ""]
    return sorted(found) if all(isinstance(one, str) for one in found) else found


def _compare(form, name, theirs, opened, now, merged) -> Difference | None:
    mine = _even(merged.getlist(name))
    if _even(theirs) == mine or opened.get(name) == now[name]:
        return None
    is_merged = opened.get(name) == _print(mine)
    if is_merged:
        merged.setlist(name, theirs)
    return Difference(str(form[name].label), _words(form[name], theirs), is_merged)


def _words(bound, values: list[str]) -> str:
    """For people: the labels of choices, not their codes."""
    if not hasattr(bound.field, "choices"):
        return "\n".join(values)
    if hasattr(bound.field, "queryset"):
        keys = [value for value in values if value.isdecimal()]
        return "\n".join(str(row) for row in bound.field.queryset.model.objects.filter(pk__in=keys))
    names = dict(bound.field.choices)
    return "\n".join(str(names.get(value, value)) for value in values if value)


def _compare_rows(form, name, opened, now, merged) -> list[Difference]:
    """A row that you did not touch becomes theirs; a row that both touched stays yours, with theirs beside it."""
    kind = form.row_forms[name]
    label = str(kind._meta.model._meta.verbose_name)
    rows, found = {str(row.pk): row for row in getattr(form.instance, name).all()}, []
    places = {merged.get(f"{name}-{place}-id"): f"{name}-{place}" for place in range(_initial(merged, name))}
    for pk, row in rows.items():
        key = f"{name}.{pk}"
        if opened.get(key) == now[key]:
            continue
        prefix = places.get(pk)
        theirs = _sent_row(kind, row)
        mine = {field: merged.getlist(f"{prefix}-{field}") for field in theirs} if prefix else {}
        is_merged = not prefix or _print(mine.values()) == opened.get(key)
        if prefix and is_merged:
            for field, values in theirs.items():
                merged.setlist(f"{prefix}-{field}", values)
            if "phrase" in theirs:
                merged.setlist(f"{prefix}-read", theirs["phrase"])
        found.append(Difference(label, str(row), is_merged))
    gone = [key for key in opened if key.startswith(f"{name}.") and key.partition(".")[2] not in rows]
    if gone:
        told = gettext("%d taken out") % len(gone)
        found.append(Difference(str(kind._meta.model._meta.verbose_name_plural), told, True))
    return found


def _initial(data, name: str) -> int:
    text = data.get(f"{name}-INITIAL_FORMS", "")
    return min(int(text), 1000) if text.isascii() and text.isdecimal() and len(text) < 9 else 0


def _sentence(form: GuardedForm) -> str:
    latest = Version.objects.get_for_object(form.instance).select_related("revision__user").first()
    is_theirs = latest is not None and _plain(latest.field_dict.get(form.changing)) == _token(form)
    user = latest.revision.user if is_theirs else None
    told = gettext("Somebody saved this while you were writing.")
    if user:
        told = gettext("%(who)s saved this %(ago)s ago, while you were writing.") % {
            "who": user.get_full_name() or user.get_username(),
            "ago": timesince(latest.revision.date_created),
        }
    rest = gettext(
        "Nothing of yours is lost: it is in the form below, not yet saved. Look at what changed, then save again."
    )
    return f"{told} {rest}"
