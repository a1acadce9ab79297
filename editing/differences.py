"""What is different between two texts, as people read it."""

import difflib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Difference:
    """Of one field or list of rows. The template is admin/_differences.html."""

    label: str
    text: str  # the new value
    changes: list[tuple[str, str]] = field(default_factory=list)  # as `line_changes` has them
    is_merged: bool = False  # the form shows the new value, because only somebody else changed it
    is_rows: bool = False
    is_file: bool = False


def line_changes(before: str, after: str) -> list[tuple[str, str]]:
    """Added lines and removed lines, in the order of the text.

    >>> line_changes("one\\ntwo", "one\\nthree")
    [('-', 'two'), ('+', 'three')]
    """
    # Not `ndiff`: for a text that was rewritten from end to end it takes minutes.
    lines = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))
    return [(line[0], line[1:]) for line in lines[2:] if line[0] in "+-"]
