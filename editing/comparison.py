"""Compares a posted form with what is stored now, and takes over what only somebody else changed."""

from copy import copy

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from reversion import is_registered
from reversion.errors import RevertError
from reversion.models import Version

from editing.differences import Difference, line_changes
from editing.fingerprints import (
    OPENED,
    OPENED_AT,
    dump_snapshot,
    fingerprints,
    opened_at,
    read_snapshot,
    row_fields,
    row_fingerprint,
    row_key,
)
from editing.form_values import (
    fingerprint,
    flatten,
    has_several_lines,
    input_names,
    normalize,
    sent_values,
    stored_fields,
    to_text,
)
from editing.keys import is_key

MOST_ROWS = 1000
MOST_VERSIONS = 200


class Comparison:
    """Compares a posted form with what is stored now, and with what was stored when the form was opened.

    `form` and `formsets` are unbound, on the object as it is stored now. A list has a formset, but no form.
    """

    def __init__(self, form, formsets, data: QueryDict, files=()):
        self.form, self.formsets, self.files = form, formsets, files
        self.data = data.copy()
        self.opened = read_snapshot(data.get(OPENED, ""))
        self.now = fingerprints(form, formsets)
        self.data[OPENED] = dump_snapshot(self.now)
        self.differences: list[Difference] = []

    def is_stale(self) -> bool:
        return any(value != self.opened.get(key) for key, value in self.now.items()) or any(
            key not in self.now for key in self.opened if key != OPENED_AT
        )

    def merge(self) -> None:
        """Fill `differences`, and put into `data` what only somebody else changed."""
        for name in stored_fields(self.form) if self.form else ():
            self._merge_field(name)
        for formset in self.formsets:
            RowComparison(self, formset).merge()

    # --- Fields -----------------------------------------------------------------------------------------

    def _merge_field(self, name: str) -> None:
        bound, opened = self.form[name], self.opened.get(name)
        if opened == self.now[name]:
            return
        if isinstance(bound.field, forms.FileField):
            self._merge_file(bound)
            return
        posted = [value for key in input_names(bound) for value in self.data.getlist(key)]
        mine = normalize(bound.field, posted)
        if fingerprint(mine) == self.now[name]:
            return
        is_merged = fingerprint(mine) == opened
        stored = sent_values(self.form, [name])
        if is_merged:
            for key, values in stored.items():
                self.data.setlist(key, values)
                if bound.field.show_hidden_initial:
                    self.data.setlist(f"initial-{key}", values)
        before = posted if is_merged else self._values_when_opened(bound, posted)
        self._add_difference(bound, before, flatten(stored), is_merged)

    def _merge_file(self, bound) -> None:
        """A browser sends a file only if somebody has just chosen one; otherwise the stored one stays."""
        is_merged = bound.html_name not in self.files
        if self.opened.get(bound.name) or not is_merged:
            text = str(bound.value() or "")
            self.differences.append(Difference(str(bound.label), text, is_merged=is_merged))

    def _add_difference(self, bound, before: list[str], after: list[str], is_merged: bool) -> None:
        text, changes = to_text(bound.field, after), []
        if has_several_lines(bound.field):
            changes = line_changes(to_text(bound.field, before), text)
        self.differences.append(Difference(str(bound.label), text, changes, is_merged))

    def _values_when_opened(self, bound, default: list[str]) -> list[str]:
        """From the history, if it has them."""
        if not is_registered(type(self.form.instance)):
            return default
        for version in Version.objects.get_for_object(self.form.instance)[:MOST_VERSIONS]:
            try:
                value = version.field_dict.get(bound.name)
            except RevertError:  # it has other columns than the model has now
                continue
            values = [str(item) for item in (value if isinstance(value, list) else [value])]
            if fingerprint(normalize(bound.field, values)) == self.opened.get(bound.name):
                return values
        return default

    # --- Who and when -----------------------------------------------------------------------------------

    def sentence(self) -> str:
        who, when = self._last_save()
        rest = _(
            "What you typed is in the form below, but it isn’t saved yet. Review the changes, then save again."
        )
        if who is None:
            return f"{_('Somebody saved this while you were editing.')} {rest}"
        message = _("%(who)s saved this %(ago)s ago, while you were editing.") % {
            "who": who.get_full_name() or who.get_username(),
            "ago": timesince(when),
        }
        return f"{message} {rest}"

    def _last_save(self):
        """Who saved last since the form was opened, and when; (None, None) if no record says so."""
        since = opened_at(self.opened)
        if since is None:
            return None, None
        if self.form and is_registered(type(self.form.instance)):
            version = (
                Version.objects.get_for_object(self.form.instance).select_related("revision__user").first()
            )
            is_newer = version is not None and version.revision.date_created >= since
            return (version.revision.user, version.revision.date_created) if is_newer else (None, None)
        model = type(self.form.instance) if self.form else self.formsets[0].model
        entries = LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(model), action_time__gte=since
        )
        if self.form:
            entries = entries.filter(object_id=self.form.instance.pk)
        entry = entries.select_related("user").order_by("-action_time").first()
        return (entry.user, entry.action_time) if entry else (None, None)


class RowComparison:
    """The rows of one formset within a comparison."""

    def __init__(self, comparison: Comparison, formset):
        self.comparison, self.formset, self.prefix = comparison, formset, formset.prefix
        self.data, self.opened, self.now = comparison.data, comparison.opened, comparison.now
        self.stored = {str(row.instance.pk): row for row in formset.initial_forms}
        self.before: list[str] = []  # as people read the rows
        self.after = {pk: self._text(row.instance) for pk, row in self.stored.items()}
        self.is_changed = self.is_mine_kept = False

    def merge(self) -> None:
        posted = self._posted_prefixes()
        for pk, prefix in posted.items():
            if pk in self.stored:
                self._merge_row(self.stored[pk], prefix)
            elif f"{self.prefix}.{pk}" in self.opened and is_key(pk):
                self._merge_deleted_row(pk, prefix)
            else:
                self.data[f"{prefix}-DELETE"] = "on"
        if any(pk not in posted and self._has_changed(row) for pk, row in self.stored.items()):
            self.is_changed = True
        if self.is_changed:
            self._add_difference()

    def _add_difference(self) -> None:
        label = str(self.formset.model._meta.verbose_name_plural)
        text = "\n".join(self.after.values())
        changes = line_changes("\n".join(self.before), text)
        self.comparison.differences.append(
            Difference(label, text, changes, is_merged=not self.is_mine_kept, is_rows=True)
        )

    def _has_changed(self, row) -> bool:
        key = row_key(self.formset, row)
        return self.opened.get(key) != self.now[key]

    def _merge_row(self, row, prefix: str) -> None:
        pk, key, mine = (
            str(row.instance.pk),
            row_key(self.formset, row),
            row_fingerprint(row, self.data, prefix),
        )
        if not self._has_changed(row) or mine == self.now[key]:
            self.before.append(self.after[pk])
            return
        self.is_changed = True
        self._describe_change(row, prefix)
        if mine == self.opened.get(key) and not self.data.get(f"{prefix}-DELETE"):
            for name, values in sent_values(row, row_fields(row)).items():
                self.data.setlist(prefix + name.removeprefix(row.prefix), values)
        else:
            self.is_mine_kept = True

    def _describe_change(self, row, prefix: str) -> None:
        """What was posted stands for what was stored before: nothing else knows it."""
        pk = str(row.instance.pk)
        before = self._posted_text(prefix, pk)
        if before == self.after[pk]:  # the difference is in fields that the text doesn't contain
            for name in row_fields(row):
                stored = sent_values(row, [name])
                posted = {key: self.data.getlist(prefix + key.removeprefix(row.prefix)) for key in stored}
                texts = [to_text(row.fields[name], flatten(values)) for values in (posted, stored)]
                if texts[0] != texts[1] and not row.fields[name].widget.is_hidden:
                    before += f": {row[name].label} {texts[0]}"
                    self.after[pk] += f": {row[name].label} {texts[1]}"
        self.before.append(before)

    def _merge_deleted_row(self, pk: str, prefix: str) -> None:
        """A row that somebody deleted stays deleted; if you changed it, what you typed becomes a new row."""
        self.is_changed = True
        self.before.append(self._posted_text(prefix, pk))
        if not (self.data.get(f"{prefix}-DELETE") or self._is_as_opened(prefix, pk)):
            self.is_mine_kept = True
            self._add_row(prefix)
        self.data[f"{prefix}-DELETE"] = "on"

    def _is_as_opened(self, prefix: str, pk: str) -> bool:
        form = self._posted_row(prefix, pk)
        if not form.is_valid():
            return False
        row = self.formset.form(prefix=prefix, instance=form.instance)
        return row_fingerprint(row) == self.opened[f"{self.prefix}.{pk}"]

    def _posted_row(self, prefix: str, pk: str):
        instance = copy(self.stored[pk].instance) if pk in self.stored else self.formset.model(pk=pk)
        return self.formset.form(self.data, prefix=prefix, instance=instance)

    def _posted_text(self, prefix: str, pk: str) -> str:
        form = self._posted_row(prefix, pk)
        if form.is_valid():
            return self._text(form.instance)
        texts = (to_text(field, self.data.getlist(f"{prefix}-{name}")) for name, field in form.fields.items())
        return ", ".join(text for text in texts if text)

    def _text(self, instance) -> str:
        return self.formset.row_text(instance)

    def _add_row(self, source: str) -> None:
        number = self._count("TOTAL_FORMS")
        for name in [name for name in self.data if name.startswith(f"{source}-")]:
            if name not in (f"{source}-id", f"{source}-DELETE"):
                target = f"{self.prefix}-{number}{name.removeprefix(source)}"
                self.data.setlist(target, self.data.getlist(name))
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(number + 1)

    def _posted_prefixes(self) -> dict[str, str]:
        """The keys of the posted rows with the prefix of their inputs."""
        prefixes = [f"{self.prefix}-{number}" for number in range(self._count("INITIAL_FORMS"))]
        return {self.data.get(f"{prefix}-id", ""): prefix for prefix in prefixes}

    def _count(self, name: str) -> int:
        text = self.data.get(f"{self.prefix}-{name}", "")
        return min(int(text), MOST_ROWS) if is_key(text) else 0
