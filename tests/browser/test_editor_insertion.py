"""What a dialog inserts takes the place of nothing, neither of selected words nor of a selected block, and whoever has
inserted something can go on writing."""

import pytest
from playwright.sync_api import expect

from articles.models import SharedText
from tests.factories import cite, make_article, make_image, make_source

SHARED = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
CALLOUT = '<aside class="callout" data-kind="key-points"><p>Inside.</p></aside>'
PICTURE = '<figure class="figure" data-image="bones"></figure>'


@pytest.fixture(autouse=True)
def _things(db):
    make_source(key="redig2013", authors=[{"family": "Redig"}], year=2013)
    make_image(key="bones", title="Bones")
    SharedText.objects.create(key="signs", title="Signs", body="<p>Call.</p>")


def insert_citation(editor):
    editor.button("citation").click()
    editor.write("redig")
    editor.page.get_by_role("option").click()
    editor.page.get_by_role("button", name="Insert citation").click()


def insert_picture(editor):
    editor.button("figure").click()
    editor.page.get_by_role("option").click()


def insert_table(editor):
    editor.button("table").click()
    editor.page.get_by_role("button", name="Insert table").click()


def insert_callout(editor):
    editor.button("callout").click()
    editor.page.get_by_role("button", name="Insert callout").click()


def insert_shared_text(editor):
    editor.button("callout").click()
    editor.page.get_by_role("radio", name="Signs").check()
    editor.page.get_by_role("button", name="Insert callout").click()


INSERTED = {
    insert_citation: 'data-source="redig2013"',
    insert_picture: 'data-image="bones"',
    insert_table: "<table>",
    insert_callout: 'data-kind="key-points"',
    insert_shared_text: 'data-text="signs"',
}
every_insert = pytest.mark.parametrize("insert", INSERTED, ids=lambda insert: insert.__name__)


@every_insert
def test_selected_words_stay(editor, insert):
    editor.open(make_article(body="<p>Rest helps most.</p><p>Walk.</p>")).caret_at_end("p")

    editor.press(*["Shift+ArrowLeft"] * len("most."))
    insert(editor)

    data = editor.data()
    assert INSERTED[insert] in data
    assert data.index("<p>Rest helps most.") < data.index(INSERTED[insert]) < data.index("<p>Walk.</p>")


@every_insert
@pytest.mark.parametrize("clicks", [2, 3])
def test_clicking_twice_or_three_times_loses_no_word(editor, insert, clicks):
    editor.open(make_article(body="<p>Rest helps most.</p><p>Walk.</p>"))

    editor.text.locator("p").first.click(click_count=clicks, position={"x": 10, "y": 12})
    insert(editor)

    assert "".join(editor.text.locator("p").all_inner_texts()).count("Walk.") == 1
    data = editor.data()
    assert data.index("Rest") < data.index(INSERTED[insert]) < data.index("Walk.")


@pytest.mark.parametrize(
    ("block", "insert"),
    [
        pytest.param(block, insert, id=f"{name} {insert.__name__}")
        for name, block in (("picture", PICTURE), ("shared text", SHARED), ("callout", CALLOUT))
        for insert in INSERTED
        # The button of a block that is selected changes it.
        if (block, insert)
        not in [(PICTURE, insert_picture), (CALLOUT, insert_callout), (CALLOUT, insert_shared_text)]
    ],
)
def test_a_selected_block_stays(editor, block, insert):
    editor.open(make_article(body=f"<p>Rest.</p>{block}<p>Walk.</p>")).caret_at_end("p")
    editor.press("ArrowRight")
    expect(editor.text.locator(".cke_widget_focused")).to_have_count(1)
    before = editor.text.locator(".cke_widget_wrapper").count()

    insert(editor)

    data = editor.data()
    assert data.rindex(INSERTED[insert]) > data.index("<figure" if block == PICTURE else "<aside")
    after = editor.text.locator(".cke_widget_wrapper").count() + (insert is insert_table)
    assert after == before + 1


def test_a_selected_citation_stays(editor):
    editor.open(make_article(body=f"<p>Rest.{cite('redig2013')}</p>")).caret_at_end("p")
    editor.press("ArrowLeft")
    expect(editor.text.locator(".cke_widget_focused")).to_have_count(1)

    insert_table(editor)

    assert 'data-source="redig2013"' in editor.data()
    assert "<table>" in editor.data()


@pytest.mark.parametrize("insert", [insert_picture, insert_shared_text], ids=lambda insert: insert.__name__)
@pytest.mark.parametrize("after", ["", "<p>Walk.</p>", PICTURE], ids=["the end", "words", "a block"])
def test_what_is_typed_next_is_behind_it(editor, insert, after):
    editor.open(make_article(body=f"<p>Rest.</p>{after}")).caret_at_end("p")

    insert(editor)
    editor.write("Next.")

    data = editor.data()
    assert data.index(INSERTED[insert]) < data.index("<p>Next.")
