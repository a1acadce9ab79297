import re

import pytest

from articles.manuscripts import read
from tests.articles.manuscripts.manuscripts import text_with


def cited(body: str) -> list[str]:
    return re.findall(r'data-reference="([\d ]+)"', body)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Bone is common [3].", ["3"]),
        ("Bone is common.[3]", ["3"]),
        ("Bone is common [3,5].", ["3 5"]),
        ("Bone is common [3-5] and liver [1–2, 5].", ["3 4 5", "1 2 5"]),
        ("Bone is common [1][2].", ["1 2"]),
        ("Bone is common [1]–[3].", ["1 2 3"]),
        ("Bone is common(3) in women.", ["3"]),
        ("Bone is common.(3) Liver too.", ["3"]),
        ("Bone is common (3).", ["3"]),
        ("Bone is common (3, 4), liver less.", ["3 4"]),
        ("Bone (3) and liver (4) are common.", ["3", "4"]),
        ("Bone is common.³ Liver too.¹,²", ["3", "1 2"]),
        ("Bone is common¹⁻³ in HER2⁴ disease.", ["1 2 3", "4"]),
        ("Bone is common.<sup>3</sup>", ["3"]),
        ("Bone is common.^3^", ["3"]),
        ("About 30%³ of them.", ["3"]),
        ("Common in ER+³ and HER2+⁴ disease.", ["3", "4"]),
    ],
)
def test_markers_become_citations(sentence, expected):
    assert cited(read(text_with(sentence), "a.txt").body) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It was found in (20) patients.",
        "A study (2013) said so.",
        "A count of 10³ cells.",
        "A surface of 2 m² or 5 cm³.",
        "All three (3) of them.",
        "HER2 and BRCA1 are genes.",
        "Volume 12(3) of the journal.",
        "It takes: (1) time; (2) patience.",
        "[18F]FDG or ¹⁸F-FDG and Ca²⁺.",
        "In [2013] and [1,000] people.",
        "Grade (3) is high.",
        "The words [most of them] stay.",
    ],
)
def test_numbers_that_are_not_markers_are_left_alone(sentence):
    assert read(text_with(sentence), "a.txt").body == f"<p>{sentence}</p>"


@pytest.mark.parametrize(
    "sentence", ["10<sup>9</sup>/L", "2 m<sup>2</sup> of skin", "CO<sub>2</sub> and 3<sup>rd</sup>"]
)
def test_exponents_and_subscripts_stay_in_place(sentence):
    assert read(text_with(f"It is {sentence}."), "a.txt").body == f"<p>It is {sentence}.</p>"


def test_a_citation_follows_its_word_without_a_space():
    assert read(text_with("Bone is common [3, 5]."), "a.txt").body == (
        '<p>Bone is common<sup class="citation" data-reference="3 5">3,5</sup>.</p>'
    )


def test_a_marker_without_a_reference_is_kept_and_reported():
    manuscript = read(text_with("Bone is common [12] and so is liver [3,9]."), "a.txt")

    assert manuscript.body == "<p>Bone is common [12] and so is liver [3,9].</p>"
    assert [(n.line, n.reason) for n in manuscript.notes if n.reason.startswith("Marker")] == [
        (3, "Marker [12] has no source 12."),
        (3, "Marker [3,9] has no source 9."),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Found in (5) patients.",
        "The HER2(2) gene.",
        "In the year 2013³ it changed.",
        "In 24³ of them, or grade 12³.",
    ],
)
def test_a_doubtful_marker_is_kept_and_reported(sentence):
    manuscript = read(text_with(sentence), "a.txt")

    assert manuscript.body == f"<p>{sentence}</p>"
    assert {n.line for n in manuscript.notes if "may be a citation or a number" in n.reason} == {3}


def test_markers_in_a_manuscript_without_references_are_reported():
    manuscript = read(b"A Title\n\nBone is common.[1]\n")

    assert manuscript.body == "<p>Bone is common.[1]</p>"
    assert "Marker [1] has no source 1." in [note.reason for note in manuscript.notes]


def test_a_superscript_that_became_a_citation_is_not_reported_as_lost():
    text = (
        b"<h1>Bones</h1><p>Bone pain is common.<sup>1,2</sup> Radiation helps.<sup>2-3</sup></p>"
        b"<h2>References</h2><ol><li>Doe A. One. J X. 2001;1:1.</li><li>Roe B. Two. J X. 2002;2:2.</li>"
        b"<li>Poe C. Three. J X. 2003;3:3.</li></ol>"
    )

    manuscript = read(text, "bones.html")

    assert manuscript.body.count("data-reference") == 2
    assert [note for note in manuscript.notes if "lost its superscript" in note.reason] == []


@pytest.mark.parametrize(
    ("label", "reason"),
    [("①", "Marker [^①] has no note ①."), ("¹", "Marker [^¹] has no source 1.")],
)
def test_a_footnote_marker_in_unusual_digits_is_kept_and_reported(label, reason):
    manuscript = read(f"A Title\n\nBone is common[^{label}].".encode(), "a.txt")

    assert manuscript.body == f"<p>Bone is common[^{label}].</p>"
    assert reason in [note.reason for note in manuscript.notes]


@pytest.mark.parametrize("number", ["12 (3)", "3.5 (2)", "40% (3)", "40 % (3)", "1,204 (5)"])
def test_a_number_in_brackets_behind_a_value_may_be_its_share_or_its_spread(number):
    manuscript = read(text_with(f"Bone is common (4). They had pain: {number}."), "a.txt")

    assert cited(manuscript.body) == ["4"]
    assert number in manuscript.body
    assert [n.line for n in manuscript.notes if "may be a citation or a number" in n.reason] == [3]


@pytest.mark.parametrize("mention", ["Eq. (1)", "Eqs. (1)", "Fig. (2)", "equation (1)", "No. (3)"])
def test_the_number_of_an_equation_or_figure_is_no_citation(mention):
    body = read(text_with(f"Bone is common (4). This follows from {mention}."), "a.txt").body

    assert cited(body) == ["4"]
    assert mention in body


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Bone is common [3]. Liver too [4].", "Rest helps (2)."),
        ("Bone is common.³ Liver too.⁴", "Rest helps (2)."),
        ("Bone is common [3]. Liver too [4].", "The staff of Tom Sample² helps."),
    ],
)
def test_a_marker_in_a_way_the_manuscript_hardly_uses_is_kept_and_reported(usual, other):
    manuscript = read(text_with(f"{usual} {other}"), "a.txt")

    assert cited(manuscript.body) == ["3", "4"]
    assert other in manuscript.body
    assert [n.line for n in manuscript.notes if "may be a citation or a number" in n.reason] == [3]


def test_a_manuscript_may_cite_in_two_ways():
    body = read(text_with("Bone [3] and liver [4] are common (2). Rest helps (5)."), "a.txt").body

    assert cited(body) == ["3", "4", "2", "5"]


def test_a_raised_number_may_repeat_a_note():
    body = read(text_with("Bone is common[^3], liver too[^4]. Pain is.²"), "a.txt").body

    assert cited(body) == ["3", "4", "2"]


def test_the_number_of_a_displayed_equation_is_no_citation():
    page = (
        "<h1>Doses</h1><p>Bone is common (1).</p><p><math><mi>x</mi><mo>=</mo><mn>12</mn></math> (1)</p>"
        "<h2>References</h2><ol><li>Doe A. One. J X. 2001;1:1.</li></ol>"
    )

    body = read(page.encode(), "a.html").body

    assert body.count("data-reference") == 1
    assert "(1)</p>" in body


@pytest.mark.parametrize("cell", ["54 [3–5]", "12% [1–4]", "≤ 1.5 [2, 3]"])
def test_a_range_in_square_brackets_behind_a_lone_value_is_no_citation(cell):
    page = (
        f"<h1>Doses</h1><p>Bone is common [1].</p><table><tr><td>Age</td><td>{cell}</td></tr></table>"
        "<h2>References</h2><ol>" + "<li>Doe A. One. J X. 2001;1:1.</li>" * 5 + "</ol>"
    )

    manuscript = read(page.encode(), "a.html")

    assert cited(manuscript.body) == ["1"]
    assert f"<td>{cell}</td>" in manuscript.body
    assert [n for n in manuscript.notes if "may be a citation or a number" in n.reason]
