"""Which line is the title, and that no heading leaves its place for it."""

import pytest

from articles.manuscripts import read

PROSE = "Pain is common, and there is a lot that a team can do about it."


@pytest.mark.parametrize(
    ("html", "title", "start"),
    [
        ("<h1>Bones</h1><p>{}</p>", "Bones", "<p>Pain"),
        ("<p>A guide</p><h1>Bones</h1><p>{}</p>", "Bones", "<p>A guide</p>"),
        ("<p>By Jo Sample</p><h1>Bones</h1><p>{}</p>", "Bones", "<p>Pain"),
        ("<p>Bones</p><p>{}</p><h1>References</h1><p>1. Doe B. One. J X. 2001;1:2.</p>", "Bones", "<p>Pain"),
        ("<p>Bones</p><p>{}</p><h1>What helps</h1><p>Rest.</p>", "Bones", "<p>Pain"),
        ("<p>Bones</p><h1>One</h1><p>{}</p><h1>Two</h1><p>Rest.</p>", "Bones", "<h2>One</h2>"),
        ("<p>{}</p><h1>What helps</h1><p>Rest.</p>", "", "<p>Pain"),
        ("<ul><li>One</li></ul><h1>What helps</h1><p>{}</p>", "", "<ul>"),
        ("<title>Bones | Our house</title><p>{}</p><h1>Bones</h1><p>Rest.</p>", "Bones", "<p>Pain"),
        ("<title>Bones</title><p>{}</p><h1>What helps</h1><p>Rest.</p>", "Bones", "<p>Pain"),
        ("<p>Sample line</p><p class=title>Bones</p><h1>One</h1><p>{}</p>", "Bones", "<p>Sample line</p>"),
    ],
)
def test_the_title_of_a_page_is_above_its_text(html, title, start):
    manuscript = read(html.format(PROSE).encode())

    assert manuscript.title == title
    assert manuscript.body.startswith(start)
    assert manuscript.body.count("What helps") == html.count("What helps")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: Bones\n---\n\n# Bones\n\nText.", "<p>Text.</p>"),
        ("---\ntitle: Bones\n---\n\nText.\n\n# Bones\n\nMore.", "<p>Text.</p>\n<h2>Bones</h2>\n<p>More.</p>"),
    ],
)
def test_a_heading_right_below_the_title_that_repeats_it_is_left_out_and_reported(text, body):
    manuscript = read(text.encode(), "a.md")
    repeated = [
        note.line for note in manuscript.notes if note.reason == "Left out: the title, which the file repeats"
    ]

    assert (manuscript.title, manuscript.body) == ("Bones", body)
    assert repeated == ([] if "<h2>" in body else [5])
