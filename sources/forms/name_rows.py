"""People and organizations of a work as rows of inputs, and back: nothing a row can't show is lost.

A row holds the name it was made from (`was`). Parts that nobody changed stay as they are, with whatever else the name
has: an ORCID, a dropping particle, two spaces.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from editing.keys import is_key
from editing.text import clean_json, one_line
from sources.csl import spaced_initials
from sources.formats.people import people

PERSON, ORGANIZATION = "person", "organization"
PARTS = {"family": "family", "given": "given", "particle": "non-dropping-particle", "suffix": "suffix"}
MOST_ROWS = 60  # the names after these stay as they are: a paper of physics has three thousand authors
LONGEST_NAME = 20_000

Name = dict[str, Any]


@dataclass(frozen=True)
class NameRow:
    """One name as it is shown. `name` of an organization is in `family`."""

    kind: str = PERSON
    family: str = ""
    given: str = ""
    particle: str = ""
    suffix: str = ""
    was: Name = field(default_factory=dict)

    @classmethod
    def of(cls, name: Mapping) -> "NameRow":
        """
        >>> row = NameRow.of({"family": "Berg", "given": "J.", "non-dropping-particle": "van den"})
        >>> row.kind, row.family, row.given, row.particle
        ('person', 'Berg', 'J.', 'van den')
        >>> NameRow.of({"literal": "American Cancer Society"}).kind
        'organization'
        """
        text = {part: " ".join(value.split()) for part, value in name.items() if isinstance(value, str)}
        if text.get("literal") and not text.get("family"):
            return cls(ORGANIZATION, text["literal"], was=dict(name))
        return cls(PERSON, **{box: text.get(part, "") for box, part in PARTS.items()}, was=dict(name))

    @property
    def not_shown(self) -> list[str]:
        """The parts of the name that no input shows, with their text."""
        shown = {"literal"} if self.kind == ORGANIZATION else {*PARTS.values()}
        return [
            f"{part}: {value}" if isinstance(value, str) else part
            for part, value in self.was.items()
            if part not in shown
        ]

    def name(self) -> Name | None:
        """The CSL name of this row; None for an empty row.

        >>> NameRow(family="Redig", given="AJ", was={"family": "Redig", "ORCID": "0000-1"}).name()
        {'family': 'Redig', 'ORCID': '0000-1', 'given': 'A. J.'}
        >>> NameRow("organization", "STROBE Initiative").name()
        {'literal': 'STROBE Initiative'}
        """
        before = NameRow.of(self.was)
        if self == before:
            return self.was or None
        if not (self.family or self.given or self.particle or self.suffix):
            return None
        kept = self.was if self.kind == before.kind else {}
        if self.kind == ORGANIZATION:
            return {**kept, "literal": self.family}
        return self._person({part: value for part, value in kept.items() if part != "literal"}, before)

    def _person(self, name: Name, before: "NameRow") -> Name:
        for box, part in PARTS.items():
            text = getattr(self, box)
            if text == getattr(before, box) and self.kind == before.kind:
                continue
            name.pop(part, None)
            if text:
                name[part] = spaced_initials(text) if box == "given" else text
        return name


def rows_of(names: list) -> list[NameRow]:
    return [NameRow.of(name) for name in names if isinstance(name, Mapping)]


def is_in_rows(data: Mapping, role: str) -> bool:
    return f"{role}-TOTAL_FORMS" in data


def names_in(data: Mapping, role: str) -> list[Name]:
    """The names in the posted rows of this role, in the order that was chosen, then what was pasted as a list."""
    total = data.get(f"{role}-TOTAL_FORMS", "")
    number = min(int(total), 10 * MOST_ROWS) if is_key(total) else 0
    placed = [(_place(data, f"{role}-{at}", at), at) for at in range(number)]
    rows = [_row(data, f"{role}-{at}") for _place_, at in sorted(placed)]
    names = [name for row in rows if row and (name := row.name())]
    rest = [name for name in _json(data.get(f"{role}-rest", ""), []) if isinstance(name, Mapping)]
    return [*names, *rest, *people(data.get(f"{role}-pasted", "")[:LONGEST_NAME].splitlines())]


def with_names(data: QueryDict) -> QueryDict:
    """A copy of posted data in which the rows of each role have become one value."""
    data = data.copy()
    for role in ("authors", "editors"):
        if is_in_rows(data, role):
            data[role] = dump(names_in(data, role))
            for name in [name for name in data if name.startswith(f"{role}-")]:
                del data[name]
    return data


def _place(data: Mapping, prefix: str, at: int) -> float:
    text = data.get(f"{prefix}-place", "")
    return int(text) if is_key(text) else at + 1


def _row(data: Mapping, prefix: str) -> NameRow | None:
    if data.get(f"{prefix}-remove"):
        return None
    boxes = {box: one_line(data.get(f"{prefix}-{box}", "")[:LONGEST_NAME]) for box in PARTS}
    kind = ORGANIZATION if data.get(f"{prefix}-kind") == ORGANIZATION else PERSON
    if kind == ORGANIZATION:
        boxes = {"family": boxes["family"]}
    return NameRow(kind, **boxes, was=_json(data.get(f"{prefix}-was", ""), {}))


def dump(names: list) -> str:
    """Names as one text, which is what the form compares and sends."""
    return json.dumps(names, ensure_ascii=False)


def load(text: str) -> list[Name]:
    return [dict(name) for name in _json(text, []) if isinstance(name, Mapping)]


def _json(text: str, empty):
    """Of the same kind as `empty`, which is returned for anything else."""
    try:
        value = clean_json(json.loads(text))
    except (ValueError, RecursionError):
        return empty
    return value if isinstance(value, type(empty)) else empty
