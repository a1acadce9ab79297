import pytest

from sources.formats.latex import from_unicode, to_unicode


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"p {\textless} 0.05 and n \textgreater{} 3", "p < 0.05 and n > 3"),
        (r"p $\lt$ 0.05", "p < 0.05"),
        (r"5 {\textmu}g, 5\,\micro g, 5 $\upmu$g", "5 μg, 5 μg, 5 μg"),
        (r"37\,$^\circ$C and 37 {\textdegree}C", "37 °C and 37 °C"),
        (r"a|b is {\textbar}", "a|b is |"),
        (r"{\copyright} 2020, \S 5, 5{\textperthousand}", "© 2020, §5, 5‰"),
        (r"{\textalpha}-blocker, $\upbeta$", "α-blocker, β"),
        (r"\~{}5 and 5\^{}3", "~5 and 5^3"),
        (r"$\leq$10\%, $\geqslant$ 5, 5 $\pm$ 2", "≤10%, ⩾ 5, 5 ± 2"),
    ],
)
def test_symbols_are_never_dropped(written, text):
    assert to_unicode(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"$\frac{1}{2}$ dose", "1/2 dose"),
        (r"\nicefrac{1}{2}", "1/2"),
        (r"$\frac{a+1}{b_{1}}$", "(a+1)/(b<sub>1</sub>)"),
        (r"$\frac{\frac{1}{2}}{3}$", "(1/2)/3"),
        (r"$\sqrt{2}$ and $\sqrt{a+b}$", "√2 and √(a+b)"),
        (r"1.5 $\times$ 10$^{9}$", "1.5 × 10<sup>9</sup>"),
        (r"\SI{5}{mg}", "5 mg"),
    ],
)
def test_formulas_keep_their_meaning(written, text):
    assert to_unicode(written) == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"\href{https://example.org/a_b}{The title}", "The title"),
        (r"\textcolor{red}{Rest}", "Rest"),
        (r"Rest\footnote{A note}", "Rest (A note)"),
        (r"{\bfseries Rest} {\small and} \relax work", "<b>Rest</b> and work"),
        (r"\begin{em}Rest\end{em}", "Rest"),
    ],
)
def test_what_only_sets_type_is_left_out_and_words_stay(written, text):
    assert to_unicode(written) == text


def test_a_macro_that_nobody_knows_stays_to_be_seen():
    assert (
        to_unicode(r"The \madeup gene, \madeup{} and \madeup{BRCA}") == r"The \madeup gene, \madeup and BRCA"
    )


@pytest.mark.parametrize(
    "written", [r"\'{xyzabcdefghijklm}", r"\'{}", r"\k{\ }x", r"\frac{1}", r"\frac12", r"\sqrt"]
)
def test_a_macro_that_is_used_wrongly_loses_no_letter(written):
    letters = [
        letter for letter in "xyzabcdefghijklm12" if letter in written.replace("frac", "").replace("sqrt", "")
    ]

    assert all(letter in to_unicode(written) for letter in letters if letter != "k" or "k{" not in written)


@pytest.mark.parametrize("text", ["a < b > c", "1/2 | ~5 ^ {x}", "5 μg ± 2 °C", "<i>in vivo</i> √2"])
def test_what_we_write_is_read_back(text):
    assert to_unicode(from_unicode(text)) == text
