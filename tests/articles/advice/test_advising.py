"""What is said of a text, and of what nothing is said."""

import time
from pathlib import Path

import pytest
from django.conf import settings

from articles.advice import MOST, advise
from tests.factories import cite

LONG = "Cells " + "may rest " * 13 + "here."
DEMONSTRATION = sorted((Path(settings.BASE_DIR) / "mbc_site/demo/articles").glob("*.html"))


def said(html, language="en"):
    return [(item.kind, item.passage) for item in advise(html, language).items]


@pytest.mark.parametrize(
    ("html", "kind", "passage"),
    [
        (f"<p>Short. {LONG}</p>", "sentence", LONG),
        ('<p>To join, <a href="/x">click here</a>.</p>', "link", "click here"),
        ('<p><a href="/x">Read more →</a></p>', "link", "Read more →"),
        ('<p>See <a href="https://a.example/b">https://a.example/b</a>.</p>', "link", "https://a.example/b"),
        ("<h3>Rest</h3>", "heading", "Rest"),
        ("<h2>One</h2><h4>Two</h4>", "heading", "Two"),
        ("<table><tbody><tr><td>Drug</td><td>Use</td></tr></tbody></table>", "table", "Drug"),
        ("<p>It helps. It works for 33% of them.</p>", "figure", "It works for 33% of them."),
        ("<p>About 1 in 8 get it.</p>", "figure", "About 1 in 8 get it."),
        ("<p>More than half of them rest.</p>", "figure", "More than half of them rest."),
        ("<p>The trial had 1,378 women.</p>", "figure", "The trial had 1,378 women."),
        ("<p>They are twice as likely to rest.</p>", "figure", "They are twice as likely to rest."),
        (f"<p>It is known.{cite('a1')} It works for 33%.</p>", "figure", "It works for 33%."),
        ("<p>DO NOT STOP your pills.</p>", "capitals", "DO NOT STOP"),
        ("<p>It is in the\nthe bone.</p>", "doubled", "the the"),
    ],
)
def test_what_could_be_better_is_named_with_its_words(html, kind, passage):
    assert said(html) == [(kind, passage)]


@pytest.mark.parametrize(
    "html",
    [
        f"<p>It works for 33%.{cite('a1')}</p>",
        f"<p>It works for 33%. They rested.{cite('a1')}</p>",
        f"<p>In one trial:{cite('a1')}</p><ul><li>33% rested.</li></ul>",
        f"<table><thead><tr><th>Share{cite('a1')}</th></tr></thead><tbody><tr><td>33%</td></tr></tbody></table>",
        "<p>Take 20 mg twice a day at 7:30 pm from March 3, 2026, or call 555-0100. She is 45 years old.</p>",
        "<p>Day 1 of 21. It was so in 2007, and 3 in 2019. Every 3 to 4 weeks, for half an hour.</p>",
        "<p>Does it work for 33% of people? Say your pain is 7 out of 10.</p>",
        "<p>MBC, HER2, CDK4/6 and PARP are names. The US FDA says so. She had had it. It hurts that that is so.</p>",
        '<p>See <a href="/x">what to ask</a> or <a href="mailto:a@b.example">a@b.example</a>.</p>',
        "<h2>One</h2><h3>Two</h3><h4>Three</h4><h2>Four</h2>",
        '<aside class="callout" data-kind="key"><h3>In a callout</h3><p>It rests.</p></aside>',
        "<table><tbody><tr><th>Drug</th><td>Use</td></tr></tbody></table>",
        "<p>It ends with the. The cells rest.</p>",
    ],
)
def test_nothing_is_said_of_what_is_well(html):
    assert said(html) == []


def test_a_long_paragraph_is_named_by_its_beginning():
    (item,) = advise("<p>" + "The cells rest. " * 41 + "</p>").items

    assert item.kind == "paragraph"
    assert item.words.startswith("123 words.")
    assert item.passage.startswith("The cells rest. The")


def test_the_same_words_are_told_apart_by_their_number():
    items = advise('<p><a href="/a">here</a> is where it is. There: <a href="/b">here</a></p>').items

    assert [(item.passage, item.nth) for item in items] == [
        ("here", 0),
        ("here", 3),
    ]  # “where”, “There”, and the first


def test_english_rules_are_not_applied_to_other_languages():
    html = '<p>33% de las mujeres. <a href="/x">here</a> la la.</p><h4>Uno</h4>'

    assert [kind for kind, _passage in said(html, "es")] == ["heading"]
    assert [kind for kind, _passage in said(html.replace("<p>", '<p lang="es">'))] == ["heading"]


def test_a_text_with_too_much_to_say_is_counted_to_the_end():
    advised = advise(f"<p>{LONG}</p>" * (MOST + 5))

    assert (len(advised.items), advised.more, advised.count) == (MOST, 5, MOST + 5)


@pytest.mark.parametrize(
    "html", ["", "<p></p>", "words", "<div>" * 5000, "<p>&lt;script&gt;</p>", "<!-- x -->", "\x00"]
)
def test_absurd_texts_are_read_too(html):
    assert advise(html).items == []


@pytest.mark.parametrize("path", DEMONSTRATION, ids=lambda path: path.stem)
def test_of_the_demonstration_only_long_sentences_and_paragraphs_are_named(path):
    """They were edited by the same rules, so anything else would be a false alarm."""
    _, _, body = path.read_text(encoding="utf-8").split("+++", 2)

    assert {item.kind for item in advise(body).items} <= {"sentence", "paragraph"}


def test_long_texts_take_their_time_and_no_more():
    body = "".join(path.read_text(encoding="utf-8").split("+++", 2)[2] for path in DEMONSTRATION)
    texts = [body * 2, body * 8]

    taken = []
    for text in texts:
        start = time.process_time()
        advise(text)
        taken.append(time.process_time() - start)

    assert taken[1] < 12 * taken[0] + 0.05  # linear, with room for a busy machine
