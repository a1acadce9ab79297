"""What is filled in when a page is read."""

import pytest
from lxml import html as lxml_html

from articles.markup import Numbering, clean, render, shared
from tests.articles.markup.payloads import PAYLOADS
from tests.factories import cite

STORED = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
ORIGIN = shared.Origin("Health <b>House</b>", "Signs & more", "/sources/house/")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (STORED, STORED),
        (STORED.replace("<p>Signs</p>", "Signs"), STORED),
        (STORED.replace("<p>Signs</p>", "<h2>Signs</h2>"), STORED),
        (STORED.replace("<p>Signs</p>", ""), STORED.replace("Signs", "signs")),
        (f'<aside class="callout" data-kind="care"><p>Call.</p>{STORED}</aside>',
         f'<aside class="callout" data-kind="care"><p>Call.</p></aside>{STORED}'),
        ('<aside class="callout" data-kind="shared"><p>Signs</p></aside>', "<p>Signs</p>"),
        (STORED.replace('data-text="signs"', 'data-text="S igns"'), "<p>Signs</p>"),
        (STORED.replace('"shared"', '"care"'), '<aside class="callout" data-kind="care"><p>Signs</p></aside>'),
    ],
)  # fmt: skip
def test_a_shared_text_is_stored_as_a_key_and_a_label(written, stored):
    assert clean(written) == stored
    assert clean(stored) == stored


def test_authors_cannot_write_the_placeholder_of_a_shared_text():
    assert "data-shared" not in clean('<aside data-shared="signs"></aside><p data-shared="signs">x</p>')
    assert shared.fill(clean('<aside data-shared="signs"></aside>x'), {"signs": "in"}, {}) == "x"


def test_a_rendered_text_has_one_placeholder_and_lists_it_in_the_contents():
    rendered = render(f"<h2>One</h2><p>So.</p>{STORED}<p>And.</p>{STORED}<h3>Two</h3>", Numbering())

    assert rendered.html.count('<aside data-shared="signs"></aside>') == 1
    assert [(heading.id, heading.text) for heading in rendered.contents] == [
        ("one", "One"),
        ("shared-signs", "Signs"),
    ]
    assert [child.text for child in rendered.contents[0].children] == ["Two"]


def test_placeholders_are_filled_and_a_missing_shared_text_leaves_nothing():
    html = render(f"<p>So.</p>{STORED}", Numbering()).html

    assert (
        shared.fill(html, {"signs": "<section>Call.</section>"}, {}) == "<p>So.</p><section>Call.</section>"
    )
    assert shared.fill(html, {}, {}) == "<p>So.</p>"
    assert "“signs” is gone" in shared.fill(html, {}, {}, missing="“%(key)s” is gone")


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ("<p>Call [emergency number].</p>", '<p>Call <a href="tel:112">112</a>.</p>'),
        ("<p>In [country], [crisis line].</p>", "<p>In your country, a crisis line.</p>"),
        ('<p><a href="/x">Call [emergency number]</a> [emergency number]</p>',
         '<p><a href="/x">Call 112</a> <a href="tel:112">112</a></p>'),
        ('<p title="a > [emergency number]">x</p>', '<p title="a > 112">x</p>'),
        ("<p>[call or text] [emergency number].</p>", '<p>call <a href="tel:112">112</a>.</p>'),
        ("<p>[sic] [emergency Number] [[x]]</p>", "<p>[sic] [emergency Number] [[x]]</p>"),
    ],
)  # fmt: skip
def test_numbers_are_the_organizations_own(html, filled):
    assert shared.fill(html, {}, {"emergency number": "112", "crisis line": "", "country": ""}) == filled


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_organization_details_are_escaped(payload):
    words = dict.fromkeys(shared.PLACEHOLDERS, payload)
    html = '<p title="[crisis line]">[emergency number] <a href="/x">[country]</a></p>'

    root = lxml_html.fragment_fromstring(shared.fill(html, {}, words), create_parent="div")

    assert [element.tag for element in root.iterdescendants()] == ["p", "a"]


def test_sources_are_lettered_and_listed_at_the_foot_escaped():
    body = f"<h3>Now</h3><ul><li>Call.{cite('house')}</li><li>Go.{cite('gone', 'house', 'old')}</li></ul><p>x{cite('gone')}</p>"

    shown = shared.render_shared(
        "signs", "Signs <i>", body, checked="Checked.", origins={"house": ORIGIN, "old": ORIGIN}
    )

    assert shown.startswith(
        '<section class="care shared" aria-labelledby="shared-signs"><h2 id="shared-signs">Signs &lt;i&gt;'
    )
    assert shown.count(">a</a></sup>") == 2
    assert "<p>x</p>" in shown
    assert "<h3>Now</h3>" in shown
    assert "Health &lt;b&gt;House&lt;/b&gt;" in shown
    assert '<a href="/sources/house/">Signs &amp; more</a>.' in shown


def test_what_a_shared_text_cannot_hold_is_reported_and_never_shown():
    assert shared.has_forbidden_elements(f"<p>x</p>{STORED}")
    assert not shared.has_forbidden_elements("<p>x</p>")
    assert "<aside" not in shared.render_shared("a", "A", f"<p>x</p>{STORED}", checked="", origins={})
