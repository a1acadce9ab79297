"""Two versions of a text are compared in words: sources and pictures by name, and what only looks different is said."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from reversion.models import Version

from tests.editing.marking import marked
from tests.factories import cite, make_article, make_image, make_page, make_source
from tests.posting import kept

pytestmark = pytest.mark.django_db
FORMATTING = "Only the formatting is different, such as bold or italic."
STAYED = "The formatting of words that stayed is different, such as bold or italic."


def with_now(client, thing, **changes):
    """The differences between a version of before these changes and what is saved now."""
    kept(thing)
    type(thing).objects.filter(pk=thing.pk).update(**changes)
    version = Version.objects.get_for_object(thing).first()
    address = reverse(f"admin:articles_{thing._meta.model_name}_compare", args=[thing.pk])
    return client.get(address, {"a": version.pk, "b": "now"}).context["differences"]


@pytest.mark.parametrize("name", ["body", "key_points"])
def test_an_added_citation_is_shown_by_the_name_of_its_source(as_ada, name):
    source = make_source(key="redig2013")
    before, after = "Bones ache.", f"Bones ache.{cite('redig2013')}"
    if name == "body":
        before, after = f"<p>{before}</p>", f"<p>{after}</p>"

    (found,) = with_now(as_ada, make_article(**{name: before}), **{name: after})

    assert marked(found.changes) == f"Bones ache.{{+ [{source.label}]+}}\n"


def test_another_picture_is_shown_by_its_description(as_ada):
    old, new = make_image(alt="A spine"), make_image(alt="A hip")
    body = '<figure data-image="{}"></figure>'

    (found,) = with_now(as_ada, make_article(body=body.format(old.key)), body=body.format(new.key))

    assert marked(found.changes) == "Picture: A [-spine-]{+hip+}\n"


@pytest.mark.parametrize("make", [make_article, make_page])
def test_bold_words_are_no_reason_to_call_two_versions_the_same(admin_client, make):
    (found,) = with_now(admin_client, make(body="<p>Rest.</p>"), body="<p><strong>Rest.</strong></p>")

    assert (found.label, found.text, found.changes) == ("Text", FORMATTING, [])


WELL, BOLD = "<p>Rest well, and sleep.</p>", "<p><strong>Rest</strong> well, and walk.</p>"
NEW_IS_BOLD = "<p>Rest well, and <strong>walk</strong>.</p>"


@pytest.mark.parametrize(("after", "is_anew"), [(BOLD, True), (NEW_IS_BOLD, False)])
@pytest.mark.parametrize("name", ["body", "key_points"])
def test_words_that_stayed_and_became_bold_are_named_beside_words_that_changed(as_ada, name, after, is_anew):
    before, after = (
        text if name == "body" else text.removeprefix("<p>").removesuffix("</p>") for text in (WELL, after)
    )
    article = make_article(**{name: before})

    (found,) = with_now(as_ada, article, **{name: after})

    assert marked(found.changes) == "Rest well, and [-sleep-]{+walk+}.\n"
    assert found.is_formatted_anew is is_anew
    assert (STAYED in render_to_string("admin/_differences.html", {"differences": [found]})) is is_anew


def test_a_line_end_that_the_editor_writes_is_no_difference(as_ada):
    assert (
        with_now(as_ada, make_article(body="<p>Rest.</p><p>Eat.</p>"), body="<p>Rest.</p>\n\n<p>Eat.</p>\n")
        == []
    )
