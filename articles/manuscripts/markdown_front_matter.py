"""The fields at the head of a Markdown file: YAML between --- lines (pandoc, Jekyll, Hugo), or pandoc's lines with %.

Title and authors are used; everything else is reported.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.manuscripts.blocks import Block, Run
from articles.manuscripts.people import byline
from articles.manuscripts.report import Report

FIELD = re.compile(r"^([A-Za-z][\w -]{0,30}):(?:\s+(.*)|\s*)$")
ENDS = {"---": ("---", "..."), "+++": ("+++",)}
LONGEST = 200  # lines
AUTHORS = ("author", "authors", "by", "byline")


@dataclass
class Field:
    line: int
    name: str
    lines: list[str]  # as typed

    @property
    def values(self) -> list[str]:
        """The values of a list, or the one value. In a list of people only their names are values.

        >>> Field(1, "author", ["author:", "  - name: Jo Sample", "    role: nurse", "  - 'Al Roe'"]).values
        ['Jo Sample', 'Al Roe']
        """
        first = FIELD.match(self.lines[0])
        inline = (first[2] or "").strip() if first else ""
        if inline.startswith("["):
            return [_unquoted(value) for value in inline.strip("[]").split(",") if value.strip()]
        below = [line.strip() for line in self.lines[1:] if line.strip()]
        if not any(line.startswith("- ") or line.startswith("name:") for line in below):
            return [_unquoted(" ".join([inline.strip(">|-+"), *below]))]
        names = [re.sub(r"^(?:-\s+)?(?:name:\s*)?", "", line) for line in below if _is_name(line)]
        return [_unquoted(name) for name in names]


def _is_name(line: str) -> bool:
    return line.startswith("name:") or (line.startswith("- ") and not re.match(r"- (?!name:)\w+:\s", line))


def _unquoted(value: str) -> str:
    return value.strip().strip("\"'").strip()


def take_front_matter(lines: list[str], report: Report) -> list[Block]:
    """The title and the byline as blocks. The lines are blanked, so that the others keep their numbers."""
    if lines[0].startswith("%"):
        return _title_block(lines, report)
    end = _end(lines)
    if not end:
        return []
    blocks = []
    for field in _fields(lines, end):
        used = _blocks(field)
        blocks += used
        if not used or not _is_whole(field):
            text = " ".join(line.strip() for line in field.lines)
            report.drop(
                field.line, text, _("Left out: a field of the file’s front matter. Set it on the site.")
            )
    for index in (0, end):
        report.drop(index + 1, lines[index].strip(), _("Left out: the frame of the front matter"))
    lines[: end + 1] = [""] * (end + 1)
    return blocks


def _end(lines: list[str]) -> int:
    """The index of the last line, or 0 if the file has no front matter."""
    marks = ENDS.get(lines[0].strip(), ())
    ends = (index for index, line in enumerate(lines[1:LONGEST], start=1) if line.strip() in marks)
    end = next(ends, 0)
    inside = lines[1:end]
    is_toml = lines[0].strip() == "+++"
    is_fields = all(_is_part(line, is_toml=is_toml) for line in inside) and any(map(str.strip, inside))
    return end if is_fields else 0


def _is_part(line: str, *, is_toml: bool) -> bool:
    is_field = re.match(r"\[|[\w.-]+\s*=", line) if is_toml else FIELD.match(line)
    return bool(is_field) or not line.strip() or line[:1] in " \t-#"


def _fields(lines: list[str], end: int) -> Iterator[Field]:
    field = None
    for number, line in enumerate(lines[1:end], start=2):
        line = re.sub(r"^([\w.-]+)\s*=\s*", r"\1: ", line) if lines[0].strip() == "+++" else line
        match = FIELD.match(line)
        if match or field is None:
            if field is not None:
                yield field
            field = Field(number, match[1].lower() if match else "", [line])
        elif line.strip():
            field.lines.append(line)
    if field is not None and any(map(str.strip, field.lines)):
        yield field


def _blocks(field: Field) -> list[Block]:
    """The title or the bylines that a field gives."""
    values = field.values
    if field.name == "title" and values[0]:
        return [Block("heading", field.line, (Run(values[0]),), 1, hint="title")]
    bylines = [f"By {value}" for value in values]
    if field.name in AUTHORS and all(map(byline, bylines)):
        return [Block("paragraph", field.line, (Run(text),)) for text in bylines]
    return []


def _is_whole(field: Field) -> bool:
    """Are the values all that the field says? People may have more than a name."""
    words = re.findall(r"\w+", " ".join(field.lines))
    kept = re.findall(r"\w+", " ".join(field.values))
    return all(word in kept or word.lower() in (field.name, "name") for word in words)


def _title_block(lines: list[str], report: Report) -> list[Block]:
    """Pandoc's title block: % title, % authors, % date."""
    blocks = []
    for index, name in enumerate(("title", "author", "date")):
        if index >= len(lines) or not lines[index].startswith("%"):
            break
        text = lines[index][1:].strip()
        values = text.split(";") if name == "author" else [text]
        used = _blocks(
            Field(
                index + 1, name, [f"{name}: [{', '.join(values)}]" if name == "author" else f"{name}: {text}"]
            )
        )
        if text and not used:
            report.drop(
                index + 1, text, _("Left out: a field of the file’s front matter. Set it on the site.")
            )
        blocks += used
        lines[index] = ""
    return blocks
