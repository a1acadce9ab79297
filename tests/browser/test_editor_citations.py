import re

import pytest
from playwright.sync_api import expect

from sources.models import Source
from tests.factories import cite, make_article, make_source

REDIG = '<sup class="citation" data-source="redig2013">Redig 2013</sup>'


@pytest.fixture(autouse=True)
def _bibliography(db):
    make_source(
        key="redig2013",
        title="Breast cancer as a systemic disease",
        authors=[{"family": "Redig", "given": "A. J."}],
        year=2013,
        doi="10.1111/joim.12084",
        pmid="23844915",
    )
    make_source(
        key="acs-hormone",
        csl_type="webpage",
        title="Breast cancer hormone receptor status",
        authors=[{"literal": "American Cancer Society"}],
        year=2021,
        url="https://www.cancer.org/cancer/hormone-receptor-status.html",
    )


def written(editor):
    """What it would save, without CKEditor's line ends."""
    return editor.data().strip()


def start(editor, body="<p>It spreads.</p>"):
    editor.open(make_article(body=body)).caret_at_end()
    return editor


def cite_in_dialog(editor, *searches):
    editor.button("citation").click()
    for search in searches:
        editor.write(search)
        editor.page.get_by_role("option").first.click()
    editor.page.get_by_role("button", name="Insert citation").click()


def test_a_citation_is_found_by_author_and_typing_continues_after_it(editor):
    start(editor)

    cite_in_dialog(editor, "redig")
    editor.write(" And on.")

    assert written(editor) == f"<p>It spreads.{REDIG} And on.</p>"


@pytest.mark.parametrize(
    ("pasted", "key"),
    [
        ("10.1111/joim.12084", "redig2013"),
        ("https://doi.org/10.1111/JOIM.12084", "redig2013"),
        ("Redig AJ. Breast cancer as a systemic disease. 2013. doi:10.1111/joim.12084", "redig2013"),
        ("PMID: 23844915", "redig2013"),
        ("https://pubmed.ncbi.nlm.nih.gov/23844915/", "redig2013"),
        ("https://cancer.org/cancer/hormone-receptor-status.html", "acs-hormone"),
        ("systemic 2013", "redig2013"),
        ("acs-hormone", "acs-hormone"),
    ],
)
def test_pasted_text_finds_its_source_and_enter_twice_cites_it(editor, pasted, key):
    start(editor)

    editor.press("Control+Alt+f")
    editor.page.keyboard.insert_text(pasted)
    editor.press("Enter")
    expect(editor.page.locator(".editor-chosen li")).to_have_count(1)
    editor.press("Enter")

    assert f'data-source="{key}"' in editor.data()


def test_one_citation_holds_several_sources_each_with_its_place(editor):
    start(editor)
    page = editor.page

    editor.button("citation").click()
    for words in ("redig", "hormone"):
        editor.write(words)
        page.get_by_role("option").first.click()
    page.get_by_role("button", name="Move American Cancer Society 2021 up").click()
    page.get_by_label("Page or place").nth(1).fill("p. 4 | 5")
    page.get_by_role("button", name="Insert citation").click()

    assert written(editor) == (
        '<p>It spreads.<sup class="citation" data-locator="|p. 4 / 5" data-source="acs-hormone redig2013">'
        "American Cancer Society 2021, Redig 2013</sup></p>"
    )


def test_a_source_is_cited_once_in_one_citation(editor):
    start(editor)

    editor.button("citation").click()
    for _ in range(2):
        editor.write("redig")
        editor.page.get_by_role("option").first.click()

    expect(editor.page.get_by_role("status")).to_have_text("Redig 2013 is already cited here.")
    expect(editor.page.locator(".editor-chosen li")).to_have_count(1)


def test_a_source_is_removed_from_a_citation(editor):
    start(editor, f"<p>It spreads.{cite('redig2013', 'acs-hormone')}</p>")

    editor.text.locator("sup.citation").dblclick()
    editor.page.get_by_role("button", name="Remove Redig 2013").click()
    editor.page.get_by_role("button", name="Save citation").click()

    assert 'data-source="acs-hormone">American Cancer Society 2021</sup>' in editor.data()


def test_a_citation_opens_filled_in_and_changes_in_place(editor):
    start(editor, f"<p>It spreads{cite('redig2013', locator='p. 4')} far.</p>")

    editor.text.locator("sup.citation").dblclick()
    chosen = editor.page.locator(".editor-chosen li")
    expect(chosen).to_contain_text("Breast cancer as a systemic disease")
    expect(chosen.get_by_role("textbox")).to_have_value("p. 4")
    chosen.get_by_role("textbox").fill("p. 9")
    editor.press("Enter")
    editor.write(" and")

    assert written(editor) == (
        '<p>It spreads<sup class="citation" data-locator="p. 9" data-source="redig2013">Redig 2013</sup> and far.</p>'
    )


def test_a_citation_of_an_archived_source_can_still_be_changed(editor):
    Source.objects.filter(key="redig2013").update(status=Source.Status.ARCHIVED)
    start(editor, f"<p>It spreads{cite('redig2013')}.</p>")

    editor.text.locator("sup.citation").dblclick()

    expect(editor.page.locator(".editor-chosen li")).to_contain_text("Breast cancer as a systemic disease")


def test_a_citation_is_removed_from_its_dialog(editor):
    start(editor, f"<p>It spreads{cite('redig2013')}.</p>")

    editor.text.locator("sup.citation").dblclick()
    editor.page.get_by_role("button", name="Remove citation").click()

    assert written(editor) == "<p>It spreads.</p>"


def test_undo_and_redo_remove_and_restore_a_citation(editor):
    start(editor)
    cite_in_dialog(editor, "redig")

    editor.press("Control+z")
    undone = written(editor)
    editor.press("Control+y")

    assert undone == "<p>It spreads.</p>"
    assert written(editor) == f"<p>It spreads.{REDIG}</p>"


def test_undo_takes_back_a_change_of_sources_only(editor):
    start(editor, f"<p>It spreads{cite('redig2013')}.</p>")
    before = written(editor)
    editor.text.locator("sup.citation").dblclick()
    editor.write("hormone")
    editor.page.get_by_role("option").click()
    editor.page.get_by_role("button", name="Save citation").click()
    assert "redig2013 acs-hormone" in editor.data()

    editor.press("Control+z")

    assert written(editor) == before
    editor.text.locator("sup.citation").dblclick()
    expect(editor.page.locator(".editor-chosen li")).to_have_count(1)


def test_copied_text_keeps_its_citation(editor):
    start(editor, f"<p>One{cite('redig2013', locator='p. 4')} two.</p>")

    editor.press("Control+a")
    editor.copy()
    editor.press("ArrowRight", "Enter", "Control+v")
    expect(editor.text.locator("sup.citation")).to_have_count(2)

    assert editor.data().count('data-locator="p. 4" data-source="redig2013">redig2013</sup>') == 2


def test_a_single_citation_can_be_cut_and_pasted(editor):
    start(editor, f"<p>One{cite('redig2013')} two.</p>")

    editor.text.locator("sup.citation").click()
    editor.press("Control+x")
    expect(editor.text.locator("sup.citation")).to_have_count(0)
    editor.caret_at_end()
    editor.press("Control+v")
    expect(editor.text.locator("sup.citation")).to_have_count(1)

    assert written(editor) == f"<p>One two.{cite('redig2013')}</p>"


def test_a_citation_is_dragged_to_another_place(editor):
    start(editor, f"<p>One{cite('redig2013')} two.</p><p>The end</p>")
    mark = editor.text.locator("sup.citation")
    mark.hover()
    handle = editor.text.locator(".cke_widget_drag_handler")
    target = editor.text.locator("p").nth(1)

    handle.drag_to(target, target_position={"x": 4, "y": 12})

    first, second = re.findall(r"<p>.*?</p>", editor.data())
    assert "sup" not in first
    assert 'data-source="redig2013"' in second


def test_source_mode_and_back_changes_nothing(editor):
    start(editor, f"<p>10<sup>3</sup> cells{cite('redig2013', 'acs-hormone', locator='|p. 4')}.</p>")
    before = editor.data()

    editor.source_mode()
    shown = editor.page.locator("textarea.cke_source").input_value()
    editor.source_mode()

    assert 'data-source="redig2013 acs-hormone"' in shown
    assert editor.data() == before
    expect(editor.text.locator(".cke_widget_citation")).to_have_count(1)


def test_a_citation_written_in_source_mode_becomes_one(editor):
    start(editor)

    editor.source_mode()
    editor.page.locator("textarea.cke_source").fill(f"<p>By hand.{REDIG}</p>")
    editor.source_mode()

    expect(editor.text.locator(".cke_widget_citation")).to_have_text("Redig 2013")


def test_a_saved_citation_opens_unchanged(editor):
    article = make_article(body="<p>It spreads.</p>")
    editor.open(article).caret_at_end()
    cite_in_dialog(editor, "redig", "hormone")
    before = editor.data()

    editor.save()
    article.refresh_from_db()

    assert 'data-source="redig2013 acs-hormone"' in article.body
    assert editor.data() == before
    assert list(article.citations.values_list("source__key", flat=True)) == ["redig2013", "acs-hormone"]


def test_a_missing_source_is_added_in_a_window_and_chosen(editor):
    start(editor)
    page = editor.page

    editor.button("citation").click()
    page.keyboard.insert_text("10.1038/nature12345")
    expect(page.get_by_role("status")).to_have_text(
        "No source in the bibliography matches “10.1038/nature12345”."
    )
    with page.expect_popup() as opened:
        page.get_by_role("button", name="Add a source").click()
    window = opened.value
    expect(window.locator("#id_doi")).to_have_value("10.1038/nature12345")
    window.locator("#id_title").fill("A newer study")
    window.locator("#id_year").fill("2026")
    window.locator("#id_key").fill("newer2026")
    with window.expect_event("close"):
        window.locator("input[name=_save]").click()
    expect(page.locator(".editor-chosen li")).to_contain_text("A newer study")
    page.get_by_role("button", name="Insert citation").click()

    assert 'data-source="newer2026"' in editor.data()
    assert Source.objects.filter(key="newer2026", doi="10.1038/nature12345").exists()


def test_without_a_source_there_is_no_citation(editor):
    start(editor)

    editor.button("citation").click()
    editor.page.get_by_role("button", name="Insert citation").click()

    expect(editor.page.get_by_role("status")).to_have_text("Choose a source first.")
    expect(editor.dialog).to_be_visible()
    editor.press("Escape")
    assert written(editor) == "<p>It spreads.</p>"


def test_screen_readers_hear_the_list_of_results(editor):
    make_source(key="redig2014", authors=[{"family": "Redig"}], year=2014)
    start(editor)
    editor.button("citation").click()
    box = editor.page.get_by_role("combobox", name="Find a source")
    expect(box).to_be_focused()

    editor.write("redig")
    expect(editor.page.get_by_role("status")).to_contain_text("2 sources found.")
    expect(box).to_have_attribute("aria-expanded", "true")
    editor.press("ArrowDown")

    active = box.get_attribute("aria-activedescendant")
    selected = editor.page.get_by_role("option", selected=True)
    expect(selected).to_have_count(1)
    assert selected.get_attribute("id") == active
    expect(selected).to_contain_text("2014")


def test_a_citation_is_made_with_the_keyboard_alone(editor):
    start(editor)

    editor.press("Alt+F10")
    for _ in range(20):
        if "cke_button__citation" in editor.page.evaluate("document.activeElement.className"):
            break
        editor.press("ArrowRight")
        if "cke_button__bold" in editor.page.evaluate("document.activeElement.className"):
            editor.press("Tab")
    editor.press("Enter")
    expect(editor.page.get_by_role("combobox", name="Find a source")).to_be_focused()
    editor.write("redig")
    expect(editor.page.get_by_role("option")).to_have_count(1)
    editor.press("Enter", "Tab", "Tab")
    editor.write("p. 4")
    editor.press("Enter")
    editor.write(" On.")

    assert written(editor) == (
        '<p>It spreads.<sup class="citation" data-locator="p. 4" data-source="redig2013">Redig 2013</sup> On.</p>'
    )


def test_arrow_keys_reach_a_citation_and_enter_opens_it(editor):
    start(editor, f"<p>One{cite('redig2013')}</p>")

    editor.press("ArrowLeft", "Enter")

    expect(editor.dialog.get_by_role("heading", name="Change this citation")).to_be_visible()
    editor.press("Escape")
    expect(editor.dialog).to_have_count(0)
    expect(editor.text.locator(".cke_widget_focused")).to_have_count(1)


def test_an_exponent_stays_an_exponent(editor):
    start(editor, "<p>103</p>")

    editor.press("Shift+ArrowLeft")
    editor.button("superscript").click()
    editor.source_mode().source_mode()

    assert written(editor) == "<p>10<sup>3</sup></p>"
    expect(editor.text.locator(".cke_widget_wrapper")).to_have_count(0)


@pytest.mark.parametrize("button", ["removeformat", "superscript", "bold"])
def test_formatting_the_words_around_a_citation_leaves_it_intact(editor, button):
    start(editor, f"<p>One <strong>two</strong>{cite('redig2013')} three.</p>")

    editor.press("Control+a")
    editor.button(button).click()

    assert 'class="citation" data-source="redig2013">redig2013</sup>' in editor.data()


def test_a_title_from_the_bibliography_is_text_and_nothing_else(editor):
    make_source(
        key="evil2020", title='<img src=x onerror="window.pwned=1"> evil', authors=[{"family": "<b>E</b>"}]
    )
    start(editor)

    cite_in_dialog(editor, "evil")
    editor.text.locator("sup.citation").dblclick()
    expect(editor.page.locator(".editor-chosen strong")).to_have_text("<b>E</b> 2020")

    assert editor.page.evaluate("window.pwned") is None
    assert "&lt;b&gt;E&lt;/b&gt; 2020</sup>" in editor.data()


def test_a_warning_is_shown_beside_its_source(editor):
    """Retractions will come with the search's answer; the dialog shows them already."""
    start(editor)
    warned = {"key": "r1", "label": "Redig 2013", "reference": "A reference.", "warning": "Retracted in 2019"}
    editor.page.route("**/find/?**", lambda route: route.fulfill(json={"results": [warned]}))

    editor.button("citation").click()
    editor.write("redig")

    expect(editor.page.get_by_role("option").locator(".editor-warning")).to_have_text("Retracted in 2019")
    editor.page.get_by_role("option").click()
    expect(editor.page.locator(".editor-chosen .editor-warning")).to_have_text("Retracted in 2019")


def test_a_failed_search_says_so_and_loses_nothing(editor, complaints):
    start(editor)
    editor.page.route("**/find/?**", lambda route: route.fulfill(status=500))

    editor.button("citation").click()
    editor.write("redig")

    expect(editor.page.get_by_role("status")).to_contain_text("The search didn’t answer.")
    expect(editor.dialog.get_by_role("combobox")).to_have_value("redig")
    assert all("500" in complaint for complaint in complaints)
    complaints.clear()


@pytest.mark.parametrize(
    ("body", "key", "typed", "kept"),
    [
        (f"<p>Bones.{REDIG}</p>", "End", " More.", f"<p>Bones.{REDIG} More.</p>"),
        (f"<p>{REDIG} says so.</p>", "Home", "More", f"<p>More{REDIG} says so.</p>"),
    ],
)
def test_text_typed_at_the_edge_of_a_line_stays_beside_its_citation(editor, body, key, typed, kept):
    """Chromium puts the caret into the citation there, where nothing can be typed."""
    editor.open(make_article(body=body)).text.locator("p").click(position={"x": 130, "y": 14})

    editor.press(key)
    editor.write(typed)

    assert written(editor) == kept


def test_a_click_below_a_text_continues_after_its_last_citation(editor):
    editor.open(make_article(body=f"<p>Bones.{REDIG}</p>")).text.click()  # in the middle of the white

    editor.write(" More.")

    assert written(editor) == f"<p>Bones.{REDIG} More.</p>"


def test_the_next_citation_lands_where_the_caret_is_after_words_typed_behind_one(editor, complaints):
    start(editor)
    cite_in_dialog(editor, "redig")
    editor.write(" And on.")

    cite_in_dialog(editor, "hormone")
    editor.write(" The end.")

    hormone = '<sup class="citation" data-source="acs-hormone">American Cancer Society 2021</sup>'
    assert written(editor) == f"<p>It spreads.{REDIG} And on.{hormone} The end.</p>"
    assert complaints == []
