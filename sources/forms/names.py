"""The field for the people and organizations of a work: a row of inputs for each.

The value that is sent, compared and kept is one text: the CSL names as JSON. Lines are read too, one name on each:
`Family, Given M.` or `=Organization`.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from sources import csl
from sources.csl import spaced_initials
from sources.forms import name_rows

HELP = _(
    "For an organization, choose “Organization” and write its whole name. A particle is “van der”, a suffix “Jr”."
)


def to_lines(names: list[dict]) -> str:
    """
    >>> to_lines([{"family": "Redig", "given": "A. J."}, {"literal": "American Cancer Society"}])
    'Redig, A. J.\\n=American Cancer Society'
    """
    return "\n".join(to_line(name) for name in names)


def to_line(name: dict) -> str:
    """
    >>> to_line({"family": "Berg", "given": "J.", "non-dropping-particle": "van den"})
    'van den Berg, J.'
    >>> to_line({"family": "King", "suffix": "Jr"})
    'King, , Jr'
    """
    text = {part: " ".join(value.split()) for part, value in name.items() if isinstance(value, str)}
    if text.get("literal"):
        return f"={text['literal']}"
    family = " ".join(filter(None, (text.get("non-dropping-particle"), text.get("family"))))
    given = " ".join(filter(None, (text.get("given"), text.get("dropping-particle"))))
    if text.get("suffix"):
        return f"{family}, {given}, {text['suffix']}"
    return ", ".join(filter(None, (family, given)))


def from_lines(text: str, known: list[dict] = ()) -> list[dict]:
    """CSL names of typed lines. A line that is the text of a known name is that name, particles and all.

    >>> from_lines("Redig, AJ\\n=STROBE Initiative\\nKing, Martin Luther, Jr")
    [{'family': 'Redig', 'given': 'A. J.'}, {'literal': 'STROBE Initiative'}, \
{'family': 'King', 'given': 'Martin Luther', 'suffix': 'Jr'}]
    """
    same = {to_line(name): name for name in known}
    return [
        same.get(line) or from_line(line) for line in (line.strip() for line in text.splitlines()) if line
    ]


def from_line(line: str) -> dict:
    if line.startswith("="):
        return {"literal": line[1:].strip()}
    family, *rest = [part.strip() for part in line.split(",", 2)]
    name = {"family": family}
    if rest and rest[0]:
        name["given"] = spaced_initials(rest[0])
    if len(rest) > 1 and rest[1]:
        name["suffix"] = rest[1]
    return name


class NameRows(forms.Widget):
    """Rows of inputs. `more` empty ones are offered below those that are filled."""

    template_name = "admin/sources/source/_names.html"
    use_fieldset = True
    more = 1

    class Media:
        css = {"all": ["sources/names.css"]}
        js = ["sources/names.js"]

    def value_from_datadict(self, data, files, name):
        if data.get("_more") == name:
            self.more = 3
        if not name_rows.is_in_rows(data, name):
            return data.get(name)
        return name_rows.dump(name_rows.names_in(data, name))

    def value_omitted_from_data(self, data, files, name):
        return name not in data and not name_rows.is_in_rows(data, name)

    def id_for_label(self, id_):
        return ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        names = name_rows.load(value or "[]")
        rows = name_rows.rows_of(names[: name_rows.MOST_ROWS])
        empty = [name_rows.NameRow()] * max(self.more, 3 - len(rows))
        rest = names[name_rows.MOST_ROWS :]
        context["widget"] |= {
            "rows": [(row, name_rows.dump(row.was)) for row in [*rows, *empty]],
            "empty": [(name_rows.NameRow(), "{}")],
            "rest": name_rows.dump(rest) if rest else "",
            "number_of_rest": len(rest),
        }
        return context

    def _render(self, template_name, context, renderer=None):
        return super()._render(template_name, context, TemplatesSetting())


class NamesField(forms.CharField):
    widget = NameRows

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": HELP, **kwargs})
        self.known: list[dict] = []

    def prepare_value(self, value):
        if isinstance(value, list):
            self.known = value
            return name_rows.dump(value)
        return name_rows.dump(self._names(value or ""))

    def _names(self, text: str) -> list[dict]:
        return name_rows.load(text) if text.lstrip().startswith("[") else from_lines(text, self.known)

    def normalize(self, text: str) -> str:
        return name_rows.dump(self._names(text)) if text.strip() not in ("", "[]") else ""

    def to_plain_text(self, text: str) -> str:
        return to_lines(self._names(text))

    def to_python(self, value):
        names = self._names(super().to_python(value) or "")
        typed = [name for name in names if name not in self.known]
        if any(not (name.get("family") or name.get("literal")) for name in typed):
            raise ValidationError(
                _("A name has no family name. Write it into the first box, or remove the row.")
            )
        if typed and csl.problems({"title": "-", "author": typed}):
            raise ValidationError(_("A name can’t be read. Remove its row and add it again."))
        return names

    def has_changed(self, initial, data):
        return self._names(data or "") != (initial or [])
