"""Formulas as a small tree; each part can be written as a line of text that means the same.

What stands above, below or under something else gets a slash, brackets or a raised or lowered place. Brackets are
added only where the line would mean something else without them. A form that no line can say safely cannot be said
(`is_sayable`); its line is then only a list of its characters.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from articles.manuscripts.formula_lines import (
    LETTER,
    RELATIONS,
    Line,
    Piece,
    bracketed,
    first_character,
    is_product,
    is_single,
    last_character,
    placed,
    plain_line,
    trimmed,
)

INVISIBLE = dict.fromkeys(range(0x2061, 0x2065))  # function application, invisible times, comma and plus
FREE_BEFORE = f"{RELATIONS}×·⋅∙*,;([{{|"
FREE_AFTER = f"{RELATIONS}×·⋅∙*,;.)]}}|"


class Node:
    """A part of a formula.

    `keeps_its_look`: its line looks like the part itself, so that a power beside it means the same. `stands_alone`: it
    can be said only if it is the whole formula.
    """

    can_be_said = True
    keeps_its_look = False
    stands_alone = False
    parts: tuple["Node", ...] = ()
    line: Line = ()

    def beside(self, before: str, after: str) -> Line:
        """The line between two characters: "" at an end of the formula, "x" for anything raised or lowered."""
        return self.line


def is_sayable(node: Node) -> bool:
    """Does the line say what the formula says?"""
    return node.can_be_said and all(not part.stands_alone and is_sayable(part) for part in node.parts)


@dataclass(frozen=True)
class Text(Node):
    text: str
    keeps_its_look = True

    @cached_property
    def line(self) -> Line:
        text = self.text.translate(INVISIBLE)
        return (Piece(text),) if text else ()


NOTHING = Text("")


@dataclass(frozen=True)
class Row(Node):
    """Parts side by side.

    >>> plain_line(Row((Text("2"), Fraction(Text("1"), Text("2")))).line)
    '2 1/2'
    >>> plain_line(Row((Fraction(Text("a"), Text("b")), Text("c"))).line)
    '(a/b) c'
    >>> plain_line(Row((Text("c="), Fraction(Text("a"), Text("b")))).line)
    'c=a/b'
    """

    parts: tuple[Node, ...]

    @property
    def keeps_its_look(self) -> bool:
        return all(part.keeps_its_look for part in self.parts)

    @cached_property
    def line(self) -> Line:
        return self.beside("", "")

    def beside(self, before: str, after: str) -> Line:
        following = [after]
        for part in reversed(self.parts):
            following.append(first_character(part.line) or following[-1])
        pieces: list[Piece] = []
        for part, next_character in zip(self.parts, following[-2::-1], strict=True):
            line = part.beside(before, next_character)
            before = last_character(line) or before
            pieces += line
        return tuple(pieces)


@dataclass(frozen=True)
class Fraction(Node):
    """
    >>> plain_line(Fraction(Text("a+b"), Text("c")).line), plain_line(Fraction(Text("2a"), Text("2b")).line)
    ('(a+b)/c', '2a/(2b)')
    """

    above: Node
    below: Node

    @property
    def can_be_said(self) -> bool:
        return bool(self.above.line) == bool(self.below.line)

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.above, self.below

    @cached_property
    def line(self) -> Line:
        above, below = trimmed(self.above.line), trimmed(self.below.line)
        above = above if is_product(above) else bracketed(above)
        below = below if is_single(below) else bracketed(below)
        return (*above, Piece("/"), *below) if above or below else ()

    def beside(self, before: str, after: str) -> Line:
        if not self.line:
            return ()
        is_free = not after or after in FREE_AFTER
        if is_free and before.isdigit() and re.fullmatch(r"\d+/\d+", plain_line(self.line)):
            return (Piece(" "), *self.line)  # a mixed number
        if is_free and (not before or before in FREE_BEFORE):
            return self.line
        left = (Piece(" "),) if before.isalnum() else ()
        right = (Piece(" "),) if after.isalnum() else ()
        return (*left, *bracketed(self.line), *right)


@dataclass(frozen=True)
class Scripts(Node):
    """A base with what stands raised and lowered behind it, and in front of it.

    >>> plain_line(Scripts(Text("x"), sub=Text("1"), sup=Text("n+k")).line)
    'x₁^(n+k)'
    """

    base: Node
    sub: Node = NOTHING
    sup: Node = NOTHING
    sub_before: Node = NOTHING
    sup_before: Node = NOTHING

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.base, self.sub, self.sup, self.sub_before, self.sup_before

    @cached_property
    def line(self) -> Line:
        base = self.base.line if self.base.keeps_its_look else bracketed(self.base.line)
        before = (*placed(self.sub_before.line, "sub"), *placed(self.sup_before.line, "sup"))
        return (*before, *base, *placed(self.sub.line, "sub"), *placed(self.sup.line, "sup"))

    def beside(self, before: str, after: str) -> Line:
        is_leading = bool(self.sub_before.line or self.sup_before.line)
        return (Piece(" "), *self.line) if is_leading and before.isalnum() else self.line


@dataclass(frozen=True)
class Root(Node):
    """
    >>> [plain_line(root.line) for root in (Root(Text("x+1")), Root(Text("2")), Root(Text("x"), Text("n")))]
    ['√(x+1)', '√2', 'ⁿ√x']
    """

    inside: Node
    degree: Node = NOTHING

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.inside, self.degree

    @cached_property
    def line(self) -> Line:
        return self._line(is_followed=False)

    def beside(self, before: str, after: str) -> Line:
        line = self._line(is_followed=after.isalnum())
        return (Piece(" "), *bracketed(line)) if line[0].mark and before.isalnum() else line

    def _line(self, *, is_followed: bool) -> Line:
        inside = trimmed(self.inside.line)
        if is_followed or not re.fullmatch(rf"\d+|{LETTER}", plain_line(inside)):
            inside = bracketed(inside)
        return (*placed(self.degree.line, "sup"), Piece("√"), *inside)


@dataclass(frozen=True)
class Fenced(Node):
    """Parts between brackets or bars; either may be missing.

    >>> plain_line(Fenced((Text("a"), Text("b")), "[", ")", ",").line)
    '[a, b)'
    """

    parts: tuple[Node, ...]
    opening: str = "("
    closing: str = ")"
    separator: str = "|"
    keeps_its_look = True

    @cached_property
    def line(self) -> Line:
        between = Piece(f"{self.separator} " if self.separator in (",", ";") else f" {self.separator} ")
        pieces = [Piece(self.opening), *listed(self.parts, between), Piece(self.closing)]
        return tuple(piece for piece in pieces if piece.text)


def listed(parts: tuple[Node, ...], between: Piece) -> Line:
    """The parts with this piece between them."""
    pieces: list[Piece] = []
    for index, part in enumerate(parts):
        pieces += [*([between] if index else []), *part.line]
    return tuple(pieces)
