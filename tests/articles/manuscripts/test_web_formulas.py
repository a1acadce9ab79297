"""Formulas of web pages become text that means the same, or are named in the report."""

import pytest

from articles.manuscripts import Manuscript, read


def of_page(math: str) -> Manuscript:
    return read(f"<h1>A title</h1><h2>A part</h2><p>It is {math}.</p>".encode())


@pytest.mark.parametrize(
    ("math", "expected"),
    [
        ("<mn>1.5</mn><mo>×</mo><msup><mn>10</mn><mn>9</mn></msup>", "1.5 × 10<sup>9</sup>"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>", "2 1/2"),
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "<sup>3</sup>√x"),
        ("<msub><mi>H</mi><mn>2</mn></msub><mi>O</mi>", "H<sub>2</sub>O"),
        ("<mi>a</mi><mo>&le;</mo><mi>b</mi>", "a ≤ b"),
        ("<mi>log</mi><mo>&#x2061;</mo><mi>x</mi>", "log x"),
        ("<mi>sin</mi><mi>x</mi>", "sin x"),
        ("<mn>2</mn><mo>&#x2062;</mo><mi>x</mi>", "2x"),
        ("<mn>5</mn><mi>mg</mi>", "5 mg"),
        ("<mover><mi>x</mi><mo>¯</mo></mover>", "x̄"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
        ("<mmultiscripts><mi>C</mi><mprescripts/><none/><mn>14</mn></mmultiscripts>", "<sup>14</sup>C"),
        ("<semantics><mi>x</mi><annotation>\\frac x</annotation></semantics>", "x"),
        ("<munder><mi>lim</mi><mi>x</mi></munder><mi>f</mi>", "lim<sub>x</sub> f"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>x</mi>", "∑<sub>i</sub><sup>n</sup> x"),
    ],
)
def test_a_formula_becomes_text_that_means_the_same(math, expected):
    for start in ("<math>", "<math xmlns='http://www.w3.org/1998/Math/MathML'>"):
        assert of_page(f"{start}{math}</math>").body.endswith(f"<p>It is {expected}.</p>")


@pytest.mark.parametrize(
    ("math", "words"),
    [
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "1 2"),
        ("<mfrac linethickness=0><mi>n</mi><mi>k</mi></mfrac>", "n k"),
        ("<mfrac><mi>n</mi></mfrac>", "n"),
        ("<menclose notation=horizontalstrike><mi>n</mi></menclose>", "n"),
        ("<unknown>7<mi>n</mi></unknown>", "7 n"),
    ],
)
def test_a_formula_that_no_line_can_say_is_named_in_the_report(math, words):
    manuscript = of_page(f"<math>{math}</math>")

    assert manuscript.body.endswith("<p>It is [formula].</p>")
    assert [(note.text, note.is_left_out) for note in manuscript.notes] == [(words, True)]


def test_a_power_in_a_formula_is_never_a_citation():
    page = (
        "<h1>A title</h1><p>Up to <math><msup><mi>x</mi><mn>1</mn></msup></math> and more of it.</p><h2>References</h2>"
        "<ol><li>Doe B. Bones. J X. 2001;1:2.</li></ol>"
    )

    assert read(page.encode()).body == "<p>Up to x<sup>1</sup> and more of it.</p>"


def test_a_formula_that_a_program_shows_twice_is_read_once():
    manuscript = of_page(
        "<span class=katex><span class=katex-mathml><math><msup><mn>10</mn><mn>9</mn></msup></math></span>"
        "<span class=katex-html aria-hidden=true>109</span></span>"
    )

    assert manuscript.body.endswith("<p>It is 10<sup>9</sup>.</p>")
    assert manuscript.notes == []


@pytest.mark.parametrize("form", ["<script type='math/tex'>{}</script>", "<img class=latex alt='{}' src=x>"])
@pytest.mark.parametrize(
    ("tex", "expected", "reason"),
    [
        ("10^{9} \\geq x", "10<sup>9</sup> ≥ x", "This formula was made into text. Check it."),
        ("\\frac{a+b}{c}", "(a+b)/c", "This formula was made into text. Check it."),
        (
            "\\begin{matrix}1\\end{matrix}",
            "\\begin{matrix}1\\end{matrix}",
            "This formula was left as it is typed. Check it.",
        ),
        ("x^{2^{n}}", "x^{2^{n}}", "This formula was left as it is typed. Check it."),
    ],
)
def test_a_formula_in_tex_becomes_text_or_stays_as_typed_and_is_reported(form, tex, expected, reason):
    manuscript = of_page(form.format(tex))

    assert manuscript.body.endswith(f"<p>It is {expected}.</p>")
    assert [(note.text, note.reason) for note in manuscript.notes] == [(tex, reason)]


def test_powers_keep_their_meaning_in_the_report():
    manuscript = read(b"<h1>A title</h1><p>Text.</p><p hidden>Above 10<sup>9</sup>/L</p>")

    assert [note.text for note in manuscript.notes] == ["Above 10⁹/L"]
