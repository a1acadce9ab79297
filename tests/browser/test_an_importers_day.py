"""A day of importing, with real keys: a manuscript becomes an article, a file becomes sources, and two records of one work
become one, which the article goes on citing. A visitor looks at the public page."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, ReportLine
from sources.models import Source
from tests.articles.manuscripts.word import heading, p, word
from tests.browser.desk import amiss, press
from tests.browser.editor import Editor
from tests.browser.test_directory_admin import log_in
from tests.sources.adding.test_importing import ris

MANUSCRIPT = word(
    p("By Jane Doe, RN"),
    heading("Nights"),
    p("Rest helps some people.[1] Walking helps others.[2]"),
    p("Warmth helps, too.[9]"),
    p("Sign up for our newsletter."),
    p("Sleep well."),
    heading("References"),
    p("1. Alder A. Rest at night: a randomised trial. J Sampl. 2019;4(1):3-9."),
    p("2. Birch B. Walking in a small town. J Sampl. 2020;5(2):11-19."),
)
RECORDS = ris(
    {"TI": "Rest at night: a randomized trial", "AU": "Alder, A.", "PY": "2020", "DO": "10.1000/rest"},
    {"TI": "Tea in the evening", "AU": "Cedar, C."},
)


@pytest.fixture
def desk(window, live_server, context, as_ada):
    """Ada's window, at the start page."""
    log_in(context, as_ada)
    window.goto(live_server.url + reverse("admin:index"))
    return window


def test_a_manuscript_and_sources_are_imported_and_two_records_merged(desk, visitors_page):
    editor = import_the_manuscript(desk)
    article = Article.objects.get()
    do_what_the_report_says(editor)
    write_the_summary(desk)
    try_to_publish(desk)
    assert visitors_page(article).status == 404
    close_the_report(editor.wait())
    publish(desk)

    page = visitors_page(article)
    expect(page.locator("#nights ~ p")).to_have_text(
        ["Rest helps some people.1 Walking helps others.2", "Warmth helps, too.", "Sleep well."]
    )
    expect(page.locator(".sources > li")).to_have_text([re.compile("randomised"), re.compile("Walking")])

    import_the_sources(desk)
    assert Source.objects.count() == 4
    merge_two_records_of_one_work(desk)
    page = visitors_page(article)
    assert page.locator(".prose sup").all_inner_texts() == ["1", "2"]
    expect(page.locator(".sources > li")).to_have_text([re.compile("randomized"), re.compile("Walking")])


def attach(page, label: str, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.get_by_label(label).set_input_files(file)


def import_the_manuscript(page) -> Editor:
    press(page, "link", "Import a manuscript")
    attach(page, "Manuscript", "bones.docx", MANUSCRIPT)
    assert amiss(page) == []
    press(page, "button", "Make a draft")
    editor = Editor(page, "").wait()
    expect(page.locator("#report")).to_contain_text("3 lines to look at.")
    assert amiss(page) == []
    return editor


def do_what_the_report_says(editor: Editor) -> None:
    go_to_the_place_of(editor, "Marker [9] has no source 9.")
    assert selected(editor) == "Warmth helps, too.[9]"
    editor.press("ArrowRight", *["Backspace"] * len("[9]"))
    tick(editor, left="2 lines to look at.")

    go_to_the_place_of(editor, "Asks readers to sign up or subscribe somewhere.")
    assert selected(editor) == "Sign up for our newsletter."
    editor.press("Delete", "Backspace")
    tick(editor, left="1 line to look at.")

    go_to_the_place_of(editor, "Taken as the heading of the list of sources.")
    assert selected(editor) == "Sleep well."
    tick(editor, left="Every line is ticked.")


def go_to_the_place_of(editor: Editor, reason: str) -> None:
    line = editor.page.locator("#report li").filter(has_text=reason)
    line.get_by_role("link", name="Show in the text").press("Enter")


def selected(editor: Editor) -> str:
    return editor.page.evaluate("CKEDITOR.instances.id_body.getSelection().getSelectedText()")


def tick(editor: Editor, *, left: str) -> None:
    """The first line that is left."""
    editor.page.locator("#report").get_by_role("button", name="Tick off").first.press("Enter")
    expect(editor.page.locator("#report")).to_contain_text(left)


def write_the_summary(page) -> None:
    page.get_by_label("Summary").focus()
    page.keyboard.type("What helps at night.")


def try_to_publish(page) -> None:
    press(page, "button", "Publish…")
    held_up = page.get_by_role("alert")
    expect(held_up).to_contain_text("The import report is open. Tick its lines, then close it.")
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    assert amiss(page) == []
    press(page, "link", "Back to the article")


def close_the_report(editor: Editor) -> None:
    page = editor.page
    page.get_by_role("button", name="Close the report").press("Enter")
    expect(page.locator("#report")).to_contain_text("Ada closed this report on")
    assert set(ReportLine.objects.values_list("ticked_by_name", flat=True)) == {"Ada"}


def publish(page) -> None:
    press(page, "button", "Publish…")
    press(page, "button", "Publish")
    expect(page.locator(".success")).to_contain_text("Edition 1 is public at")


def import_the_sources(page) -> None:
    press(page, "link", "Sources")
    press(page, "link", "Import a file or list")
    assert amiss(page) == []
    attach(page, "File", "list.ris", RECORDS)
    press(page, "button", "Upload")
    expect(page.get_by_text("1 row that could be the same is undecided")).to_be_visible()
    assert amiss(page) == []
    page.get_by_label("Another one: add it").press("Space")
    press(page, "button", "Save the chosen rows")
    expect(page.get_by_role("status")).to_contain_text("2 sources were added.")
    assert amiss(page) == []


def merge_two_records_of_one_work(page) -> None:
    press(page, "link", "Back to the list")
    page.locator("#searchbar").focus()
    page.keyboard.type("Rest at night")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    for row in page.locator(".action-select").all():
        row.press("Space")
    page.get_by_role("combobox", name="With the rows you ticked").focus()
    page.keyboard.type("Merge")
    assert amiss(page) == []
    press(page, "button", "Apply")
    say_that_they_are_one(page)


def say_that_they_are_one(page) -> None:
    expect(page.get_by_role("heading", name="These may be different works")).to_be_visible()
    assert amiss(page) == []
    page.get_by_label("These are the same work, although their records differ in: year").press("Space")
    page.get_by_label(Source.objects.get(doi="10.1000/rest").key, exact=True).press("Space")
    press(page, "button", "Merge")
    expect(page.locator(".success")).to_contain_text("Merged: alder2019.")
    assert amiss(page) == []
