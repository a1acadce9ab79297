"""A formula as one line of text: its pieces, and whether they need brackets where they stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

SCRIPT = "\x01"  # stands for anything raised or lowered while a line is judged
RAISED = dict(zip("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ", strict=True))
LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
LETTER = r"[^\W\d_][\u0300-\u036f\u20d0-\u20f0′″']*"
ATOM = re.compile(rf"(?:\d+(?:[.,]\d+)*|(?:{LETTER})+|∞)?{SCRIPT}*")
CALL = re.compile(rf"(?:[^\W\d_]+|√)?{SCRIPT}*\((?P<inside>.*)\){SCRIPT}*", re.DOTALL)
DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
RELATIONS = "+−±∓=<>≤≥≈≠≡≅∝~→⇒⇔↔∈-"


@dataclass(frozen=True)
class Piece:
    """A stretch of the line; `mark`: sup, sub, or none."""

    text: str
    mark: str = ""


Line = tuple[Piece, ...]


def plain_line(line: Iterable[Piece]) -> str:
    """The line without marks: what is raised or lowered in Unicode's small digits, or after ^ or _.

    >>> plain_line((Piece("10"), Piece("−9", "sup"))), plain_line((Piece("x"), Piece("max", "sub")))
    ('10⁻⁹', 'x_max')
    >>> plain_line((Piece("e"), Piece("a+b", "sup"))), plain_line((Piece("10"), Piece("x", "sup"), Piece("10")))
    ('e^(a+b)', '10^(x)10')
    """
    pieces = list(line)
    following = [*("" if piece.mark else piece.text[:1] for piece in pieces[1:]), ""]
    return "".join(_without_mark(piece, after) for piece, after in zip(pieces, following, strict=False))


def _without_mark(piece: Piece, after: str) -> str:
    if not piece.mark or not piece.text.strip():
        return piece.text
    small = RAISED if piece.mark == "sup" else LOWERED
    if all(character in small for character in piece.text):
        return "".join(small[character] for character in piece.text)
    sign = "^" if piece.mark == "sup" else "_"
    is_one = (piece.text.isalpha() or piece.text.isdecimal()) and not after.isalnum()
    return f"{sign}{piece.text}" if is_one else f"{sign}({piece.text})"


def placed(line: Line, mark: str) -> Line:
    """The line raised or lowered; what already was so inside it is written without marks."""
    text = plain_line(line).strip()
    return (Piece(text, mark),) if text else ()


def bracketed(line: Line) -> Line:
    return (Piece("("), *line, Piece(")")) if line else ()


def trimmed(line: Line) -> Line:
    """The line without spaces at its ends."""
    pieces = [piece for piece in line if piece.text]
    if pieces:
        pieces[0] = replace(pieces[0], text=pieces[0].text.lstrip())
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip())
    return tuple(piece for piece in pieces if piece.text)


def is_single(line: Line) -> bool:
    """One number, name or bracket, with what is raised or lowered beside it.

    >>> [is_single((Piece(text),)) for text in ("12.5", "weight", "(a+b)", "2x", "(a)(b)")]
    [True, True, True, False, False]
    """
    text = flat(line).strip()
    call = CALL.fullmatch(text)
    return bool(ATOM.fullmatch(text)) or (call is not None and _is_balanced(call["inside"]))


def is_product(line: Line) -> bool:
    """Nothing outside brackets that binds less than multiplication.

    >>> [is_product((Piece(text),)) for text in ("2x", "2(a+b)", "1,5", "2+x", "body weight", "a/b")]
    [True, True, True, False, False, False]
    """
    text = DECIMAL_COMMA.sub("", outside_brackets(flat(line).strip()))
    return not re.search(rf"[\s/÷:,;|{re.escape(RELATIONS)}]", text)


def flat(line: Iterable[Piece]) -> str:
    """The characters on the line, and one sign for each piece above or below it."""
    return "".join(SCRIPT if piece.mark else piece.text for piece in line)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def outside_brackets(text: str) -> str:
    """
    >>> outside_brackets("2(a[b+c])d")
    '2d'
    """
    depth = 0
    outside = []
    for character in text:
        if character in ")]}":
            depth = max(depth - 1, 0)
        elif character in "([{":
            depth += 1
        elif depth == 0:
            outside.append(character)
    return "".join(outside)


def last_character(pieces: Line) -> str:
    """The last that is no space; "x" for anything raised or lowered."""
    last = next((piece for piece in reversed(pieces) if piece.text.strip()), None)
    return "" if last is None else "x" if last.mark else last.text.rstrip()[-1]


def first_character(pieces: Iterable[Piece]) -> str:
    """The first that is no space; "x" for anything raised or lowered."""
    first = next((piece for piece in pieces if piece.text.strip()), None)
    return "" if first is None else "x" if first.mark else first.text.lstrip()[0]
