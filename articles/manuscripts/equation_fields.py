r"""Equations of older Word files: the code of an EQ field, as in `EQ \f(1;2)`, to a formula.

Switches: f fraction, r root, s raised or lowered, b brackets, l list, i sum or integral, x frame, o overstrike (also
how Word writes ruby), a array, d shift. Their parts are separated by semicolons where there is one, else by commas.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from articles.manuscripts.formula_lines import plain_line
from articles.manuscripts.formula_operators import Accented, Drawn, Nary
from articles.manuscripts.formulas import NOTHING, Fenced, Fraction, Node, Root, Row, Scripts, Text

SWITCH = re.compile(
    r"\\(?P<name>[frsblixoad]|up|do)(?P<options>(?:\s*\\(?:[lrbfv]c\s*\\?[^\s\\]|[a-z]{2}\s*-?\d*)|\s*\d+)*)\s*\(",
    re.IGNORECASE,
)
GENERAL_SWITCH = re.compile(r'\\\*\s*(?:"[^"]*"|\S+)')
OPTION = re.compile(r"\\(?:([lrbfv]c)\s*\\?([^\s\\])|([a-z]{2}))", re.IGNORECASE)
PAIRS = {"(": ")", "[": "]", "{": "}", "<": ">"}
SIGNS = {"su": "∑", "pr": "∏", "in": "∫"}
ACCENTS = {
    "¯": "\u0304",
    "‾": "\u0304",
    "ˉ": "\u0304",
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
}
DEEPEST = 30
LONGEST = 4000  # characters

Parts = tuple[Node, ...]
Options = dict[str, str]


def read_equation_field(code: str) -> Node:
    r"""The formula of the code that follows the word EQ.

    >>> codes = (r"\f(a+b;2,5)", r"\r(3,x)", r"10\s\up5(9)", r"\b\bc\[(x)", r"\o(x,¯)", r"\i\su(i=1,n,x)")
    >>> [plain_line(read_equation_field(code).line) for code in codes]
    ['(a+b)/2,5', '³√x', '10⁹', '[x]', 'x̄', '∑_(i=1)ⁿ x']
    """
    code = GENERAL_SWITCH.sub("", code).strip()
    return _read(code, 0) if len(code) <= LONGEST else Drawn((Text(code),))


def _read(code: str, depth: int) -> Node:
    parts: list[Node] = []
    position = 0
    while position < len(code):
        switch = SWITCH.match(code, position)
        if switch and depth < DEEPEST:
            end = _closing(code, switch.end())
            inside = [_read(part.strip(), depth + 1) for part in _split(code[switch.end() : end])]
            parts.append(_formula(switch["name"].lower(), _options(switch["options"]), tuple(inside)))
            position = end + 1
        else:
            position += code[position] == "\\" and position + 1 < len(code)
            parts.append(Text(code[position]))
            position += 1
    return parts[0] if len(parts) == 1 else Row(tuple(parts))


def _closing(code: str, start: int) -> int:
    """The index of the bracket that closes what is open at `start`, or the end."""
    depth = 1
    for position, character in _unescaped(code, start):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return position
    return len(code)


def _split(code: str) -> list[str]:
    depth = 0
    places: dict[str, list[int]] = {";": [], ",": []}
    for position, character in _unescaped(code, 0):
        depth += (character == "(") - (character == ")")
        if depth == 0 and character in places:
            places[character].append(position)
    cuts = [-1, *(places[";"] or places[","]), len(code)]
    return [code[start + 1 : end] for start, end in pairwise(cuts)]


def _unescaped(code: str, start: int) -> Iterator[tuple[int, str]]:
    while start < len(code):
        if code[start] == "\\":
            start += 2 if code[start + 1 : start + 2] in tuple("(),;\\") else 1
        else:
            yield start, code[start]
            start += 1


def _options(text: str) -> Options:
    return {(match[1] or match[3]).lower(): match[2] or "" for match in OPTION.finditer(text)}


def _formula(name: str, options: Options, parts: Parts) -> Node:
    builders: dict[str, Callable[[Options, Parts], Node]] = {
        "f": _fraction,
        "r": _root,
        "s": _scripts,
        "up": lambda _options, parts: Scripts(NOTHING, sup=Row(parts)),
        "do": lambda _options, parts: Scripts(NOTHING, sub=Row(parts)),
        "b": _brackets,
        "l": lambda _options, parts: Fenced(parts, "", "", ","),
        "i": _nary,
        "x": _frame,
        "o": _overstrike,
        "d": lambda _options, parts: Row((Text(" "), *parts)),
    }
    return builders[name](options, parts) if name in builders else Drawn(parts)


def _fraction(_options: Options, parts: Parts) -> Node:
    return Fraction(*parts) if len(parts) == 2 else Drawn(parts)


def _root(_options: Options, parts: Parts) -> Node:
    if len(parts) > 2:
        return Drawn(parts)
    return Root(parts[-1], parts[0] if len(parts) == 2 else NOTHING)


def _scripts(options: Options, parts: Parts) -> Node:
    if len(parts) != 1 or not {"up", "do"} & options.keys():
        return Drawn(parts) if len(parts) > 1 else parts[0]
    return Scripts(NOTHING, sup=parts[0]) if "up" in options else Scripts(NOTHING, sub=parts[0])


def _brackets(options: Options, parts: Parts) -> Node:
    both = options.get("bc", "" if {"lc", "rc"} & options.keys() else "(")
    return Fenced(parts, options.get("lc", both), options.get("rc", PAIRS.get(both, both)), ",")


def _nary(options: Options, parts: Parts) -> Node:
    if len(parts) != 3:
        return Drawn(parts)
    named = next((SIGNS[option] for option in options if option in SIGNS), "∫")
    return Nary(options.get("fc") or options.get("vc") or named, *parts)


def _frame(options: Options, parts: Parts) -> Node:
    """A frame, or a bar above or below a letter."""
    if not options:
        return Row(parts)
    return (
        Accented(Row(parts), "\u0304" if "to" in options else "\u0332") if len(options) == 1 else Drawn(parts)
    )


def _overstrike(_options: Options, parts: Parts) -> Node:
    """Ruby (a raised reading on its word), an accent, or letters on top of each other."""
    for index, part in enumerate(parts if len(parts) == 2 else ()):
        other = parts[1 - index]
        raised = part.sup if isinstance(part, Scripts) else NOTHING
        if accent := ACCENTS.get(plain_line((raised if raised.line else part).line).strip()):
            return Accented(other, accent)
        if raised.line:
            return Row((other, Text(" ("), raised, Text(")")))
    return Drawn(parts)
