"""What a save changed, in words: “Changed the title and 3 paragraphs of the text.”

Django's log has the names of fields and a line for each row. Texts of several paragraphs say how many changed, and more
than a few rows are counted.
"""

from collections import Counter
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editing.form_values import has_several_lines, to_text

MOST_ROWS_NAMED = 3


def in_words(message: list[dict], form, formsets=(), phrases: Mapping[str, str] | None = None) -> list[dict]:
    """The message that Django constructed for a saved form, in its own format.

    `phrases` has words for fields whose label is no noun: "who it fits", not "the who it fits".
    """
    labels = _labels_of_rows(formsets)
    fields, rows = [], {}
    for part in message:
        ((did, what),) = part.items()
        if "fields" in what and "name" not in what:
            fields.append(
                {did: {"fields": [_changed(form, name, phrases or {}) for name in form.changed_data]}}
            )
        else:
            rows.setdefault((did, what.get("name")), []).append({did: _row(what, form, labels)})
    return fields + [part for (did, name), parts in rows.items() for part in _rows(did, name, parts)]


def _labels_of_rows(formsets) -> set[str]:
    """Of what people see and fill in: a row also has parts that only its script uses."""
    fields = (field for formset in formsets for field in formset.empty_form.fields.values())
    return {str(field.label) for field in fields if field.label and not field.widget.is_hidden}


def _row(what: dict, form, labels: set[str]) -> dict:
    """The row without the name of the record it belongs to: this is that record's history."""
    row = what | ({"object": what["object"].removesuffix(f" ({form.instance})")} if "object" in what else {})
    if "fields" in what:
        shown = [_inside_sentence(label) for label in map(str, what["fields"]) if label in labels]
        row["fields"] = shown or [_("details")]
    return row


def _rows(did: str, name: str | None, parts: list[dict]) -> list[dict]:
    if name is None or did == "changed" or len(parts) <= MOST_ROWS_NAMED:
        return parts
    objects = [str(part[did].get("object", "")) for part in parts[:MOST_ROWS_NAMED]]
    more = len(parts) - MOST_ROWS_NAMED
    named = ", ".join(objects)
    rest = ngettext("%(named)s and %(count)d more", "%(named)s and %(count)d more", more)
    return [{did: {"name": name, "object": rest % {"named": named, "count": more}}}]


def _changed(form, name: str, phrases: Mapping[str, str]) -> str:
    if name not in form.fields:
        return name
    field, label = form.fields[name], _inside_sentence(str(form[name].label))
    count = _changed_paragraphs(field, form.initial.get(name), form.cleaned_data.get(name))
    if count:
        words = ngettext(
            "%(count)d paragraph of the %(field)s", "%(count)d paragraphs of the %(field)s", count
        )
        return words % {"count": count, "field": label}
    return phrase(form, name, phrases)


def phrase(form, name: str, phrases: Mapping[str, str]) -> str:
    """What a change of this field is a change of, such as "the title"."""
    if name in phrases:
        return str(phrases[name])
    return _("the %(field)s") % {"field": _inside_sentence(str(form[name].label))}


def _inside_sentence(label: str) -> str:
    """
    >>> _inside_sentence("Review due"), _inside_sentence("DOI"), _inside_sentence("PubMed number")
    ('review due', 'DOI', 'PubMed number')
    """
    is_name = label.partition(" ")[0][1:] != label.partition(" ")[0][1:].lower()
    return label if is_name else label[:1].lower() + label[1:]


def _changed_paragraphs(field, before, after) -> int:
    """0 if the text doesn't have several before and after, so that counting says nothing."""
    if not has_several_lines(field) or not isinstance(before, str) or not isinstance(after, str):
        return 0
    ours, theirs = (Counter(_paragraphs(field, text)) for text in (before, after))
    if max(ours.total(), theirs.total()) < 2:
        return 0
    return max((ours - theirs).total(), (theirs - ours).total())


def _paragraphs(field, text: str) -> list[str]:
    return [line.strip() for line in to_text(field, [text]).splitlines() if line.strip()]
