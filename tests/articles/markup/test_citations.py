import pytest

from articles.markup import Numbering, clean, render, render_inline, uses
from articles.markup.citations import letters
from tests.factories import cite


def printed(html, numbering=None):
    """The numbers of a body as a reader sees them."""
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(str(render(html, numbering).html), create_parent="div")
    return ["".join(sup.itertext()) for sup in root.iterdescendants("sup")]


def test_the_first_use_is_one_and_a_source_keeps_its_number():
    assert printed(f"<p>a{cite('b')} b{cite('a')} c{cite('b')} d{cite('c')}</p>") == ["1", "2", "1", "3"]


@pytest.mark.parametrize(
    ("marks", "numbers"),
    [
        (cite("a1") + cite("b2"), ["1,2"]),
        (cite("a1") + " " + cite("b2"), ["1,2"]),
        (cite("a1") + "&nbsp;" + cite("b2"), ["1,2"]),
        (cite("a1") + ", " + cite("b2"), ["1,2"]),
        (cite("a1") + " and " + cite("b2"), ["1", "2"]),
        (cite("a1") + "." + cite("b2"), ["1", "2"]),
        (cite("a1") + cite("a1"), ["1"]),
        (cite("a1", "b2", "c3"), ["1-3"]),
        (cite("a1", "b2") + cite("c3"), ["1-3"]),
        (cite("a1", "b2"), ["1,2"]),
        (cite("a1", locator="p. 4"), ["1(p4)"]),
        (cite("a1", "b2", "c3", locator="pp. 4-6"), ["1(pp4-6),2,3"]),
        (cite("a1", "b2", "c3", locator="|p. 9"), ["1,2(p9),3"]),
        (cite("a1") + cite("a1", locator="p. 4") + cite("a1", locator="p. 9"), ["1(p4),1(p9)"]),
        (cite("a1") + "<strong>" + cite("b2") + "</strong>", ["1", "2"]),
    ],
)
def test_adjacent_citations_are_merged_and_runs_collapsed(marks, numbers):
    assert printed(f"<p>a{marks}</p>") == numbers


def test_merged_citations_are_sorted_by_number():
    assert printed(
        f"<p>a{cite('c3')} b{cite('b2')} c{cite('a1', 'b2', 'c3')} d{cite('d4')}{cite('a1')}</p>"
    ) == [
        "1",
        "2",
        "1-3",
        "3,4",
    ]


def test_a_gap_ends_a_run():
    first = "".join(f"<p>x{cite(key)}</p>" for key in "abcdefgh")

    assert printed(f"{first}<p>y{cite('h', 'c', 'b', 'a', 'e', 'f')}</p>")[-1] == "1-3,5,6,8"


def test_every_use_of_a_source_has_its_own_anchor_even_inside_a_run():
    rendered = render(f"<p>a{cite('a1', 'b2', 'c3')}</p><p>b{cite('c3')}{cite('b2')}</p>")

    assert rendered.uses == {"a1": ["cite-1a"], "b2": ["cite-2a", "cite-2b"], "c3": ["cite-3a", "cite-3b"]}
    for anchors in rendered.uses.values():
        for anchor in anchors:
            assert rendered.html.count(f'id="{anchor}"') == 1
    assert (
        'href="#source-1" id="cite-1a" role="doc-noteref" aria-label="Sources 1 to 3" data-through="3">1-3<'
        in rendered.html
    )


def test_screen_readers_hear_a_number_with_its_page():
    assert 'aria-label="Source 1, p. 4"' in render(f"<p>a{cite('a1', locator='p. 4')}</p>").html


def test_letters_continue_after_z():
    rendered = render("".join(f"<p>x{cite('a1')}</p>" for _ in range(28)))

    assert rendered.uses["a1"][25:] == ["cite-1z", "cite-1aa", "cite-1ab"]
    assert len({letters(n) for n in range(2000)}) == 2000


def test_an_unknown_source_is_dropped_and_reported_with_its_sentence():
    rendered = render(
        f"<p>Bone is common.{cite('a1')} So is liver.{cite('gone', 'a1')}</p><p>End{cite('lost')}.</p>",
        ["a1"],
    )

    assert rendered.cited == ["a1"]
    assert rendered.unknown == [("gone", "So is liver."), ("lost", "End.")]
    assert "gone" not in rendered.html
    assert rendered.html.endswith("<p>End.</p>")


def test_a_merged_source_is_found_under_its_old_key_and_counted_once():
    rendered = render(f"<p>a{cite('old')} b{cite('new')}</p>", {"old": "new", "new": "new"})

    assert rendered.cited == ["new"]
    assert rendered.uses == {"new": ["cite-1a", "cite-1b"]}


def test_several_texts_of_a_page_share_one_numbering():
    numbering = Numbering(["a1", "b2"])

    point = render_inline(f"Rest.{cite('b2')}", numbering)
    body = render(f"<p>a{cite('a1')} b{cite('b2')}</p>", numbering)

    assert ">1</a>" in point
    assert body.cited == ["b2", "a1"]
    assert body.uses == {"b2": ["cite-1a", "cite-1b"], "a1": ["cite-2a"]}


@pytest.mark.parametrize("numbering", [None, Numbering(), ["a1"], {"a1": "a1"}, {"a1"}, iter(["a1"])])
def test_known_sources_can_be_passed_in_several_ways(numbering):
    assert render(f"<p>a{cite('a1')}</p>", numbering).cited == ["a1"]


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("<p>One. Two{0}. Three.</p>", ["Two."]),
        ("<p>One. Two.{0} Three.</p>", ["Two."]),
        ("<p>One. Two. {0} Three.</p>", ["Two."]),
        ("<p>{0}One. Two.</p>", ["One."]),
        ("<p>Bone{0} and liver{0} are common. So is skin.</p>", ["Bone and liver are common."] * 2),
        (
            "<p>As Dr. Lee wrote, e.g. of bone,{0} it can. Yes.</p>",
            ["As Dr. Lee wrote, e.g. of bone, it can."],
        ),
        ("<p>Smith et al. found 3.5 cm.{0} Next.</p>", ["Smith et al. found 3.5 cm."]),
        ("<p>In the U.S. it is known.{0}</p>", ["In the U.S. it is known."]),
        ("<p>He said “It hurts.”{0} Then he left.</p>", ["He said “It hurts.”"]),
        ("<p>Does it? “Yes,” she said.{0} Good!</p>", ["“Yes,” she said."]),
        ("<p>Eins. Übermut{0} tut gut. Zwei.</p>", ["Übermut tut gut."]),
        ("<ul><li>First. Here{0}</li><li>Second.</li></ul>", ["Here"]),
        ("<table><tbody><tr><td>A cell.{0}</td><td>Other.</td></tr></tbody></table>", ["A cell."]),
        ("<p>A <em>slanted. Word</em>{0} here. B.</p>", ["Word here."]),
        ('<figure class="figure" data-image="k"><figcaption>Where. How{0}.</figcaption></figure>', ["How."]),
        ("<h2>Why{0}</h2><p>Because.</p>", ["Why"]),
        ("<h2>Why</h2>Bare words.{0} More.", ["Bare words."]),
        ("<p>One.{0}</p><p>Two.{0}</p>", ["One.", "Two."]),
        ("<p>  Wide \n  words.{0}</p>", ["Wide words."]),
        ("<p>One.{0}{0} Two.</p>", ["One.", "One."]),
    ],
)
def test_a_use_comes_with_its_sentence(html, sentences):
    stored = clean(html.replace("{0}", cite("a1")))

    assert [use.sentence for use in uses(stored)] == sentences


def test_a_use_comes_with_its_keys_and_locators():
    (use,) = uses(f"<p>a{cite('a1', 'b2', locator='|p. 7')}</p>")

    assert (use.keys, use.locators) == (("a1", "b2"), ("", "p. 7"))
