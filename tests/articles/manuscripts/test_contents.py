"""A contents list repeats headings or links to them; any other list that recurs is a list."""

import pytest

from articles.manuscripts import read

PROSE = "Pain is common, and there is a lot that a team can do about it."
EFFECTS = ["Pain in the bones", "Feeling very tired", "Feeling sick"]
REASON = "Left out: a table of contents. The site makes its own."


def left_out(text: str, name: str) -> list[str]:
    return [note.text for note in read(text.encode(), name).notes if note.reason == REASON]


@pytest.mark.parametrize(
    ("name", "heading", "item"),
    [
        ("a.md", "## {}\n\n", "- {}\n"),
        ("a.md", "## {}\n\n", "1. {}\n"),
        ("a.txt", "{}\n\n", "- {}\n"),
        ("a.txt", "{}\n\n", "{}\n"),
        ("a.txt", "## {}\n\n", "- {}\n"),
        ("a.html", "<h2>{}</h2>", "<li>{}</li>"),
        ("a.html", "<p><b>{}</b></p>", "<p>{}</p>"),
        ("a.html", "<h2>{}</h2>", "<p>{}</p>"),
    ],
)
def test_a_list_under_two_headings_is_a_list_twice(name, heading, item):
    effects = "".join(map(item.format, EFFECTS))
    intro = "<p>Common side effects:</p>" if name == "a.html" else "Common side effects:\n\n"
    title = "<h1>Two drugs</h1>" if name == "a.html" else "# Two drugs\n\n"
    end = "" if name == "a.html" else "\n"
    parts = "".join(f"{heading.format(drug)}{intro}{effects}{end}" for drug in ("Letrozole", "Exemestane"))

    body = read(f"{title}{parts}".encode(), name).body

    assert [body.count(effect) for effect in EFFECTS] == [2, 2, 2]
    assert left_out(f"{title}{parts}", name) == []


def page(contents: str, headings: list[str]) -> str:
    parts = "".join(f"<h2 id=h{place}>{text}</h2><p>{PROSE}</p>" for place, text in enumerate(headings))
    return f"<h1>A title</h1>{contents}{parts}"


@pytest.mark.parametrize(
    "contents",
    [
        "<ul><li>First</li><li>Second</li><li>Third</li></ul>",
        "<p>First 1</p><p>Second 2</p><p>Third 3</p>",
        "<ol><li><a href='#h0'>What comes first</a></li><li><a href='#h1'>Then</a></li><li><a href='#h2'>Last</a></li></ol>",
    ],
)
def test_a_list_that_repeats_the_headings_or_links_to_them_is_a_contents_list(contents):
    manuscript = read(page(contents, ["First", "Second", "Third"]).encode())

    assert manuscript.body.startswith("<h2>First</h2>")
    assert [note.reason for note in manuscript.notes] == [REASON] * 3


@pytest.mark.parametrize(
    "contents",
    [
        "<p>There are three kinds:</p><ul><li>First</li><li>Second</li><li>Third</li></ul>",
        "<ul><li>Third</li><li>Second</li><li>First</li></ul>",
        "<ul><li>First</li><li>Third</li></ul>",
        "<ul><li>First</li><li>Second</li><li>Something else</li><li>More of it</li><li>Third</li></ul>",
    ],
)
def test_a_list_that_only_resembles_the_headings_stays(contents):
    manuscript = read(page(contents, ["First", "Second", "Third"]).encode())

    assert contents in manuscript.body.replace("\n", "")
    assert [note for note in manuscript.notes if note.reason == REASON] == []


def test_a_list_that_names_few_of_many_headings_stays():
    contents = "<ul><li>One</li><li>Two</li><li>Three</li></ul>"

    assert contents in read(page(contents, "One Two Three Four Five Six Seven".split()).encode()).body


def test_a_heading_that_recurs_in_each_part_is_no_contents_list():
    part = "<h2>{}</h2><h3>Dose</h3><h3>Side effects</h3><h3>Cost</h3><p>" + PROSE + "</p>"
    text = "<h1>Drugs</h1>" + "".join(map(part.format, ("Letrozole", "Exemestane", "Anastrozole")))

    assert read(text.encode()).body.count("<h3>") == 9


def test_contents_under_their_heading_may_name_a_heading_that_recurs():
    parts = "".join(
        f"<h2>{drug}</h2><p>{PROSE}</p><h3>Dose</h3><p>{PROSE}</p>" for drug in ("Letrozole", "Exemestane")
    )
    entries = "".join(f"<li>{text}</li>" for text in ("Letrozole", "Dose", "Exemestane", "Dose"))

    manuscript = read(f"<h1>Drugs</h1><h2>Contents</h2><ul>{entries}</ul>{parts}".encode())

    assert manuscript.body.count("Dose") == 2
    assert [(note.text, note.count) for note in manuscript.notes if note.reason.startswith(REASON)] == [
        ("Contents", 1),
        ("Letrozole", 1),
        ("Dose", 2),
        ("Exemestane", 1),
    ]
