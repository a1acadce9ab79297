import re

import pytest

from articles.markup import clean, render
from tests.factories import cite


def ids(html):
    return re.findall(r'<h[234][^>]* id="([^"]*)"', html)


def test_an_id_stays_when_headings_are_reworded():
    stored = clean("<h2>Sleep</h2><h2>Pain</h2>")

    reworded = clean(stored.replace(">Sleep<", ">Sleeping better<").replace(">Pain<", ">Sleep<"))

    assert ids(stored) == ids(reworded) == ["sleep", "pain"]


def test_a_new_heading_gets_no_id_used_further_down():
    stored = clean("<h2>Sleep</h2>")

    assert ids(clean(f"<h2>Sleep</h2>{stored}")) == ["sleep-2", "sleep"]


def test_an_id_moves_with_its_heading():
    assert ids(clean('<h3 id="b">B</h3><h2 id="a">A</h2>')) == ["b", "a"]


def test_of_two_headings_with_one_id_the_first_keeps_it():
    assert ids(clean('<h2 id="a">One</h2><h2 id="a">Two</h2><h3>Two</h3><h4>Two</h4>')) == [
        "a",
        "two",
        "two-2",
        "two-3",
    ]


@pytest.mark.parametrize(
    "taken",
    [
        "main",
        "menu",
        "reading",
        "sources",
        "author",
        "changes",
        "source-1",
        "cite-1a",
        "h-check",
        "pop-name",
        "table-1",
        "callout-2",
    ],
)
def test_headings_never_get_the_anchors_of_the_page_itself(taken):
    (given,) = ids(clean(f'<h2 id="{taken}">X</h2>'))
    (made,) = ids(clean(f"<h2>{taken.replace('-', ' ')}</h2>"))

    assert taken not in (given, made)


def test_a_section_about_sources_still_gets_a_readable_id():
    assert ids(clean("<h2>Sources</h2><h2>Source of pain</h2>")) == ["sources-section", "source-of-pain"]


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ("If it hurts: what to do?", "if-it-hurts-what-to-do"),
        ("¿Qué es?", "que-es"),
        ("乳がんとは", "乳がんとは"),
        ("Что это?", "что-это"),
        ("ما هو؟", "ما-هو"),
        ("यह क्या है?", "यह-क्या-है"),
        ("Straße", "strasse"),
        ("5 signs", "s-5-signs"),
        ("???", "section"),
        ("<em>Bone</em> and <strong>liver</strong>", "bone-and-liver"),
        ("word " * 40, "-".join(["word"] * 12)),
    ],
)
def test_an_id_is_made_of_the_words(words, given):
    stored = clean(f"<h2>{words}</h2>")

    assert ids(stored) == [given]
    assert clean(stored) == stored


def test_a_citation_in_a_heading_is_left_out_of_ids_and_contents():
    rendered = render(f"<h2>Bone{cite('a1')} pain</h2>")

    assert [(h.id, h.text) for h in rendered.contents] == [("bone-pain", "Bone pain")]
    assert 'id="cite-1a"' in rendered.html


def test_a_heading_of_nothing_but_a_citation_is_a_paragraph():
    assert clean(f"<h2>{cite('a1')}</h2>") == f"<p>{cite('a1')}</p>"


def test_contents_are_sections_with_their_subsections():
    rendered = render("<h2>A</h2><h3>B</h3><h4>C</h4><h3>D</h3><h2>E</h2>")

    assert [(h.level, h.text, [child.text for child in h.children]) for h in rendered.contents] == [
        (2, "A", ["B", "D"]),
        (2, "E", []),
    ]
    assert rendered.contents[0].as_dict() == {
        "level": 2,
        "id": "a",
        "text": "A",
        "children": [
            {"level": 3, "id": "b", "text": "B", "children": []},
            {"level": 3, "id": "d", "text": "D", "children": []},
        ],
    }


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("44244", "22233"),
        ("333", "222"),
        ("244", "233"),
        ("2344", "2344"),
        ("24342", "23342"),
        ("3243", "2233"),
    ],
)
def test_no_level_is_skipped_on_the_page_and_one_level_stays_one(stored, shown):
    rendered = render("".join(f"<h{level}>{place}</h{level}>" for place, level in enumerate(stored)))

    assert "".join(re.findall(r"<h(\d)", rendered.html)) == shown
    assert [h.text for h in rendered.contents] == [str(n) for n, level in enumerate(shown) if level == "2"]


def test_when_to_call_is_in_the_contents_and_headings_inside_callouts_are_not():
    rendered = render(
        '<aside class="callout" data-kind="survival"><h2>Years</h2></aside><h3>Rest</h3>'
        '<aside class="callout" data-kind="care"><p class="callout-title">Call</p><h2>Tonight</h2></aside>'
        '<aside class="callout" data-kind="word"><h3>Us</h3></aside>'
    )

    assert [(h.text, h.children) for h in rendered.contents] == [("Rest", []), ("Call", [])]
    assert re.findall(r"<h(\d)[^>]*>([^<]+)", rendered.html) == [
        ("2", "Years"),
        ("2", "Rest"),
        ("2", "Call"),
        ("3", "Tonight"),
        ("3", "Us"),
    ]
