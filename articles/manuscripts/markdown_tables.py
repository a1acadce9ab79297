"""Tables that pandoc draws with spaces, as rows between pipes, which every Markdown knows (pandoc: simple_tables)."""

import re
from itertools import pairwise

DASHES = re.compile(r"^ {0,3}-{2,}(?: +-{2,})+ *$")
CLOSING = re.compile(r"^ {0,3}-{3,}[ -]*$")


def with_pipes(lines: list[str], is_code: list[bool]) -> list[str]:
    """The lines, as many as before. A table needs a heading above its dashes.

    >>> with_pipes(["Drug   Dose", "------ ------", "A      1 mg", ""], [False] * 4)
    ['| Drug | Dose |', '|---|---|', '| A | 1 mg |', '']
    """
    result = list(lines)
    end = 0
    for index, line in enumerate(lines):
        if index > end and not is_code[index] and DASHES.match(line) and _is_row(lines[index - 1]):
            end = _draw(result, index)
    return result


def _is_row(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith(("#", "|", ">"))


def _draw(lines: list[str], index: int) -> int:
    """Redraw the table whose dashes stand at a place; gives the index of its last line."""
    starts = [match.start() for match in re.finditer("-+", lines[index])]
    lines[index - 1] = _row(lines[index - 1], starts)
    lines[index] = f"|{'---|' * len(starts)}"
    place = index
    while place + 1 < len(lines):
        place += 1
        if not lines[place].strip() or CLOSING.match(lines[place]):
            lines[place] = ""
            break
        lines[place] = _row(lines[place], starts)
    return place


def _row(line: str, starts: list[int]) -> str:
    """The cells of a line; a word that reaches over the start of a column stays with the column before."""
    places = [0, *(_word_start(line, start) for start in starts[1:]), len(line)]
    cells = (line[start:end].strip().replace("|", "\\|") for start, end in pairwise(places))
    return f"| {' | '.join(cells)} |"


def _word_start(line: str, place: int) -> int:
    while 0 < place < len(line) and not line[place - 1].isspace():
        place -= 1
    return min(place, len(line))
