"""MathML of web pages (MathML Core; MathML 3, chapter 3) to formulas."""

from collections.abc import Iterable

from lxml import etree

from articles.manuscripts.equations import ACCENTS, BAR_BELOW, DEEPEST, row_of
from articles.manuscripts.formula_lines import plain_line
from articles.manuscripts.formula_operators import Accented, Drawn, Limit, Nary
from articles.manuscripts.formulas import NOTHING, Fenced, Fraction, Node, Root, Scripts, Text

LEAVES = frozenset(("mi", "mn", "mo", "mtext", "ms"))
SILENT = frozenset(
    ("annotation", "annotation-xml", "mspace", "none", "mprescripts", "maligngroup", "malignmark")
)
STRIKES = ("strike", "longdiv", "phasorangle", "actuarial", "madruwb")
APPLIED = "\u2061"  # stands between a function and what it is applied to
RELATIONS = frozenset("= < > ≤ ≥ ≠ ≈ × ÷ ± →".split())
SIGNS = "∑∏∐∫∬∭∮⋃⋂⨁⨂"
OVER = {**ACCENTS, "ˉ": "\u0304", "ˆ": "\u0302", "˜": "\u0303", "˙": "\u0307", "¨": "\u0308", "―": "\u0304"}
UNDER = frozenset("_‾¯\u0332―")


def read_mathml(element: etree._Element, depth: int = 0) -> Node:
    """The formula of a `math` element, or of a part of it."""
    name = _local(element)
    if name in SILENT:
        return NOTHING
    if depth > DEEPEST:
        return Drawn((Text("".join(element.itertext())),))
    if name in LEAVES:
        return _leaf(element)
    parts = [read_mathml(child, depth + 1) for child in element if isinstance(child.tag, str)]
    if name in STRUCTURES:
        counts, structure = STRUCTURES[name]
        return structure(element, *parts) if len(parts) == counts else Drawn(tuple(parts))
    return ROWS[name](element, parts) if name in ROWS else Drawn((Text(element.text or ""), *parts))


def _local(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def _leaf(element: etree._Element) -> Node:
    text = " ".join("".join(element.itertext()).split())
    if text == APPLIED:
        return Text(" ")
    is_apart = _local(element) == "mtext" or (text in RELATIONS and element.getprevious() is not None)
    return Text(f" {text} ") if is_apart and text else Text(text)


def _row(element: etree._Element, parts: Iterable[Node]) -> Node:
    """Side by side, with a space where two words, or a number and its unit, would run together."""
    result: list[Node] = []
    for part in parts:
        before = plain_line(result[-1].line) if result else ""
        if _run_together(before, part):
            result.append(Text(" "))
        result.append(part)
    return row_of(result)


def _run_together(before: str, part: Node) -> bool:
    after = plain_line(part.line) if isinstance(part, Text | Scripts) else ""
    if not (before[-1:].isalnum() and after[:1].isalnum()):
        return False
    has_word = any(len(text) > 1 and text.isalpha() for text in (before, after))
    return has_word or (before[-1].isdigit() and after[0].isdigit())


def _fraction(element: etree._Element, above: Node, below: Node) -> Node:
    has_bar = element.get("linethickness") not in ("0", "0px", "0pt")
    return Fraction(above, below) if has_bar else Drawn((above, below))


def _under(element: etree._Element, base: Node, under: Node) -> Node:
    if plain_line(under.line).strip() in UNDER:
        return Accented(base, BAR_BELOW)
    return _with_limits(base, under, NOTHING)


def _over(element: etree._Element, base: Node, over: Node) -> Node:
    accent = OVER.get(plain_line(over.line).strip())
    return Accented(base, accent) if accent else _with_limits(base, NOTHING, over)


def _with_limits(base: Node, under: Node, over: Node) -> Node:
    sign = plain_line(base.line).strip()
    if sign and sign in SIGNS:
        return row_of((Nary(sign, under, over, NOTHING), Text(" ")))
    limit = Limit(base, under, over)
    return row_of((limit, Text(" "))) if limit.can_be_said else limit


def _multiscripts(element: etree._Element, parts: list[Node]) -> Node:
    """A base, then pairs of what stands below and above behind it; after `mprescripts`, in front of it."""
    names = [_local(child) for child in element if isinstance(child.tag, str)]
    place = names.index("mprescripts") if "mprescripts" in names else len(parts)
    behind, before = parts[1:place], parts[place + 1 :]
    if not parts or len(behind) > 2 or len(before) > 2:
        return Drawn(tuple(parts))
    return Scripts(parts[0], *_pair(behind), *_pair(before))


def _pair(parts: list[Node]) -> tuple[Node, Node]:
    sub, sup = (*parts, NOTHING, NOTHING)[:2]
    return sub, sup


def _fenced(element: etree._Element, parts: list[Node]) -> Node:
    separators = element.get("separators", ",").replace(" ", "")
    return Fenced(tuple(parts), element.get("open", "("), element.get("close", ")"), separators[:1])


def _enclosed(element: etree._Element, parts: list[Node]) -> Node:
    notation = element.get("notation") or "longdiv"
    inside = _row(element, parts)
    if notation == "radical":
        return Root(inside)
    return Drawn((inside,)) if any(strike in notation for strike in STRIKES) else inside


def _drawn(element: etree._Element, parts: list[Node]) -> Node:
    return Drawn(tuple(part for part in parts if part.line))


def _first(element: etree._Element, parts: list[Node]) -> Node:
    return parts[0] if parts else NOTHING


# Name to number of parts and what they make.
STRUCTURES = {
    "mfrac": (2, _fraction),
    "mroot": (2, lambda _element, inside, degree: Root(inside, degree)),
    "msup": (2, lambda _element, base, sup: Scripts(base, sup=sup)),
    "msub": (2, lambda _element, base, sub: Scripts(base, sub)),
    "msubsup": (3, lambda _element, base, sub, sup: Scripts(base, sub, sup)),
    "munder": (2, _under),
    "mover": (2, _over),
    "munderover": (3, lambda _element, base, under, over: _with_limits(base, under, over)),
}
ROWS = {
    **dict.fromkeys(("math", "mrow", "mstyle", "mpadded", "merror"), _row),
    **dict.fromkeys(("semantics", "maction"), _first),
    **dict.fromkeys(("mtable", "mtr", "mtd", "mlabeledtr", "mphantom"), _drawn),
    "msqrt": lambda element, parts: Root(_row(element, parts)),
    "mmultiscripts": _multiscripts,
    "mfenced": _fenced,
    "menclose": _enclosed,
}
