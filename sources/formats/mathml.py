"""Formulas in titles (MathML Core, W3C) -> text with <sup> and <sub>, so that 10⁹ never becomes 109."""

import re

from lxml import etree

OPENING = re.compile(r"<((?:[a-z]{1,5}:)?math)(?:\s[^<>]*)?>")
PREFIX = re.compile(r"(</?)[a-z]{1,5}:(?=[A-Za-z])")
PREFIXED_ATTRIBUTES = re.compile(r"\s(?:xmlns|[a-z]{1,5}:)[^<>]*(?=>)")
NO_TAG = re.compile(r"&|<(?!/?[A-Za-z])")
SYMBOL = re.compile(r"[\w.]+")


def without_maths(text: str) -> str:
    """The text with each formula as text. One that is damaged stays as it is.

    >>> without_maths("10<math><msup><mi/><mn>9</mn></msup></math>, <mml:math><mml:mo><</mml:mo></mml:math>")
    '10<sup>9</sup>, <'
    """
    pieces, position = [], 0
    while match := OPENING.search(text, position):
        closing = f"</{match[1]}>"
        end = text.find(closing, match.end())
        if end < 0:
            break
        end += len(closing)
        pieces += (text[position : match.start()], _formula(text[match.start() : end]))
        position = end
    return "".join([*pieces, text[position:]])


def _formula(text: str) -> str:
    bare = NO_TAG.sub(lambda match: "&amp;" if match[0] == "&" else "&lt;", PREFIX.sub(r"\1", text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return formula_text(etree.fromstring(PREFIXED_ATTRIBUTES.sub("", bare), parser))
    except (etree.XMLSyntaxError, ValueError):
        return text


def formula_text(element: etree._Element) -> str:
    """
    >>> formula_text(etree.fromstring("<math><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac></math>"))
    '(a+b)/c'
    >>> formula_text(etree.fromstring("<math><msub><mi>O</mi><mn>2</mn></msub><msqrt><mn>2</mn></msqrt></math>"))
    'O<sub>2</sub>√2'
    """
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element).localname
    if name.startswith("annotation"):  # the same formula once more, in another notation
        return ""
    parts = [formula_text(child) for child in element]
    count, written = LAYOUTS.get(name, (0, None))
    if written and len(parts) == count:
        return written(*parts)
    whole = "".join([" ".join((element.text or "").split()), *parts])
    return f"√{_grouped(whole)}" if name == "msqrt" else whole


def _grouped(text: str) -> str:
    """In parentheses, unless it is one symbol."""
    return text if SYMBOL.fullmatch(text) else f"({text})"


LAYOUTS = {  # how many children, and what they give
    "msup": (2, lambda base, above: f"{base}<sup>{above}</sup>"),
    "msub": (2, lambda base, below: f"{base}<sub>{below}</sub>"),
    "msubsup": (3, lambda base, below, above: f"{base}<sub>{below}</sub><sup>{above}</sup>"),
    "munder": (2, lambda base, below: f"{base}<sub>{below}</sub>"),
    "mfrac": (2, lambda top, bottom: f"{_grouped(top)}/{_grouped(bottom)}"),
    "mroot": (2, lambda base, degree: f"<sup>{degree}</sup>√{_grouped(base)}"),
}
