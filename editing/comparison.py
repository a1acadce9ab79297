"""Compares a posted form with what is stored now, and takes over what only somebody else changed."""

from django import forms
from django.http import QueryDict
from reversion import is_registered
from reversion.errors import RevertError
from reversion.models import Version

from editing.differences import Difference, is_formatted_anew, word_changes
from editing.fingerprints import (
    OPENED,
    OPENED_AT,
    dump_snapshot,
    fingerprints,
    read_snapshot,
)
from editing.form_values import (
    fingerprint,
    flatten,
    formatted_words,
    has_several_lines,
    input_names,
    normalize,
    sent_values,
    stored_fields,
    to_full_text,
    to_text,
)
from editing.row_comparison import RowComparison

MOST_VERSIONS = 200


def typed_texts(form) -> list[Difference]:
    """What was typed into a bound form, field by field."""
    shown = [bound for bound in form if not bound.is_hidden]
    posted = {
        bound: [value for key in input_names(bound) for value in form.data.getlist(key)] for bound in shown
    }
    texts = [(bound, to_text(bound.field, values)) for bound, values in posted.items() if any(values)]
    return [Difference(str(bound.label), text) for bound, text in texts]


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

    def list_newer(self) -> None:
        """Fill `differences` with what was saved since the form was opened."""
        for name in stored_fields(self.form) if self.form else ():
            if self.opened.get(name) != self.now[name]:
                self._add_newer(self.form[name])
        for formset in self.formsets:
            if self._rows(self.opened, formset) != self._rows(self.now, formset):
                text = "\n".join(formset.row_text(row.instance) for row in formset.initial_forms)
                label = str(formset.model._meta.verbose_name_plural)
                self.differences.append(Difference(label, text, is_rows=True))

    def _add_newer(self, bound) -> None:
        if isinstance(bound.field, forms.FileField):
            self.differences.append(Difference(str(bound.label), str(bound.value() or ""), is_file=True))
        else:
            stored = flatten(sent_values(self.form, [bound.name]))
            self._add_difference(bound, self._values_when_opened(bound, []), stored, is_merged=False)

    def _rows(self, values: dict[str, str], formset) -> dict[str, str]:
        return {key: value for key, value in values.items() if key.startswith(f"{formset.prefix}.")}

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
            self.differences.append(Difference(str(bound.label), text, is_merged=is_merged, is_file=True))

    def _add_difference(self, bound, before: list[str], after: list[str], is_merged: bool) -> None:
        text, changes, is_anew = to_full_text(bound.field, after), [], False
        if has_several_lines(bound.field):
            changes = word_changes(to_full_text(bound.field, before), text)
            is_anew = is_formatted_anew(*(formatted_words(bound.field, values) for values in (before, after)))
        difference = Difference(str(bound.label), text, changes, is_merged, is_formatted_anew=is_anew)
        self.differences.append(difference)

    def _values_when_opened(self, bound, default: list[str]) -> list[str]:
        """From the history, if it has them."""
        if not is_registered(type(self.form.instance)):
            return default
        for version in Version.objects.get_for_object(self.form.instance)[:MOST_VERSIONS]:
            try:
                value = version.field_dict.get(bound.name)
            except RevertError:  # it has other columns than the model has now
                continue
            values = [
                "" if item is None else str(item) for item in (value if isinstance(value, list) else [value])
            ]
            if fingerprint(normalize(bound.field, values)) == self.opened.get(bound.name):
                return values
        return default
