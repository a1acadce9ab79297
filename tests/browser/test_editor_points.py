"""Key points in their small editor: words and citations, one point a line, and nothing else."""

import pytest
from playwright.sync_api import expect

from tests.browser.editor import Editor
from tests.factories import cite, make_article, make_source

REDIG = cite("redig2013")


@pytest.fixture
def points(live_server, ada_page):
    make_source(key="redig2013", authors=[{"family": "Redig", "given": "A. J."}], year=2013)
    return Editor(ada_page, live_server.url, field="key_points")


def test_a_key_point_cites_and_is_saved_as_a_line(points):
    article = make_article(key_points="It can rest.")
    points.open(article).caret_at_end()

    points.press("Control+Alt+f")
    points.write("redig")
    points.page.get_by_role("option").first.click()
    points.page.get_by_role("button", name="Insert citation").click()
    points.press("Enter")
    points.write("Ask early & often.")
    points.save()

    article.refresh_from_db()
    assert article.key_points == (
        'It can rest.<sup class="citation" data-source="redig2013">Redig 2013</sup>\nAsk early &amp; often.'
    )
    assert article.citations.get().source.key == "redig2013"
    assert points.data() == article.key_points


def test_formatting_keys_and_foreign_markup_make_words_only(points):
    points.open(make_article(key_points="One.")).caret_at_end()

    points.press("Enter", "Control+b", "Control+i")
    points.write("Two.")
    points.press("Shift+Enter")
    points.paste(
        html='<h2>Three</h2><ul><li style="color:red">Four <b>bold</b> <a href="https://x.example">link</a></li>'
        f"<li>Five{REDIG}</li></ul><table><tr><td>Six</td><td>seven</td></tr></table>"
    )
    expect(points.text).to_contain_text("Six seven")

    assert points.data() == f"One.\nTwo.\nThree\nFour bold link\nFive{REDIG}\nSix seven"


def test_pasted_lines_are_points(points):
    points.open(make_article(key_points="One.")).caret_at_end()

    points.press("Enter")
    points.paste(text="Two < 3\r\nThree\n\n")
    expect(points.text).to_contain_text("Three")

    assert points.data() == "One.\nTwo &lt; 3\nThree"


def test_opening_key_points_changes_nothing(points):
    stored = f"Ask <strong>early</strong>.{REDIG}\nRest."
    points.open(make_article(key_points=stored))

    assert points.data() == stored
    assert not points.page.evaluate("CKEDITOR.instances.id_key_points.checkDirty()")
