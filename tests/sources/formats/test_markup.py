import json
from html import escape

import pytest

from sources.ama import to_html, to_text
from sources.formats import read

FILES = {
    "ris": "TY  - JOUR\nTI  - {title}\nJO  - {journal}\nPB  - {publisher}\nER  - \n",
    "nbib": "PMID- 1\nTI  - {title}\nJT  - {journal}\nPB  - {publisher}\n",
    "bibtex": "@article{{a, title = {{{title}}}, journal = {{{journal}}}, publisher = {{{publisher}}}}}",
    "endnote-xml": "<xml><records><record><ref-type name='Journal Article'/><titles><title>{title}</title><secondary-title>{journal}"
    "</secondary-title></titles><publisher>{publisher}</publisher></record></records></xml>",
    "csl-json": '[{{"type": "article-journal", "title": {title}, "container-title": {journal}, "publisher": {publisher}}}]',
}
FORMATS = pytest.mark.parametrize("name", FILES)


def one(name, title="A", journal="J", publisher="P"):
    """The item of a file in which these texts stand as a program writes them."""
    written = {"endnote-xml": escape, "csl-json": json.dumps}.get(name, str)
    values = {"title": title, "journal": journal, "publisher": publisher}
    reading = read(FILES[name].format(**{field: written(text) for field, text in values.items()}).encode())
    assert (reading.format, reading.problems) == (name, [])
    return reading.items[0]


@FORMATS
@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Effect of <i>BRCA1</i> loss", "Effect of <i>BRCA1</i> loss"),
        ("Effect of <em>BRCA1</em> loss", "Effect of <i>BRCA1</i> loss"),
        ("Effect of <jats:italic>BRCA1</jats:italic> loss", "Effect of <i>BRCA1</i> loss"),
        ("Effect of <italic toggle='yes'>BRCA1</italic> loss", "Effect of <i>BRCA1</i> loss"),
        ("Effect of <strong>rest</strong>", "Effect of <b>rest</b>"),
        ("<sup>18</sup>F and H<sub>2</sub>O", "<sup>18</sup>F and H<sub>2</sub>O"),
        ("H<inf>2</inf>O", "H<sub>2</sub>O"),
        ("&lt;i&gt;BRCA1&lt;/i&gt; loss", "<i>BRCA1</i> loss"),
        ("<scp>HER2</scp> and <sc>DNA</sc>", "HER2 and DNA"),
        ("<span style='font-variant: small-caps;'>Her2</span> low", "Her2 low"),
        ("<span style='font-style: italic'>in vivo</span> work", "<i>in vivo</i> work"),
        ("<b>Rest <i>and</i></b> work", "<b>Rest <i>and</i></b> work"),
        ("<p>Rest</p> and<br/>work", "Rest and work"),
        ("a count of 10<sup>9</sup>", "a count of 10<sup>9</sup>"),
    ],
)
def test_markup_in_a_title_is_read_as_markup(name, written, title):
    assert one(name, title=written)["title"] == title


@FORMATS
@pytest.mark.parametrize(
    "title",
    [
        "Rest when p <0.05 and n> 3",
        "A <script>alert</script>",
        "Half of a <i>pair",
        "The other </b> half",
        "Of <vector> kind",
    ],
)
def test_what_is_no_markup_stays_text(name, title):
    assert one(name, title=title)["title"] == title


@FORMATS
def test_tags_that_overlap_stay_text_where_they_have_no_partner(name):
    assert one(name, title="<i>a <b>b</i> c</b>")["title"] == "<i>a <b>b</i> c</b>"


@FORMATS
def test_entities_are_read_once(name):
    item = one(
        name,
        title="R&amp;D, &alpha; &#8804; &#x3b2;",
        journal="Clin &amp; Made-up Med",
        publisher="A &amp; B",
    )

    assert item["title"] == "R&D, α ≤ β"
    assert (item["container-title"], item["publisher"]) == ("Clin & Made-up Med", "A & B")
    assert one(name, title="The sign &amp;amp;")["title"] == "The sign &amp;"


@FORMATS
def test_an_ampersand_that_begins_no_entity_stays(name):
    assert one(name, title="A&E, R&D; drug&region")["title"] == "A&E, R&D; drug&region"


@FORMATS
def test_a_journal_keeps_its_markup_unless_all_of_it_is_in_italics(name):
    assert one(name, journal="J of <i>Made</i> Up")["container-title"] == "J of <i>Made</i> Up"
    assert one(name, journal="<i>J Made Up</i>")["container-title"] == "J Made Up"


@FORMATS
def test_a_publisher_has_no_markup(name):
    assert one(name, publisher="<i>Press</i> & Co")["publisher"] == "Press & Co"


@FORMATS
def test_a_formula_keeps_its_meaning(name):
    count = "a count of 10<mml:math><mml:msup><mml:mi/><mml:mn>9</mml:mn></mml:msup></mml:math>"

    assert one(name, title=count)["title"] == "a count of 10<sup>9</sup>"
    assert to_text(one(name, title=count)).startswith("a count of 10⁹.")
    assert "10<sup>9</sup>" in to_html(one(name, title=count))


def test_elements_of_xml_are_markup_too():
    text = FILES["endnote-xml"].format(
        title="<style face='italic'>BRCA1</style>, <sup>18</sup>F, &lt;sub>2&lt;/sub>,"
        " <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>",
        journal="J",
        publisher="P",
    )

    assert read(text.encode()).items[0]["title"] == "<i>BRCA1</i>, <sup>18</sup>F, <sub>2</sub>, 1/2"


def test_letters_whose_case_must_not_change_stay_marked():
    item = one("csl-json", title='On <span class="nocase">pH</span> and <i>x</i>')

    assert item["title"] == 'On <span class="nocase">pH</span> and <i>x</i>'


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Rest and work", ["A diary study"], "Rest and work: A diary study"),
        ("Rest and work", "A &amp; B", "Rest and work: A & B"),
        ("Why rest?", ["A view"], "Why rest? A view"),
        ("Rest: a view", ["A view"], "Rest: a view"),
        ("Rest", [], "Rest"),
    ],
)
def test_the_subtitle_of_a_json_item_is_part_of_its_title(title, subtitle, whole):
    reading = read(json.dumps([{"type": "book", "title": title, "subtitle": subtitle}]).encode())

    assert reading.items == [{"type": "book", "title": whole}]


def test_entities_in_names_and_links_are_read():
    ris = "TY  - JOUR\nTI  - A\nAU  - M&uuml;ller, Jo\nUR  - https://example.org/?a=1&amp;region=2\nER  - \n"
    item = read(ris.encode()).items[0]

    assert item["author"] == [{"family": "Müller", "given": "Jo"}]
    assert item["URL"] == "https://example.org/?a=1&region=2"
