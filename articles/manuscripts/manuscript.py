"""What reading a manuscript gives."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The parts of a file, and the columns of what is stored, in which words can be missing.
PARTS = {
    "": "",
    "footnotes": gettext_lazy("footnotes"),
    "endnotes": gettext_lazy("endnotes"),
    "comments": gettext_lazy("comments"),
    "header": gettext_lazy("page header"),
    "footer": gettext_lazy("page footer"),
    "chart": gettext_lazy("chart"),
    "diagram": gettext_lazy("diagram"),
    "inserted": gettext_lazy("inserted file"),
    "title": gettext_lazy("title"),
    "draft": gettext_lazy("text"),
    "author": gettext_lazy("authors"),
    "source": gettext_lazy("sources"),
}


class UnreadableManuscript(ValueError):
    """The file cannot be read at all; the message is a sentence for the person who chose it."""


@dataclass(frozen=True)
class Author:
    name: str
    credentials: str = ""
    bio: str = ""


@dataclass(frozen=True)
class Reference:
    """One entry of the sources list. `item` is CSL-JSON, or None if the text was not understood."""

    number: int
    text: str
    item: dict[str, Any] | None
    line: int


@dataclass(frozen=True)
class Figure:
    """A figure whose picture is not in the draft; the body holds its caption at its place."""

    caption: str
    credit: str
    line: int


@dataclass(frozen=True)
class Note:
    """One line of the report: what was left out or needs a look, where, why, and how often it occurs."""

    line: int
    text: str
    reason: str
    is_left_out: bool = False  # then these words are nowhere else
    count: int = 1
    is_third_party: bool = False  # it belongs to somebody else; its words are in the draft


@dataclass(frozen=True)
class Place:
    """Where a block of the draft stood in the file."""

    line: int
    text: str


def place_words(part: str, line: int) -> str:
    """
    >>> place_words("footnotes", 12), place_words("draft", 0), place_words("", 3)
    ('footnotes, line 12', 'text', 'line 3')
    """
    name = str(PARTS.get(part, part))
    number = _("line %(number)d") % {"number": line} if line else ""
    return ", ".join(filter(None, (name, number)))


@dataclass(frozen=True)
class Missing:
    """Words of the file, `count` of them, that are neither in the draft nor in the report, with the text around them.

    `part`: which part of the file, "" for the text itself. Without `words`: so many more, from this line on.
    """

    line: int
    part: str
    words: str
    before: str = ""
    after: str = ""
    count: int = 1

    @property
    def place(self) -> str:
        return place_words(self.part, self.line)


@dataclass(frozen=True)
class Manuscript:
    """A manuscript as understood. Lines count from 1: lines of a text file, paragraphs of a Word or web page file.

    In `body`, `<sup class="citation" data-reference="3 5">` points to the numbers in `references`.
    """

    title: str
    authors: list[Author] = field(default_factory=list)
    body: str = ""
    references: list[Reference] = field(default_factory=list)
    further_reading: list[Reference] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)  # of the blocks in `body`, in their order
