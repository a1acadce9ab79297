"""Parts of formulas that belong to an operator, and those that cannot always be said in a line."""

import re
from dataclasses import dataclass
from functools import cached_property

from articles.manuscripts.formula_lines import (
    LETTER,
    RELATIONS,
    Line,
    Piece,
    bracketed,
    flat,
    is_single,
    outside_brackets,
    placed,
    plain_line,
    trimmed,
)
from articles.manuscripts.formulas import NOTHING, Node, listed

LIMIT_OPERATORS = re.compile(
    r"lim(?: ?sup| ?inf)?|max|min|sup|inf|arg ?max|arg ?min|det|gcd|Pr|plim|[∑∏∐⋃⋂⋁⋀⨁⨂⨀∫]"
)


@dataclass(frozen=True)
class Nary(Node):
    """A sum, product, integral or the like, with its limits.

    >>> from articles.manuscripts.formulas import Text
    >>> plain_line(Nary("∑", Text("i=1"), Text("n"), Text("x+1")).line)
    '∑_(i=1)ⁿ (x+1)'
    """

    sign: str
    under: Node
    over: Node
    inside: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.under, self.over, self.inside

    @cached_property
    def line(self) -> Line:
        inside = trimmed(self.inside.line)
        is_sum = any(character in RELATIONS for character in outside_brackets(flat(inside)))
        inside = bracketed(inside) if is_sum else inside
        sign = (Piece(self.sign), *placed(self.under.line, "sub"), *placed(self.over.line, "sup"))
        return (*sign, Piece(" "), *inside) if inside else sign


@dataclass(frozen=True)
class Function(Node):
    """
    >>> from articles.manuscripts.formulas import Fenced, Text
    >>> plain_line(Function(Text("log"), Text("x")).line), plain_line(Function(Text("log"), Fenced((Text("x"),))).line)
    ('log(x)', 'log(x)')
    """

    name: Node
    inside: Node

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.name, self.inside

    @cached_property
    def line(self) -> Line:
        inside = trimmed(self.inside.line)
        has_brackets = flat(inside).startswith("(") and is_single(inside)
        return (*trimmed(self.name.line), *(inside if has_brackets else bracketed(inside)))


@dataclass(frozen=True)
class Limit(Node):
    """A limit under or over an operator, as in lim or max. Under or over anything else it cannot be said."""

    base: Node
    under: Node = NOTHING
    over: Node = NOTHING
    keeps_its_look = True

    @property
    def can_be_said(self) -> bool:
        return bool(LIMIT_OPERATORS.fullmatch(plain_line(self.base.line).strip()))

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.base, self.under, self.over

    @cached_property
    def line(self) -> Line:
        return (*self.base.line, *placed(self.under.line, "sub"), *placed(self.over.line, "sup"))


@dataclass(frozen=True)
class Accented(Node):
    """A letter with a combining character (x̄, x̂). Over several letters it cannot be said."""

    inside: Node
    accent: str
    keeps_its_look = True

    @property
    def can_be_said(self) -> bool:
        return bool(re.fullmatch(LETTER, flat(self.inside.line).strip()))

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.inside,)

    @cached_property
    def line(self) -> Line:
        return (*trimmed(self.inside.line), Piece(self.accent))


@dataclass(frozen=True)
class Lines(Node):
    """Formulas below each other."""

    parts: tuple[Node, ...]
    stands_alone = True

    @cached_property
    def line(self) -> Line:
        return listed(self.parts, Piece("\n"))


@dataclass(frozen=True)
class Drawn(Node):
    """What only a drawing shows: a matrix, a brace over several terms, a term that is struck out."""

    parts: tuple[Node, ...]
    can_be_said = False

    @cached_property
    def line(self) -> Line:
        return listed(self.parts, Piece(" "))
