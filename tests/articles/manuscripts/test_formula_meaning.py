"""The line of a formula has the value of the formula, whatever is inside what, and none of its characters is lost."""

import math
import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.manuscripts.formula_lines import Line, plain_line
from articles.manuscripts.formula_operators import Accented, Drawn, Function, Limit, Lines, Nary
from articles.manuscripts.formulas import Fenced, Fraction, Node, Root, Row, Scripts, Text, is_sayable

VALUES = {"a": 2.0, "b": 3.0, "c": 5.0, "dose": 7.0, "BSA": 1.75}
Valued = tuple[Node, float]

leaves = st.one_of(
    st.sampled_from(sorted(VALUES)).map(lambda name: (Text(name), VALUES[name])),
    st.integers(2, 9).map(lambda number: (Text(str(number)), float(number))),
)


def fraction(parts: tuple[Valued, Valued]) -> Valued:
    (above, value), (below, divisor) = parts
    return Fraction(above, below), value / divisor


def operation(parts: tuple[Valued, str, Valued]) -> Valued:
    (left, first), sign, (right, second) = parts
    value = {"+": first + second, "×": first * second, "": first * second}[sign]
    return Row((left, Text(sign), right)), value


def fenced(part: Valued) -> Valued:
    return Fenced((part[0],)), part[1]


def power(part: Valued) -> Valued:
    """Of a bracket: in a formula, what is raised stands at the end of its base."""
    return Scripts(Fenced((part[0],)), sup=Text("2")), part[1] ** 2


def root(part: Valued) -> Valued:
    return Root(part[0]), math.sqrt(part[1])


def extend(children: st.SearchStrategy[Valued]) -> st.SearchStrategy[Valued]:
    # A sum is a factor only in brackets; a number beside a fraction would be a mixed number.
    sums = st.tuples(children, st.just("+"), children).map(operation)
    parts = st.one_of(sums, children)
    factors = st.one_of(
        st.tuples(parts, parts).map(fraction), children.map(root), parts.map(fenced), parts.map(power)
    )
    products = st.tuples(factors, st.sampled_from(["×", ""]), factors).map(operation)
    return st.one_of(factors, products, sums, st.tuples(products, parts).map(fraction))


def value_of(line: Line) -> float:
    """The line as a reader calculates it: what stands side by side is multiplied."""
    text = "".join(f"**({piece.text})" if piece.mark == "sup" else piece.text for piece in line)
    text = re.sub(r"√([A-Za-z]+|\d+)", r"sqrt(\1)", text).replace("√", "sqrt").replace("×", "*")
    text = re.sub(r"(?<=[\w)])\s*(?=sqrt\()|(?<=\))\s*(?=[\w(])|(?<=\d)\s*(?=\()", "*", text)
    text = text.replace("sqrt*", "sqrt")
    return eval(text, {"__builtins__": {}}, {"sqrt": math.sqrt, **VALUES})  # noqa: S307


@settings(max_examples=500, deadline=None)
@given(st.recursive(leaves, extend, max_leaves=8))
def test_the_line_has_the_value_of_the_formula(valued):
    node, value = valued

    assert is_sayable(node)
    assert math.isclose(value_of(node.line), value, rel_tol=1e-9)


texts = st.sampled_from(["x", "12", "max", "a+b", "−", "5 mg", "α", "=", "lim", "", " "]).map(Text)


def any_node(children: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(children, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Row, several),
        st.builds(Fraction, children, children),
        st.builds(Scripts, children, children, children, children, children),
        st.builds(Root, children, children),
        st.builds(
            Fenced,
            several,
            st.sampled_from(["(", "[", ""]),
            st.sampled_from([")", "]", ""]),
            st.sampled_from("|,"),
        ),
        st.builds(Nary, st.sampled_from("∑∫"), children, children, children),
        st.builds(Function, children, children),
        st.builds(Limit, children, children, children),
        st.builds(Accented, children, st.just("\u0304")),
        st.builds(Lines, several),
        st.builds(Drawn, several),
    )


def letters(text: str) -> str:
    return "".join(sorted(re.sub(r"[\W_]", "", unicodedata.normalize("NFKD", text))))


def text_of(node: Node) -> str:
    return node.text if isinstance(node, Text) else "".join(map(text_of, node.parts))


@settings(max_examples=500, deadline=None)
@given(st.recursive(texts, any_node, max_leaves=12))
def test_no_character_of_a_formula_is_lost(node):
    assert letters(plain_line(node.line)) == letters(text_of(node))
    assert letters(plain_line(node.beside("x", "2"))) == letters(text_of(node))
