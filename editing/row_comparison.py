"""Compares the posted rows of one formset with those stored now, and takes over what only somebody else changed."""

from copy import copy

from editing.differences import Difference, word_changes
from editing.fingerprints import row_fields, row_fingerprint, row_key
from editing.form_values import flatten, sent_values, to_text
from editing.keys import is_key

MOST_ROWS = 1000


class RowComparison:
    """Within a `Comparison`, which has the posted data and the fingerprints."""

    def __init__(self, comparison, formset):
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
        for pk, row in self.stored.items():
            if pk not in posted and self._has_changed(row):
                self.is_changed = True
                self._insert_row(row)
        if self.is_changed:
            self._add_difference()

    def _add_difference(self) -> None:
        label = str(self.formset.model._meta.verbose_name_plural)
        text = "\n".join(self.after.values())
        changes = word_changes("\n".join(self.before), text)
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
        """Nothing else says what was stored before, so this takes the posted text."""
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

    def _insert_row(self, row) -> None:
        """A row that they added comes after those that were there, and before those that you added."""
        place, total = self._count("INITIAL_FORMS"), self._count("TOTAL_FORMS")
        for number in reversed(range(place, total)):
            self._move_row(number, number + 1)
        for name, values in sent_values(row).items():
            self.data.setlist(f"{self.prefix}-{place}{name.removeprefix(row.prefix)}", values)
        self.data[f"{self.prefix}-INITIAL_FORMS"] = str(place + 1)
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(total + 1)

    def _move_row(self, number: int, target: int) -> None:
        prefix = f"{self.prefix}-{number}-"
        for name in [name for name in self.data if name.startswith(prefix)]:
            self.data.setlist(f"{self.prefix}-{target}-{name.removeprefix(prefix)}", self.data.pop(name))

    def _posted_prefixes(self) -> dict[str, str]:
        """The keys of the posted rows with the prefix of their inputs."""
        prefixes = [f"{self.prefix}-{number}" for number in range(self._count("INITIAL_FORMS"))]
        return {self.data.get(f"{prefix}-id", ""): prefix for prefix in prefixes}

    def _count(self, name: str) -> int:
        text = self.data.get(f"{self.prefix}-{name}", "")
        return min(int(text), MOST_ROWS) if is_key(text) else 0
