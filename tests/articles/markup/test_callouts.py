"""A kind of callout is one entry in a table."""

import json

import pytest
from lxml import html as lxml_html

from articles.editor import EditorWidget, as_written
from articles.markup import callouts, clean, render

STORED = '<aside class="callout" data-kind="ask"><p>How long will it take?</p></aside>'


@pytest.fixture
def question_kind(monkeypatch):
    kind = callouts.CalloutKind(
        code="ask",
        label="Ask your doctor",
        hint="Questions to bring along.",
        title="Questions you can ask",
        layout=callouts.folded,
    )
    monkeypatch.setattr(callouts, "KINDS", (*callouts.KINDS, kind))
    _forget_cleaned()
    yield
    _forget_cleaned()


def _forget_cleaned():
    """The table does not change while a site runs, so cleaned texts are remembered."""
    clean.cache_clear()
    as_written.cache_clear()


def offered_kinds():
    form = lxml_html.fromstring(EditorWidget().render("body", "", {"id": "id_body"}))
    return json.loads(form.find(".//textarea").get("data-config"))["calloutKinds"]


def test_a_kind_that_is_not_in_the_table_is_not_stored():
    assert clean(STORED) == "<p>How long will it take?</p>"


def test_a_new_kind_in_the_table_is_stored_rendered_and_offered_by_the_editor(question_kind):
    assert clean(STORED) == STORED
    page = render(STORED).html
    assert page.startswith('<details class="survival"><summary')
    assert page.endswith(">Questions you can ask</summary><p>How long will it take?</p></details>")
    assert offered_kinds()[-1] == {
        "code": "ask",
        "label": "Ask your doctor",
        "hint": "Closed until the reader opens it. Questions to bring along.",
    }


def test_the_editor_offers_every_kind_with_a_line_about_when_to_use_it():
    offered = offered_kinds()

    codes = [kind["code"] for kind in offered]
    assert codes == [kind.code for kind in callouts.KINDS]
    assert set(codes) >= {"key-points", "word", "care", "survival"}
    assert [kind["label"] for kind in offered][:2] == ["Key points", "A word from us"]
    assert all(kind["hint"] for kind in offered)


def test_only_the_kind_that_says_when_to_call_is_listed_in_the_contents():
    listed = []
    for kind in callouts.KINDS:
        body = f'<aside class="callout" data-kind="{kind.code}"><p>x</p></aside>'
        listed += [kind.code] if render(body).contents else []

    assert listed == ["care"]
