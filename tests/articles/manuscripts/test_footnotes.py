"""What notes at the foot of a page or at the end say: sources, remarks, or both."""

import doctest

import pytest

from articles.manuscripts import note_parts, read
from tests.articles.manuscripts.word import archive, p, r, read_word, relationships, root

DOE = "Doe B, Roe C. Bone pain. J Pain. 2019;3:4-9."
POE = "Poe D. Hips. J Hip. 2020;12(3):14-19."


def mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def notes(*texts: str) -> dict[str, str]:
    listed = "".join(
        f'<w:footnote w:id="{number}">{"".join(p(line) for line in text.splitlines())}</w:footnote>'
        for number, text in enumerate(texts, start=1)
    )
    return {"word/footnotes.xml": root("footnotes", listed)}


def noted(text: str):
    return read_word(p("Pain is common", inner=mark(1) + r(" at night.")), parts=notes(text))


def test_the_examples_hold():
    assert doctest.testmod(note_parts).failed == 0


@pytest.mark.parametrize(
    "text",
    [
        "Ask your nurse whether the test is paid for; some insurers want a letter first.",
        "The rule changed in 2019.",
        "In 2019; 3 women in ten.",
        "See page 4.",
        "Ibid., p. 4.",
        "Op. cit., note 3.",
        "HER2 stands for human epidermal growth factor receptor 2.",
        "You can find a list at https://www.example.org/list. Prices vary.",
        "Thank you to Dr. Jo Doe, MD, for her help.",
        "Vitamin D, 800 IU per day.",
        "Smith 2003.",
    ],
)
def test_a_note_that_explains_is_no_source_but_stands_in_the_text(text):
    manuscript = noted(text)

    assert manuscript.body == f"<p>Pain is common [{text}] at night.</p>"
    assert manuscript.references == []
    assert [(n.text, n.is_left_out) for n in manuscript.notes] == [(text, False)]


@pytest.mark.parametrize(
    "text",
    [
        DOE,
        "Doe B (2019) Bones. J Bone 3:4–9.",
        "Doe, B. Living with cancer. New York: Penguin, 2010.",
        "WHO. Cancer pain relief. Geneva: World Health Organization; 1996.",
        "American Cancer Society. What is bone? https://www.cancer.org/bone. Accessed May 3, 2021.",
        "National Cancer Institute. Bone pain.",
        "https://www.cancer.org/bone",
        "Jemal et al., “Global cancer statistics,” CA Cancer J Clin 61 (2011): 69-90.",
        "N Engl J Med 382:597-609, 2020",
    ],
)
def test_a_note_with_the_data_of_a_source_is_one(text):
    manuscript = noted(text)

    assert (
        manuscript.body == '<p>Pain is common<sup class="citation" data-reference="1">1</sup> at night.</p>'
    )
    assert [reference.text for reference in manuscript.references] == [text]


@pytest.mark.parametrize(
    "text", [f"{DOE} {POE}", f"{DOE[:-1]}; {POE}", f"{DOE}\n{POE}", f"See {DOE[:-1]}; and {POE}"]
)
def test_several_sources_in_one_note_are_several_sources(text):
    manuscript = noted(text)

    assert (
        manuscript.body
        == '<p>Pain is common<sup class="citation" data-reference="1 2">1,2</sup> at night.</p>'
    )
    assert [reference.item["title"] for reference in manuscript.references] == ["Bone pain", "Hips"]


def test_what_a_note_says_before_its_source_stands_in_the_text():
    manuscript = noted(f"This is an average. See {DOE}")

    citation = '<sup class="citation" data-reference="1">1</sup>'
    assert manuscript.body == f"<p>Pain is common{citation} [This is an average.] at night.</p>"
    assert [reference.text for reference in manuscript.references] == [DOE]


def test_what_a_note_says_after_its_source_stays_with_it_and_is_reported():
    manuscript = noted(f"{DOE} This small study was never repeated.")

    assert (
        manuscript.body == '<p>Pain is common<sup class="citation" data-reference="1">1</sup> at night.</p>'
    )
    assert [(ref.text, ref.item["title"]) for ref in manuscript.references] == [
        (f"{DOE} This small study was never repeated.", "Bone pain")
    ]
    assert [(note.text, note.reason) for note in manuscript.notes] == [
        (
            "This small study was never repeated.",
            "This note says more than its source. Add it to the text if readers need it.",
        )
    ]


def test_a_remark_around_a_source_stays_together():
    manuscript = noted(f"Since 2021 (see {DOE[:-1]}) this has changed.")

    assert "[Since 2021 ( … this has changed.]" in manuscript.body


@pytest.mark.parametrize(
    ("after", "html"),
    [
        (".", "Pain. [Ask us.]"),
        (". Then", "Pain. [Ask us.] Then"),
        (".” Then", "Pain.” [Ask us.] Then"),
        (", then", "Pain [Ask us.], then"),
        (".5 of", "Pain [Ask us.].5 of"),
    ],
)
def test_a_remark_stands_behind_the_end_of_the_sentence_that_it_ends(after, html):
    manuscript = read_word(p("Pain", inner=mark(1) + r(after)), parts=notes("Ask us."))

    assert manuscript.body == f"<p>{html}</p>"


def test_words_that_only_lead_to_a_source_are_reported():
    manuscript = noted(f"For a review, see {DOE}")

    assert [reference.text for reference in manuscript.references] == [DOE]
    assert [(n.text, n.reason) for n in manuscript.notes] == [
        ("For a review, see", "Left out: words of a note that lead to its source")
    ]


def test_a_remark_keeps_its_format_and_its_link():
    link = {"word/_rels/footnotes.xml.rels": relationships(("l", "hyperlink", "https://example.org/"))}
    text = f'<w:footnote w:id="1"><w:p>{r("Ask ")}<w:r><w:rPr><w:b/></w:rPr><w:t>your</w:t></w:r><w:hyperlink r:id="l">{r(" nurse")}</w:hyperlink>{r(".")}</w:p></w:footnote>'

    manuscript = read_word(
        p("Pain", inner=mark(1)), parts={"word/footnotes.xml": root("footnotes", text), **link}
    )

    assert manuscript.body == (
        '<p>Pain [Ask <strong>your</strong><a href="https://example.org/"> nurse</a>.]</p>'
    )


def test_a_remark_on_a_heading_or_a_title_follows_it_as_a_paragraph():
    title = '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Bones</w:t></w:r>' + mark(1) + "</w:p>"
    heading = p("Pain", '<w:outlineLvl w:val="0"/>', mark(2))
    table = f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b', inner=mark(3))}</w:tc></w:tr></w:tbl>"
    parts = notes("Ask us about this.", "Pain differs.", "Not in children.")
    named = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    document = root("document", f"<w:body>{title}{p('Text.')}{heading}{p('More.')}{table}</w:body>")
    manuscript = read(
        archive({"word/document.xml": document, "word/styles.xml": root("styles", named), **parts}), "a.docx"
    )

    assert manuscript.title == "Bones"
    assert manuscript.body.splitlines()[:4] == [
        "<p>[Ask us about this.]</p>",
        "<p>Text.</p>",
        "<h2>Pain</h2>",
        "<p>[Pain differs.]</p>",
    ]
    assert "b [Not in children.]" in manuscript.body


def test_a_mark_without_its_note_is_reported():
    manuscript = read_word(p("Pain is common", inner=mark(7) + r(" at night.")))

    assert manuscript.body == "<p>Pain is common at night.</p>"
    assert [(n.text, n.reason) for n in manuscript.notes] == [
        ("Pain is common", "A mark here points to a note that is not in the file.")
    ]
