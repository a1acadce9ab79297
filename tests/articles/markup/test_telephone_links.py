"""Telephone numbers of an article are links; nothing that only looks like one is."""

import re
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models

from articles.markup import render, render_inline
from articles.markup.citations import Numbering
from articles.models import Edition, SharedText
from tests.factories import make_page, make_published

LINKED = {
    "Call the desk at 216-555-0148.": "2165550148",
    "The nurse line, 1-888-555-0132, is open at night.": "18885550132",
    "Toll-free: 1 (877) 555-0161": "18775550161",
    "(614) 555-0109 reaches the social worker": "6145550109",
    "Leave a message at 614.555.0109; somebody calls back": "6145550109",
    "614 555 0109 (mornings)": "6145550109",
    "<b>614-555-0109</b>": "6145550109",
    "Call <em>614-555-0109</em>, not the front desk": "6145550109",
    "614-555-0109 ext. 4": "6145550109",
    "614-555-0109 x 4": "6145550109",
    "TTY: 1-800-555-0187": "18005550187",
    "Outside the US, +1 614 555 0109": "+16145550109",
    "In Britain, 0808 157 0110 is free": "08081570110",
    "from London: 020 7946 0321": "02079460321",
    "in Leeds 0113 496 0444": "01134960444",
    "Ireland: +353 20 915 0333": "+353209150333",
    "Australia: (02) 5550 4321": "0255504321",
    "Mexico: +52 55 5350 1234": "+525553501234",
    "Call 911.": "911",
    "call or text 988, day or night": "988",
    "Call or text <strong>988</strong>": "988",
    "You can dial 211 in most states": "211",
    "Ring 999 or come in": "999",
    "phone 112": "112",
    "Samaritans answer on 116 123": "116123",
    "Llame o mande un texto al 988": "988",
    "Marque el 911": "911",
    "The number is 614‑555‑0109": "6145550109",
    "Table for six? 614-555-0109!": "6145550109",
    "(Or call 614-555-0109.)": "6145550109",
    "“614-555-0109”": "6145550109",
}
NOT_LINKED = (
    "ISBN 978-0-19-024655-6", "ISBN-13: 978-212-555-0148", "<b>ISBN</b> 212-555-0148", "PMID 31562796",
    "PMID: 315-627-9612", "PMCID: PMC7234567", "doi:10.1093/jama/216-555-0148", "AMA. 2020;382(6):514-524",
    "Lancet 2014;383 9920 1041", "December 1, 2026", "12-01-2026", "2026-12-01", "from 2019 to 2026",
    "between 614 and 555 people", "CA 15-3 above 30", "stage 4", "HER2 2+", "5 to 10 mg", "1,250 mg", "98.6 °F",
    "43 of 1,234 women", "HR 0.57 (0.43-0.77)", "0.58 (95% CI, 0.46 to 0.74)", "grade 3 in 12.5%", "T1-2 N0 M0",
    "NCT02422615", "trial no. 614-555-0109", "Meeting ID 614 555 0109", "Passcode 614-555-0109",
    "EIN 61-4555010", "account 614-555-0109", "Fax: 614-555-0109", "fax 614-555-0109", "Fax number: 614-555-0109",
    "call Room 911", "988 people answered", "Interstate 211", "Akron, OH 44308-1234", "$614 555", "555-0109",
    "text HOME to 741741", "6145550109", "614-555-01099", "1614-555-0109-2", "https://example.org/614-555-0109",
    "<b>614</b>-555-0109", "614-555<br>-0109", "1-800-555-HOPE",
)  # fmt: skip
A_LINK = re.compile(r'<a href="tel:([^"]*)">')


def test_there_are_more_than_sixty_of_them():
    assert len(LINKED) + len(NOT_LINKED) > 60


@pytest.mark.parametrize(("text", "dialed"), LINKED.items())
@pytest.mark.parametrize(
    "around", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote><p>So. {}</p></blockquote>"]
)
def test_a_number_in_a_text_can_be_tapped(text, dialed, around):
    assert A_LINK.findall(render(around.format(text)).html) == [dialed]


@pytest.mark.parametrize("text", NOT_LINKED)
def test_what_is_no_number_to_call_stays_text(text):
    html = render(f"<p>{text}</p>").html

    assert "tel:" not in html


@pytest.mark.parametrize(
    "html",
    [
        '<p><a href="https://example.org/">Call 614-555-0109</a></p>',
        '<p><a href="https://example.org/">Call <b>614-555-0109</b></a></p>',
        "<h2>Call 614-555-0109</h2>",
        "<h3>Call <em>614-555-0109</em></h3>",
    ],
)
def test_links_and_headings_hold_no_second_link(html):
    rendered = render(html)

    assert "tel:" not in rendered.html
    assert all(heading.text == "Call 614-555-0109" for heading in rendered.contents)


def test_an_id_of_a_heading_keeps_its_number():
    assert '<h2 id="call-614-555-0109">' in render("<h2>Call 614-555-0109</h2>").html


def test_words_around_numbers_stay_as_they_were():
    text = "<p>A &amp; B: 614-555-0109, <b>or</b> 614-555-0110 &lt;c&gt; or 614-555-0111.<br>614-555-0112</p>"

    html = render(text).html

    assert re.sub(r"</?a[^>]*>", "", html) == text.replace("<b>", "<strong>").replace("</b>", "</strong>")
    assert A_LINK.findall(html) == ["6145550109", "6145550110", "6145550111", "6145550112"]


def test_the_words_for_a_number_count_only_within_its_line():
    assert A_LINK.findall(render("<p>Passcode<br>614-555-0109</p>").html) == ["6145550109"]
    assert A_LINK.findall(render("<ul><li>ISBN</li><li>614-555-0109</li></ul>").html) == ["6145550109"]


def test_a_key_point_is_a_line_with_numbers_too():
    line = render_inline("Call <strong>614-555-0109</strong>.", Numbering([]))

    assert A_LINK.findall(line) == ["6145550109"]


@pytest.mark.django_db
def test_a_page_about_the_site_and_a_shared_text_have_them_too(visitor):
    make_page(slug="contact", body="<p>Call 614-555-0109.</p>")
    text = SharedText.objects.create(key="signs", title="Signs", body="<p>Call 614-555-0110.</p>")

    assert 'href="tel:6145550109"' in visitor.get("/about/contact/").content.decode()
    assert 'href="tel:6145550110"' in text.html


@pytest.mark.django_db
def test_editions_and_shared_texts_from_before_get_their_links():
    with_number = make_published(body="<p>Call 614-555-0109.</p>").editions.get()
    without = make_published(body="<p>Nobody &amp; nothing.</p>").editions.get()
    text = SharedText.objects.create(key="signs", title="Signs", body="<p>Call 614-555-0110.</p>")
    models.QuerySet.update(Edition.objects.filter(pk=with_number.pk), html="<p>Call 614-555-0109.</p>")
    models.QuerySet.update(Edition.objects.filter(pk=without.pk), html="<P>Nobody</P>")
    SharedText.objects.update(html="<section><p>Call 614-555-0110.</p></section>")

    migration = import_module("articles.migrations.0011_wordings")
    migration.link_telephone_numbers(apps, SimpleNamespace(connection=connection))

    rows = {row.pk: row.html for row in Edition.objects.all()}
    assert rows[with_number.pk] == '<p>Call <a href="tel:6145550109">614-555-0109</a>.</p>'
    assert rows[without.pk] == "<P>Nobody</P>"
    text.refresh_from_db()
    assert text.html == '<section><p>Call <a href="tel:6145550110">614-555-0110</a>.</p></section>'
