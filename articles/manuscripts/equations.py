"""Equations of Office files (OMML; ECMA-376 part 1, 22.1) to formulas."""

import unicodedata
from collections.abc import Callable, Iterable
from contextlib import suppress

from lxml import etree

from articles.manuscripts.docx_xml import W, local
from articles.manuscripts.formula_operators import Accented, Drawn, Function, Limit, Lines, Nary
from articles.manuscripts.formulas import NOTHING, Fenced, Fraction, Node, Root, Row, Scripts, Text

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DEEPEST = 40  # structures inside each other; nobody writes ten
ON = ("", "1", "true", "on")
AROUND = frozenset("ins moveTo hyperlink smartTag customXml sdt sdtContent fldSimple dir bdo".split())
ACCENTS = {
    **dict(
        zip(
            "`´^ˆ~˜¯‾ˉ˘˙¨˚ˇ",
            "\u0300\u0301\u0302\u0302\u0303\u0303\u0304\u0304\u0304\u0306\u0307\u0308\u030a\u030c",
            strict=True,
        )
    ),
    "→": "\u20d7",
}
BAR_ABOVE, BAR_BELOW = "\u0304", "\u0332"


def read_equation(element: etree._Element, words: Callable[[etree._Element], Node]) -> Node:
    """The formula of an `m:oMath` or `m:oMathPara`.

    `words` reads what is text or belongs to Word rather than to the formula: runs, deletions, references.
    """
    return EquationReader(words).row([element])


def row_of(nodes: Iterable[Node]) -> Node:
    parts = tuple(node for node in nodes if node is not NOTHING)
    return parts[0] if len(parts) == 1 else Row(parts) if parts else NOTHING


class EquationReader:
    def __init__(self, words: Callable[[etree._Element], Node]) -> None:
        self.words = words
        self.depth = 0
        self.is_numbered = False  # an array of equations, where "#" stands before their number
        self.arrays = 0
        self.structures = {
            "oMath": self.row,
            "oMathPara": self._paragraph,
            "f": self._fraction,
            "sSup": self._scripts,
            "sSub": self._scripts,
            "sSubSup": self._scripts,
            "sPre": self._scripts_before,
            "rad": self._root,
            "d": self._fenced,
            "nary": self._nary,
            "func": self._function,
            "limLow": self._limit,
            "limUpp": self._limit,
            "acc": self._accented,
            "bar": self._bar,
            "box": self._argument,
            "borderBox": self._border_box,
            "phant": self._phantom,
            "eqArr": self._array,
            "m": self._matrix,
        }

    def row(self, elements: Iterable[etree._Element]) -> Node:
        return row_of([self._node(element) for element in elements])

    def _node(self, element: etree._Element) -> Node:
        if not str(element.tag).startswith(M):
            return self.row(element) if local(element) in AROUND else self.words(element)
        name = local(element)
        if name == "r":
            return self._styled(element, self._aligned(self.words(element)))
        if name.endswith("Pr"):
            return NOTHING
        return self._structure(element, name)

    def _structure(self, element: etree._Element, name: str) -> Node:
        """A structure; one that is unknown, nested too deep or deleted with tracked changes cannot be said."""
        self.depth += 1
        if self.depth > DEEPEST:
            node: Node = Drawn((self.words(element),))
        elif name in self.structures:
            node = self.structures[name](element)
        else:
            node = Drawn(tuple(part for child in element if (part := self._node(child)).line))
        self.depth -= 1
        is_deleted = any(child.find(f"{M}ctrlPr/{W}del") is not None for child in element)
        return Drawn((node,)) if is_deleted and node.line else node

    def _aligned(self, node: Node) -> Node:
        """In an array "&" marks where lines are aligned."""
        if not self.arrays or not isinstance(node, Text):
            return node
        return Text(node.text.replace("&", "").replace("#", " " if self.is_numbered else "#"))

    def _styled(self, element: etree._Element, node: Node) -> Node:
        """Letters with a double stroke are other letters: ℝ is a set of numbers, R need not be one."""
        script = element.find(f"{M}rPr/{M}scr")
        if script is None or script.get(f"{M}val") != "double-struck" or not isinstance(node, Text):
            return node
        return Text("".join(map(_double_struck, node.text)))

    def _argument(self, element: etree._Element, name: str = "e") -> Node:
        child = element.find(f"{M}{name}")
        return self.row(child) if child is not None else NOTHING

    def _unless_hidden(self, element: etree._Element, name: str) -> Node:
        argument = self._argument(element, name)
        is_hidden = _is_on(element, f"{name}Hide")
        return Drawn((argument,)) if is_hidden and argument.line else argument

    def _paragraph(self, element: etree._Element) -> Node:
        nodes = [self._node(child) for child in element]
        parts = [part for node in nodes for part in (node.parts if isinstance(node, Lines) else (node,))]
        filled = tuple(part for part in parts if part.line)
        return Lines(filled) if len(filled) > 1 else row_of(filled)

    def _fraction(self, element: etree._Element) -> Node:
        above, below = self._argument(element, "num"), self._argument(element, "den")
        return Drawn((above, below)) if _value(element, "type") == "noBar" else Fraction(above, below)

    def _scripts(self, element: etree._Element) -> Node:
        base, sub, sup = (self._argument(element, name) for name in ("e", "sub", "sup"))
        return Scripts(base, sub, sup)

    def _scripts_before(self, element: etree._Element) -> Node:
        base, sub, sup = (self._argument(element, name) for name in ("e", "sub", "sup"))
        return Scripts(base, sub_before=sub, sup_before=sup)

    def _root(self, element: etree._Element) -> Node:
        return Root(self._argument(element), self._unless_hidden(element, "deg"))

    def _fenced(self, element: etree._Element) -> Node:
        parts = tuple(self.row(child) for child in element.findall(f"{M}e"))
        opening, closing = _value(element, "begChr", "("), _value(element, "endChr", ")")
        return Fenced(parts, opening, closing, _value(element, "sepChr", "|"))

    def _nary(self, element: etree._Element) -> Node:
        under, over = self._unless_hidden(element, "sub"), self._unless_hidden(element, "sup")
        return Nary(_value(element, "chr", "∫"), under, over, self._argument(element))

    def _function(self, element: etree._Element) -> Node:
        return Function(self._argument(element, "fName"), self._argument(element))

    def _limit(self, element: etree._Element) -> Node:
        base, limit = self._argument(element), self._argument(element, "lim")
        return Limit(base, under=limit) if local(element) == "limLow" else Limit(base, over=limit)

    def _accented(self, element: etree._Element) -> Node:
        accent = _value(element, "chr", "\u0302")
        accent = ACCENTS.get(accent, accent)
        is_combining = "\u0300" <= accent <= "\u036f" or "\u20d0" <= accent <= "\u20f0"
        inside = self._argument(element)
        return Accented(inside, accent) if is_combining else Drawn((inside, Text(accent)))

    def _bar(self, element: etree._Element) -> Node:
        is_above = _value(element, "pos", "bot") == "top"
        return Accented(self._argument(element), BAR_ABOVE if is_above else BAR_BELOW)

    def _border_box(self, element: etree._Element) -> Node:
        """A frame around a term says nothing; a line through it takes it away."""
        strikes = ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR")
        is_struck = any(_is_on(element, strike) for strike in strikes)
        inside = self._argument(element)
        return Drawn((inside,)) if is_struck else inside

    def _phantom(self, element: etree._Element) -> Node:
        """Space as wide as a term; the term itself is usually not shown."""
        inside = self._argument(element)
        return Drawn((inside,)) if _value(element, "show", "1") not in ON and inside.line else inside

    def _array(self, element: etree._Element) -> Node:
        self.arrays += 1
        was_numbered, self.is_numbered = self.is_numbered, _is_on(element, "maxDist")
        rows = tuple(node for child in element.findall(f"{M}e") if (node := self.row(child)).line)
        self.arrays -= 1
        self.is_numbered = was_numbered
        return Lines(rows) if len(rows) > 1 else row_of(rows)

    def _matrix(self, element: etree._Element) -> Node:
        """One with columns to the right, then to the left, only aligns equations at their signs."""
        rows = [tuple(map(self.row, row.findall(f"{M}e"))) for row in element.findall(f"{M}mr")]
        columns = [column.get(f"{M}val") for column in element.findall(f"{M}mPr//{M}mcJc")]
        is_aligned = columns[:2] == ["right", "left"] and len(rows) > 1
        return Lines(tuple(map(row_of, rows))) if is_aligned else Drawn(tuple(map(Drawn, rows)))


def _double_struck(letter: str) -> str:
    if not letter.isascii() or not letter.isalnum():
        return letter
    kind = "DIGIT" if letter.isdigit() else "CAPITAL" if letter.isupper() else "SMALL"
    name = f"DOUBLE-STRUCK {kind} {unicodedata.name(letter).split()[-1]}"
    for prefix in ("", "MATHEMATICAL "):
        with suppress(KeyError):
            return unicodedata.lookup(f"{prefix}{name}")
    return letter


def _property(element: etree._Element, name: str) -> etree._Element | None:
    return element.find(f"{M}{local(element)}Pr/{M}{name}")


def _value(element: etree._Element, name: str, default: str = "") -> str:
    """A property of a structure; "" if it is given as empty."""
    child = _property(element, name)
    return default if child is None else child.get(f"{M}val") or ""


def _is_on(element: etree._Element, name: str) -> bool:
    return _property(element, name) is not None and _value(element, name) in ON
