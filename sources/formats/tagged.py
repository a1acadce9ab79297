"""Files of tagged lines, "TI  - A title": RIS and PubMed's nbib are both made of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext_lazy as _

from sources.formats.markup import decoded

CUT = _("The file ends in the middle of this record, so the record was not read.")


@dataclass
class Broken:
    """A record that cannot be read, and why, in a sentence."""

    sentence: str


@dataclass
class Remark(Broken):
    """What to check about a record that was read."""


@dataclass
class Doubtful:
    """A record that was read, and what of it a person has to check."""

    item: dict[str, Any]
    sentence: str


@dataclass
class Tags:
    """The values of one record by tag, each in the order of the file and with its entities read."""

    line: int
    glue: str = " "  # between the lines of one value
    pieces: list[tuple[str, list[str]]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def add(self, tag: str, value: str) -> None:
        self.pieces.append((tag, [value.strip()]))
        self.tags.add(tag)

    def extend(self, text: str) -> None:
        """A line without a tag belongs to the value before it."""
        if self.pieces and text.strip():
            self.pieces[-1][1].append(text.strip())

    def add_line(self, tag: str, value: str, line: str) -> None:
        """A tag with its value, or, without a tag, the whole line."""
        if tag:
            self.add(tag, value)
        else:
            self.extend(line)

    def has(self, tag: str) -> bool:
        """Whether the tag has come, as far as the record has been read."""
        return tag in self.tags

    @property
    def last(self) -> str:
        """The tag that has come last."""
        return self.pieces[-1][0] if self.pieces else ""

    @cached_property
    def order(self) -> list[tuple[str, str]]:
        return [(tag, decoded(self.glue.join(filter(None, parts)))) for tag, parts in self.pieces]

    @cached_property
    def values(self) -> dict[str, list[str]]:
        by_tag: dict[str, list[str]] = {}
        for tag, value in self.order:
            if value:
                by_tag.setdefault(tag, []).append(value)
        return by_tag

    def all(self, *tags: str) -> list[str]:
        """The values of these tags, those of the first tag first."""
        return [value for tag in tags for value in self.values.get(tag, ())]

    def first(self, *tags: str) -> str:
        """The first value of the first of these tags that has one."""
        return next((values[0] for tag in tags if (values := self.values.get(tag))), "")


def lines(text: str) -> Iterator[tuple[int, str]]:
    """Numbered lines, without copying the whole text into a list."""
    start = number = 0
    while start <= len(text):
        number += 1
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield number, text[start:end]
        start = end + 1
