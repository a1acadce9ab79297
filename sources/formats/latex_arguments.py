r"""LaTeX macros with two arguments, such as \frac{1}{2}: made into one group, which latex.py then reads like any other."""

import re

OPENING = re.compile(r"\\(d?t?frac|nicefrac|sfrac|href|textcolor|SI|qty)\s*(?=\{)")
BRACES = re.compile(r"[{}]")
SPACE = re.compile(r"\s*")
# Around the name of the macro, between its arguments: noncharacters, which no file holds.
MARK, MARK_END = "\ufdda", "\ufddb"
ONE_SYMBOL = re.compile(r"[\w.]+")


def grouped(text: str) -> str:
    r"""Each such macro as one group, its name between the arguments.

    >>> grouped(r"a \frac{1}{2} \frac{3}") == "a {{1}" + MARK + "frac" + MARK_END + r"{2}} \frac{3}"
    True
    """
    openings = list(OPENING.finditer(text))
    if not openings:
        return text
    closings = _closings(text)
    edits: list[tuple[int, int, str]] = []  # from, to, instead
    for opening in openings:
        first_end = closings.get(opening.end())
        second = SPACE.match(text, first_end + 1).end() if first_end is not None else None
        second_end = closings.get(second)
        if second_end is not None:
            mark = f"{MARK}{opening[1]}{MARK_END}"
            edits += (
                (opening.start(), opening.end(), "{"),
                (first_end + 1, second, mark),
                (second_end + 1, second_end + 1, "}"),
            )
    return _edited(text, sorted(edits))


def _closings(text: str) -> dict[int, int]:
    """Where the group that begins at a place ends."""
    closings, waiting = {}, []
    for brace in BRACES.finditer(text):
        if brace[0] == "{":
            waiting.append(brace.start())
        elif waiting:
            closings[waiting.pop()] = brace.start()
    return closings


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for start, end, instead in edits:
        pieces += (text[position:start], instead)
        position = end
    return "".join([*pieces, text[position:]])


def joined(content: str) -> str:
    """What a group stands for in which `grouped` left its mark.

    >>> joined(f"1{MARK}frac{MARK_END}2"), joined(f"a+b{MARK}frac{MARK_END}c"), joined(f"5{MARK}SI{MARK_END}mg")
    ('1/2', '(a+b)/c', '5 mg')
    """
    first, _, rest = content.partition(MARK)
    name, _, second = rest.partition(MARK_END)
    if name.endswith("frac"):
        return "/".join(part if ONE_SYMBOL.fullmatch(part) else f"({part})" for part in (first, second))
    return f"{first} {second}" if name in ("SI", "qty") else second
