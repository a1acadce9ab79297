"""What a citation shows while it is written, and what is stored of it."""

from playwright.sync_api import expect

from tests.factories import cite, make_article, make_source

SPIEGEL = {"authors": [{"family": "Spiegel", "given": "D."}], "year": 2007}


def test_a_citation_shows_its_page_and_what_tells_it_apart_and_stores_neither(editor):
    make_source(key="spiegel2007", title="Group therapy and survival", **SPIEGEL)
    make_source(key="spiegel2007b", title="Hypnosis for pain of cancer", **SPIEGEL)
    make_source(key="redig2013", authors=[{"family": "Redig"}], year=2013)
    stored = cite("spiegel2007", "redig2013", locator="p. 4|")
    editor.open(make_article(body=f"<p>It helps.{stored}</p>"))

    mark = editor.text.locator("sup.citation")
    expect(mark).to_have_text("Spiegel 2007 “Group therapy and…”, p. 4; Redig 2013")
    before = editor.data()
    assert not editor.page.evaluate("CKEDITOR.instances.id_body.checkDirty()")
    assert ">spiegel2007, redig2013</sup>" in before

    mark.dblclick()
    expect(editor.dialog.locator(".editor-chosen")).to_contain_text("Group therapy and survival")
    editor.dialog.get_by_label("Page or place").first.fill("p. 9")
    editor.press("Enter")

    expect(mark).to_contain_text(", p. 9; Redig 2013")
    assert 'data-locator="p. 9' in editor.data()
    assert "p. 9" not in editor.data().split(">", 2)[2]


def test_the_caret_stays_in_the_page_when_the_references_arrive(editor):
    make_source(key="redig2013", title="Living with pain", authors=[{"family": "Redig"}], year=2013)
    editor.open(make_article(body=f"<p>It helps.{cite('redig2013')}</p>"))
    waiting = []
    editor.page.route("**/source/find/?*", lambda route: waiting.append(route))

    editor.text.locator("sup.citation").dblclick()
    locator = editor.dialog.get_by_label("Page or place")
    locator.press_sequentially("p. 49")
    locator.press("ArrowLeft")
    for route in waiting:
        route.continue_()
    expect(editor.dialog.locator(".editor-chosen")).to_contain_text("Living with pain")
    editor.page.keyboard.type("1")
    editor.press("Enter")

    expect(editor.text.locator("sup.citation")).to_have_text("Redig 2013, p. 419")
