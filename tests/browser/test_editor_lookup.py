"""A source that is not in the bibliography is looked up, seen, added and cited without leaving the text."""

from playwright.sync_api import expect

from sources.models import Notice, Source
from tests.factories import make_article, make_source

DOI = "10.1000/rest2020"
WORK = {
    "DOI": DOI,
    "type": "journal-article",
    "title": ["Resting tumor cells"],
    "author": [{"given": "Ada", "family": "Sample", "sequence": "first"}],
    "container-title": ["Breast"],
    "issued": {"date-parts": [[2020]]},
    "volume": "7",
    "page": "1-9",
}


def search(editor, text):
    editor.open(make_article(body="<p>It rests.</p>")).caret_at_end()
    editor.button("citation").click()
    editor.page.keyboard.insert_text(text)
    return editor.page


def test_an_unknown_doi_is_looked_up_added_and_cited(editor, crossref):
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})
    page = search(editor, f"see https://doi.org/{DOI}")

    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".editor-look-up")).to_contain_text(
        "Sample A. Resting tumor cells. Breast. 2020;7:1-9."
    )
    assert not Source.objects.exists()
    page.get_by_role("button", name="Add and cite").click()
    expect(page.locator(".editor-chosen li")).to_contain_text("Resting tumor cells")
    page.get_by_role("button", name="Insert citation").click()

    assert 'data-source="sample2020">Sample 2020</sup>' in editor.data()
    assert Source.objects.get().doi == DOI
    assert len(crossref.asked) == 1


def test_a_retracted_work_is_warned_of_before_it_is_added_and_after(editor, crossref):
    notice = {"DOI": "10.1000/n", "type": "retraction", "updated": {"date-parts": [[2021, 2, 3]]}}
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK | {"updated-by": [notice]}})
    page = search(editor, DOI)

    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".editor-look-up .editor-warning")).to_contain_text("This work was retracted.")
    page.get_by_role("button", name="Add and cite").click()

    expect(page.locator(".editor-chosen .editor-warning")).to_contain_text("This work was retracted.")
    assert Notice.objects.get().doi == "10.1000/n"


def test_a_possible_duplicate_is_shown_and_can_be_cited_instead(editor, crossref):
    make_source(key="old2020", title="Resting Tumor Cells", authors=[{"family": "Other"}], year=2020)
    crossref.answer(f"/works/{DOI}", {"status": "ok", "message": WORK})
    page = search(editor, DOI)

    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("button", name="It’s another source: add and cite it")).to_be_visible()
    page.get_by_role("button", name="Cite Other 2020").click()
    page.get_by_role("button", name="Insert citation").click()

    assert 'data-source="old2020"' in editor.data()
    assert Source.objects.count() == 1


def test_an_archived_source_is_reported_as_existing(editor, crossref):
    make_source(key="old2020", title="Put away", doi=DOI, status="archived")
    page = search(editor, DOI)

    page.get_by_role("button", name="Look it up").click()

    expect(page.locator(".editor-look-up")).to_contain_text("This source is already in the bibliography")
    assert crossref.asked == []


def test_a_failed_look_up_says_so_and_keeps_what_was_typed(editor, crossref):
    page = search(editor, DOI)

    page.get_by_role("button", name="Look it up").click()

    expect(page.get_by_role("status")).to_contain_text(f"No DOI {DOI} is registered.")
    expect(page.get_by_role("combobox", name="Find a source")).to_have_value(DOI)
    expect(page.get_by_role("button", name="Look it up")).to_be_enabled()


def test_words_without_an_identifier_offer_nothing_to_look_up(editor, crossref):
    page = search(editor, "a wholly unknown title")

    expect(page.get_by_role("status")).to_contain_text("No source in the bibliography matches")

    expect(page.get_by_role("button", name="Look it up")).to_have_count(0)
