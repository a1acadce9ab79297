"""Each construct of an Office equation as a line of text that means the same, or as one that cannot be said."""

import doctest

import pytest
from lxml import etree

from articles.manuscripts import equation_fields, formula_lines, formula_operators, formula_runs, formulas
from articles.manuscripts.equation_fields import read_equation_field
from articles.manuscripts.equations import M, read_equation
from articles.manuscripts.formula_lines import plain_line
from articles.manuscripts.formulas import Node, Text, is_sayable

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def words(element: etree._Element) -> Node:
    return Text("".join(text.text or "" for text in element.iter("{*}t")))


def formula(xml: str) -> Node:
    element = etree.fromstring(f'<m:oMath xmlns:m="{M[1:-1]}" xmlns:w="{W}">{xml}</m:oMath>')
    return read_equation(element, words)


def said(xml: str) -> str:
    node = formula(xml)
    assert is_sayable(node)
    return plain_line(node.line)


def r(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


def arg(name: str, text: str) -> str:
    return f"<m:{name}>{text if text.startswith('<') or not text else r(text)}</m:{name}>"


def frac(above: str, below: str, kind: str = "bar") -> str:
    return f'<m:f><m:fPr><m:type m:val="{kind}"/></m:fPr>{arg("num", above)}{arg("den", below)}</m:f>'


def sup(base: str, power: str) -> str:
    return f"<m:sSup>{arg('e', base)}{arg('sup', power)}</m:sSup>"


def sub(base: str, index: str) -> str:
    return f"<m:sSub>{arg('e', base)}{arg('sub', index)}</m:sSub>"


def root(inside: str, degree: str = "") -> str:
    return f"<m:rad><m:radPr/>{arg('deg', degree)}{arg('e', inside)}</m:rad>"


def fenced(*parts: str, **properties: str) -> str:
    given = "".join(f'<m:{name} m:val="{value}"/>' for name, value in properties.items())
    return f"<m:d><m:dPr>{given}</m:dPr>{''.join(arg('e', part) for part in parts)}</m:d>"


def nary(sign: str, under: str, over: str, inside: str) -> str:
    sign = f'<m:chr m:val="{sign}"/>' if sign else ""
    return (
        f"<m:nary><m:naryPr>{sign}</m:naryPr>{arg('sub', under)}{arg('sup', over)}{arg('e', inside)}</m:nary>"
    )


def func(name: str, inside: str) -> str:
    return f"<m:func>{arg('fName', name)}{arg('e', inside)}</m:func>"


def limit(kind: str, base: str, text: str) -> str:
    return f"<m:{kind}>{arg('e', base)}{arg('lim', text)}</m:{kind}>"


def accent(inside: str, character: str) -> str:
    return f'<m:acc><m:accPr><m:chr m:val="{character}"/></m:accPr>{arg("e", inside)}</m:acc>'


def bar(inside: str, position: str) -> str:
    return f'<m:bar><m:barPr><m:pos m:val="{position}"/></m:barPr>{arg("e", inside)}</m:bar>'


def array(*rows: str, properties: str = "") -> str:
    return f"<m:eqArr><m:eqArrPr>{properties}</m:eqArrPr>{''.join(arg('e', row) for row in rows)}</m:eqArr>"


ALIGNED = (
    '<m:m><m:mPr><m:mcs><m:mc><m:mcPr><m:mcJc m:val="right"/></m:mcPr></m:mc><m:mc><m:mcPr><m:mcJc m:val="left"/></m:mcPr></m:mc>'
    f"</m:mcs></m:mPr><m:mr>{arg('e', 'a')}{arg('e', '=1')}</m:mr><m:mr>{arg('e', 'b')}{arg('e', '=2')}</m:mr></m:m>"
)
MATRIX = f"<m:m><m:mr>{arg('e', 'a')}{arg('e', 'b')}</m:mr><m:mr>{arg('e', 'c')}{arg('e', 'd')}</m:mr></m:m>"


@pytest.mark.parametrize(
    "module",
    [formula_lines, formulas, formula_operators, formula_runs, equation_fields],
    ids=lambda m: m.__name__,
)
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (r("1.5×") + sup("10", "9"), "1.5×10⁹"),
        (sup("10", "-9"), "10⁻⁹"),
        (sup("1.5×10", "9"), "1.5×10⁹"),
        (sub("CO", "2"), "CO₂"),
        (f"<m:sSubSup>{arg('e', 'x')}{arg('sub', 'i')}{arg('sup', '2')}</m:sSubSup>", "x_i²"),
        (f"<m:sPre>{arg('sub', '9')}{arg('sup', '18')}{arg('e', 'F')}</m:sPre>", "₉¹⁸F"),
        (r("n") + f"<m:sPre>{arg('sub', '')}{arg('sup', '18')}{arg('e', 'F')}</m:sPre>", "n ¹⁸F"),
        (sup(frac("a", "b"), "2"), "(a/b)²"),
        (sup(sup("x", "2"), "3"), "(x²)³"),
        (sup(fenced("a+b"), "2"), "(a+b)²"),
        (sup("e", sup("x", "2")), "e^(x²)"),
        (sup("e", frac("a+b", "c")), "e^((a+b)/c)"),
        (sup("x", ""), "x"),
    ],
)
def test_powers_and_indexes_stand_where_they_stood(xml, line):
    assert said(xml) == line


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (frac("dose", "weight"), "dose/weight"),
        (frac("a+b", "c"), "(a+b)/c"),
        (frac("a", "b+c"), "a/(b+c)"),
        (frac("daily dose", "body weight"), "(daily dose)/(body weight)"),
        (frac("2a", "2b"), "2a/(2b)"),
        (frac("a", sup("m", "2")), "a/m²"),
        (frac("a", fenced("b+c")), "a/(b+c)"),
        (frac("a", root("b")), "a/(√b)"),
        (frac(frac("a", "b"), frac("c", "d")), "(a/b)/(c/d)"),
        (frac("mg/kg", "d"), "(mg/kg)/d"),
        (frac("1", "2", kind="skw"), "1/2"),
        (frac("a+b", "c", kind="lin"), "(a+b)/c"),
        (r("2") + frac("1", "2"), "2 1/2"),
        (r("x") + frac("a", "b"), "x (a/b)"),
        (frac("1", "2") + r("mv"), "(1/2) mv"),
        (frac("1", "2") + sup("v", "2"), "(1/2) v²"),
        (sup("v", "2") + frac("1", "2"), "v² (1/2)"),
        (r("c=0.8×") + frac("a", "b") + r("+1"), "c=0.8×a/b+1"),
        (r("c÷") + frac("a", "b"), "c÷(a/b)"),
        (frac("a", "b") + r("%"), "(a/b)%"),
        (fenced(frac("a", "b")), "(a/b)"),
        (frac("a", "b") + frac("c", "d"), "(a/b) (c/d)"),
    ],
)
def test_a_fraction_keeps_its_bar_and_what_it_reaches_over(xml, line):
    assert said(xml) == line


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (root("height"), "√(height)"),
        (root("2"), "√2"),
        (root("2") + r("x"), "√(2)x"),
        (root("a+b", "3"), "³√(a+b)"),
        (root("x", "n"), "ⁿ√x"),
        (r("2") + root("x", "n"), "2 (ⁿ√x)"),
        (sup(root("x"), "2"), "(√x)²"),
        (fenced("4-albumin"), "(4-albumin)"),
        (fenced("a", begChr="[", endChr=")"), "[a)"),
        (fenced("a", begChr="", endChr="|"), "a|"),
        (fenced("a", "b"), "(a | b)"),
        (fenced("a", "b", sepChr=","), "(a, b)"),
        (fenced("x", begChr="|", endChr="|"), "|x|"),
        (func("log", "x"), "log(x)"),
        (func("sin", fenced("x")), "sin(x)"),
        (func(sup("sin", "2"), "x"), "sin²(x)"),
        (func(limit("limLow", "lim", "n→∞"), "a"), "lim_(n→∞)(a)"),
        (limit("limLow", "max", "i"), "max_i"),
    ],
)
def test_roots_brackets_and_functions_end_where_they_ended(xml, line):
    assert said(xml) == line


@pytest.mark.parametrize(
    ("xml", "line"),
    [
        (nary("∑", "i=1", "n", sub("x", "i")), "∑_(i=1)ⁿ x_i"),
        (nary("∑", "i", "", "a+b"), "∑_i (a+b)"),
        (nary("", "0", "1", "f(x)dx"), "∫₀¹ f(x)dx"),
        (accent("x", "\u0302"), "x\u0302"),
        (accent("x", "´"), "x\u0301"),
        (bar("x", "top"), "x\u0304"),
        (bar("x", "bot"), "x\u0332"),
        (f"<m:box>{arg('e', 'a+b')}</m:box>", "a+b"),
        (f"<m:borderBox>{arg('e', 'a+b')}</m:borderBox>", "a+b"),
        (f"<m:phant><m:phantPr><m:zeroAsc/></m:phantPr>{arg('e', 'y')}</m:phant>", "y"),
        (array("x&amp;=1"), "x=1"),
        (array("E=mc#(1)", properties='<m:maxDist m:val="1"/>'), "E=mc (1)"),
        (array("a&amp;=1", "b&amp;=2"), "a=1\nb=2"),
        (ALIGNED, "a=1\nb=2"),
        (r("2\u2062x"), "2x"),
        ('<m:r><m:rPr><m:scr m:val="double-struck"/></m:rPr><m:t>Rk1∈</m:t></m:r>', "ℝ𝕜𝟙∈"),
        (f"<w:ins w:id='1'>{frac('a', 'b')}</w:ins>", "a/b"),
    ],
)
def test_sums_accents_boxes_and_lines_are_said(xml, line):
    assert said(xml) == line


@pytest.mark.parametrize(
    ("xml", "characters"),
    [
        (MATRIX, "a b c d"),
        (fenced(array("x, if y", "z"), begChr="{", endChr=""), "{x, if y\nz"),
        (frac("n", "k", kind="noBar"), "n k"),
        (frac("", "k"), "/k"),
        (limit("limUpp", "→", "heat"), "→^heat"),
        (f"<m:groupChr><m:groupChrPr/>{arg('e', 'a+b')}</m:groupChr>", "a+b"),
        (accent("xy", "\u0302"), "xy\u0302"),
        (bar("xyz", "top"), "xyz\u0304"),
        (
            f'<m:borderBox><m:borderBoxPr><m:strikeH m:val="1"/></m:borderBoxPr>{arg("e", "a")}</m:borderBox>',
            "a",
        ),
        (f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>{arg("e", "y")}</m:phant>', "y"),
        (f"<m:f><m:fPr><m:ctrlPr><w:del/></m:ctrlPr></m:fPr>{arg('num', 'a')}{arg('den', 'b')}</m:f>", "a/b"),
        (f"<m:later>{arg('e', 'a')}</m:later>", "a"),
        (f'<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr>{arg("deg", "3")}{arg("e", "x")}</m:rad>', "³√x"),
    ],
)
def test_a_form_that_no_line_can_say_is_not_said(xml, characters):
    node = formula(r("1=") + xml)

    assert not is_sayable(node)
    assert plain_line(node.line).split() == ["1=" + characters.split()[0], *characters.split()[1:]]


def test_deep_equations_are_read_in_reasonable_time():
    xml = r("x")
    for _depth in range(70):
        xml = frac(xml, "2") + r("y")

    assert plain_line(formula(xml).line).count("y") == 70


@pytest.mark.parametrize(
    ("code", "line"),
    [
        (r"\f(1;2)", "1/2"),
        (r"\f(a+b,c) \* MERGEFORMAT", "(a+b)/c"),
        (r"\f(1,5;2)", "1,5/2"),
        (r"\r(3,x+1)", "³√(x+1)"),
        (r"10\s\up5(9)/L", "10⁹/L"),
        (r"H\s\do5(2)O", "H₂O"),
        (r"\s\up8(a)\do8(2)", "^a₂"),
        (r"\b\lc\{\rc\}(\f(a,b))", "{a/b}"),
        (r"\i\su(i=1,n,x)", "∑_(i=1)ⁿ x"),
        (r"\x\to(x)", "x\u0304"),
        (r"\* jc2 \* hps10 \o\ad(\s\up 9(toukyou),Tokyo)", "Tokyo (toukyou)"),
        (r"\f(a\,b,c)", "(a,b)/c"),
    ],
)
def test_equation_fields_of_older_files_are_read(code, line):
    node = read_equation_field(code)

    assert is_sayable(node)
    assert plain_line(node.line) == line


@pytest.mark.parametrize("code", [r"\a\co2(a,b,c,d)", r"\o(a,b)", r"\f(1)", "x" * 5000])
def test_equation_fields_that_no_line_can_say_are_not_said(code):
    assert not is_sayable(read_equation_field(code))


@pytest.mark.parametrize("code", [r"\f(", "\\", r"\r()", r"\s()", r"\i(a)", "(" * 3000, r"\f(" * 900, ""])
def test_broken_equation_fields_are_read(code):
    assert isinstance(plain_line(read_equation_field(code).line), str)
