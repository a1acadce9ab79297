"""People and organizations of a work as staff type them: one on each line, `Family, Given M.` or `=Organization`."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from sources.csl import spaced_initials

HELP = _(
    "One author per line: Redig, Amanda J. Start an organization with an equals sign: =American Cancer Society"
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


class NamesField(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": HELP, **kwargs})
        self.known: list[dict] = []

    def prepare_value(self, value):
        if isinstance(value, list):
            self.known = value
            return to_lines(value)
        return value

    def to_python(self, value):
        names = from_lines(super().to_python(value) or "", self.known)
        if any(not (name.get("family") or name.get("literal")) for name in names if name not in self.known):
            raise ValidationError(
                _("A line has no family name. Write the family name first: Redig, Amanda J.")
            )
        return names

    def has_changed(self, initial, data):
        return to_lines(initial or []) != (data or "").replace("\r\n", "\n").strip()
