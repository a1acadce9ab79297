"""Footnotes of Markdown (pandoc, GitHub, Markdown Extra): the definitions, taken out of the lines of a file."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEFINITION = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)$")
FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
INDENTED = re.compile(r"^(?: {4}|\t| {1,3}\t)")
# What ends a paragraph without a blank line (CommonMark 0.31, 4 and 5), so that it is not part of the note above it.
BLOCK = re.compile(r"^ {0,3}(?:#{1,6}(?:\s|$)|>|[-*+]\s|1[.)]\s|(?:[-_*]\s*){3,}$|\|)")


@dataclass
class Note:
    label: str
    line: int
    text: str  # Markdown


def fenced(lines: list[str]) -> Iterator[bool]:
    """For each line whether it is code between fences, or a fence."""
    fence = ""
    for line in lines:
        match = FENCE.match(line)
        if not fence and match:
            fence = match[1]
            yield True
            continue
        yield bool(fence)
        if match and match[1].startswith(fence) and not line.strip().strip(fence[:1]):
            fence = ""


def take_notes(lines: list[str]) -> list[Note]:
    """The notes; their lines are blanked, so that the others keep their numbers.

    Of several with one name the first counts. The others are notes that nothing mentions.
    """
    is_code = list(fenced(lines))
    notes: list[Note] = []
    labels: set[str] = set()
    index = 0
    while index < len(lines):
        match = None if is_code[index] else DEFINITION.match(lines[index])
        if not match:
            index += 1
            continue
        end = _end(lines, index)
        rest = [INDENTED.sub("", line) for line in lines[index + 1 : end]]
        label = match[1].lower()
        if label in labels:
            label = f"{label} {index + 1}"
        labels.add(label)
        notes.append(Note(label, index + 1, "\n".join([match[2], *rest])))
        lines[index:end] = [""] * (end - index)
        index = end
    return notes


def _end(lines: list[str], start: int) -> int:
    """The index after a note: after the lines of its paragraph, indented or not, and the indented lines below."""
    end = index = start + 1
    after_gap = not DEFINITION.match(lines[start])[2].strip()
    while index < len(lines):
        line = lines[index]
        if line.strip():
            if not INDENTED.match(line) and (
                after_gap or DEFINITION.match(line) or BLOCK.match(line) or FENCE.match(line)
            ):
                break
            end = index + 1
        after_gap = not line.strip()
        index += 1
    return end
