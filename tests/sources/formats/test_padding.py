"""Padding of any kind costs linear time. The guards are against quadratic time, which takes minutes here; they measure nothing."""

import pytest

from sources.formats import read

pytestmark = pytest.mark.timeout(60)
SIZE = 400_000
FILES = {  # a record with padding in it, and a whole one beside it
    "ris": "TY  - JOUR\nTI  - Padded\nAU  - {0}\nER  - \n{1}\nTY  - JOUR\nTI  - Whole\nER  - \n",
    "nbib": "PMID- 1\nTI  - Padded\nFAU - {0}\nDP  - 2020\n\n{1}\nPMID- 2\nTI  - Whole\nDP  - 2020\n",
    "bibtex": "@book{{a, title = {{Padded}}, author = {{{0}}}}}\n{1}\n@book{{b, title = {{Whole}}}}\n",
    "endnote-xml": "<xml><records><record><titles><title>Padded</title></titles><contributors><authors><author>{0}</author></authors>"
    "</contributors></record>{1}<record><titles><title>Whole</title></titles></record></records></xml>",
    "csl-json": '[{{"type": "book", "title": "Padded", "author": "{0}"}},{1}{{"type": "book", "title": "Whole"}}]',
}
IN_NAMES = [",", "a b, c; ", " and ", "et al "]
BETWEEN = ["\n", " ", "\n\n\n "]
MORE = [
    ("ris", "TY  - JOUR\nTI  - Padded {0}\nER  - \nTY  - JOUR\nTI  - Whole\nER  - \n", ["\n", "<i>", "<math>", "&lt;", "<i>a</i>", "x\n"]),
    ("ris", "TY  - JOUR\nTI  - Padded\nSP  - {0}\nVL  - {0}\nIS  - {0}\nDO  - {0}\nER  - \nTY  - JOUR\nTI  - Whole\nER  - \n", ["1-", " ", "(", "10.1/"]),
    ("bibtex", "@book{{a, title = {{Padded {0}}}}}\n@book{{b, title = {{Whole}}}}\n", ["{a} ", "$a$ ", "\\'{e}", "\\frac{a}{b}", "^{a}", "--"]),
    ("bibtex", "@book{{a, title = {{Padded}}}}\n{0}\n@book{{b, title = {{Whole}}}}\n", ["@comment{", "@", "@a", "{", "}", "% \n", "@string{"]),
    ("bibtex", "@book{{x, title = {{Padded}}}}\n@book{{{0}a, title = {{B}}}}\n@book{{b, title = {{Whole}}}}\n", [" ", "\n"]),
    ("bibtex", "{0}@book{{b, title = {{Whole}}}}\n", ["\n", " "]),
    ("bibtex", "@book{{a, title = \"Padded {0}\"}}\n@book{{b, title = {{Whole}}}}\n", ["{}, ", "{a}"]),
    ("bibtex", "@book{{a, title = {{Padded}}, author = {{{0}}}}}\n@book{{b, title = {{Whole}}}}\n", ["{a} ", "{}{}", "a{b}"]),
    ("endnote-xml", "<records><record><titles><title>Padded {0}</title></titles></record><record><titles><title>Whole</title></titles>"
     "</record></records>", ["<i/>", "&amp;", "&lt;i&gt;", "<style/>"]),
]  # fmt: skip
CASES = [
    *((name, FILES[name], unit, "") for name in FILES for unit in IN_NAMES),
    *((name, FILES[name], "Doe, Jo", unit) for name in FILES for unit in BETWEEN),
    *((name, form, unit, "") for name, form, units in MORE for unit in units),
]


@pytest.mark.parametrize(
    ("name", "form", "inside", "between"), CASES, ids=[f"{name} {unit!r}" for name, _, unit, _ in CASES]
)
def test_padding_keeps_no_record_from_being_read(name, form, inside, between):
    padding = [unit if unit == "Doe, Jo" else unit * (SIZE // len(unit or " ")) for unit in (inside, between)]

    reading = read(form.format(*padding).encode())

    assert reading.format == name
    assert reading.items[-1]["title"] == "Whole"
