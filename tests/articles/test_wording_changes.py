"""Shared texts and the organization's numbers on a printed article: what changed is said, and nothing else."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles.models import SharedText, Wording
from mbc_site.models import OrganizationDetails
from sources.models import Notice, Source
from tests.factories import cite, make_edition, make_person, make_published, make_source
from tests.support_groups.html import compact

pytestmark = pytest.mark.django_db
PRINTED = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SLOT = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
NOTHING = "Nothing has changed: it is the newest one."


@pytest.fixture
def signs():
    with time_machine.travel(PRINTED - 3 * DAY, tick=False):
        return SharedText.objects.create(key="signs", title="Signs that can’t wait", body="<p>Fever.</p>")


@pytest.fixture
def article(signs):
    return make_published(at=PRINTED, body=SLOT)


def save(row, *, day: int, **fields) -> None:
    """As an editor does, so many days after the edition came out."""
    with time_machine.travel(PRINTED + day * DAY, tick=False):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()


def since(client, article, number=1) -> str:
    return compact(client.get(reverse("articles:since", args=[article.slug, number])).content.decode())


def test_a_text_saved_without_a_change_is_no_news(visitor, article, signs):
    save(signs, day=1)
    save(signs, day=2, body="<p>Fever. </p>")

    assert NOTHING in since(visitor, article)
    assert Wording.objects.count() == 1


def test_a_text_that_was_only_reviewed_again_or_reformatted_is_no_news(visitor, article, signs):
    save(signs, day=1, reviewed_on=PRINTED.date(), reviewer=make_person())
    save(signs, day=2, body="<p><strong>Fever</strong>.</p>")

    text = since(visitor, article)

    assert NOTHING in text
    assert "share" not in text.split("<main")[1].split("</main>")[0]


def test_a_changed_text_is_named_with_the_day_it_got_its_present_words(visitor, article, signs):
    save(signs, day=1, body="<p>Fever, chills.</p>")
    save(signs, day=2, body="<p>Fever, chills, pain.</p>")
    save(signs, day=3)

    text = since(visitor, article)

    assert "It is the newest one, but something it relies on has changed." in text
    assert "“Signs that can’t wait” changed on November 4, 2026." in text
    assert NOTHING not in text


def test_a_new_title_is_a_change_for_readers(visitor, article, signs):
    save(signs, day=1, title="Call at once")

    assert "“Call at once” changed on November 3, 2026." in since(visitor, article)


def test_a_text_that_changed_and_changed_back_is_wrong_only_on_copies_from_between(visitor, article, signs):
    save(signs, day=1, body="<p>Nothing.</p>")
    save(signs, day=4, body="<p>Fever.</p>")

    text = since(visitor, article)

    assert "“Signs that can’t wait” is what it was when this edition came out" in text
    assert "copies printed from November 3, 2026 to November 6, 2026 may not" in text
    assert "something it relies on has changed" not in text
    assert NOTHING not in text


def test_what_was_changed_back_within_a_day_names_that_day(visitor, article, signs):
    save(signs, day=1, body="<p>Nothing.</p>")
    save(signs, day=1, body="<p>Fever.</p>")

    assert "copies printed on November 3, 2026 may not" in since(visitor, article)


def test_what_changed_and_changed_back_before_an_edition_is_no_news_for_it(visitor, article, signs):
    save(signs, day=1, body="<p>Nothing.</p>")
    save(signs, day=2, body="<p>Fever.</p>")
    article.body += "<p>More.</p>"
    article.save()
    make_edition(article, kind="update", note="More.", at=PRINTED + 3 * DAY)

    assert NOTHING in since(visitor, article, 2)
    assert "share" not in since(visitor, article, 2).split("<main")[1].split("</main>")[0]


def test_what_changed_before_an_edition_came_out_is_no_news_for_it(visitor, signs):
    save(signs, day=-1, body="<p>Fever, chills.</p>")
    save(signs, day=0, body="<p>Fever, chills, pain.</p>")

    assert NOTHING in since(visitor, make_published(at=PRINTED, body=SLOT))


def test_an_edition_dated_before_the_text_it_was_made_with_has_not_changed(visitor):
    SharedText.objects.create(key="signs", title="Signs", body="<p>Fever.</p>")
    article = make_published(at=PRINTED, body=SLOT)

    assert NOTHING in since(visitor, article)


def test_words_written_past_the_model_are_not_passed_over(visitor, article, signs):
    SharedText.objects.update(body="<p>Chills.</p>", updated_at=PRINTED + 5 * DAY)

    assert "“Signs that can’t wait” changed on November 7, 2026." in since(visitor, article)


def test_a_text_that_was_deleted_is_no_longer_part_of_the_article(visitor, article, signs):
    signs.delete()

    text = since(visitor, article)

    assert "A list in your copy is no longer part of the article." in text
    assert "something it relies on has changed" in text


def test_a_source_that_a_text_no_longer_cites_is_named_if_it_was_retracted(visitor, article, signs):
    make_source(key="bad")
    save(signs, day=1, body=f"<p>Fever.{cite('bad')}</p>")
    save(signs, day=2, body="<p>Fever.</p>")
    source = Source.objects.get(key="bad")
    Notice.objects.create(
        source=source, kind="retraction", doi="10.5555/r", found_at=PRINTED + 3 * DAY, service="Crossref"
    )
    source.refresh_integrity()

    text = since(visitor, article)

    assert source.title in text
    assert "The article no longer relies on it." in text


NUMBER = "<p>Call [emergency number].</p>"


def test_numbers_that_stay_the_same_are_no_news(visitor):
    article = make_published(at=PRINTED, body=NUMBER)
    details = OrganizationDetails()
    save(details, day=1, name="Riverside")
    save(details, day=2, crisis_line="13 11 14")  # which this article doesn't show

    assert NOTHING in since(visitor, article)


def test_a_changed_number_is_named_with_the_present_one(visitor):
    article = make_published(at=PRINTED, body=NUMBER)
    details = OrganizationDetails()
    save(details, day=1)
    save(details, day=2, emergency_number="112")

    text = since(visitor, article)

    assert "The emergency number changed on November 4, 2026." in text
    assert "Articles now say “112”." in text
    assert "something it relies on has changed" in text


def test_a_number_that_takes_the_place_of_the_usual_one_has_changed(visitor):
    """Until the organization's details are stored, articles show those of the demonstration."""
    article = make_published(at=PRINTED, body=NUMBER)
    save(OrganizationDetails(), day=2, emergency_number="999")

    assert "The emergency number changed on November 4, 2026." in since(visitor, article)


def test_a_number_that_was_wrong_for_a_while_is_told_to_copies_from_then(visitor):
    article = make_published(at=PRINTED, body=NUMBER)
    details = OrganizationDetails()
    for day, number in enumerate(["911", "119", "911"], 1):
        save(details, day=day, emergency_number=number)

    text = since(visitor, article)

    assert "The emergency number is what it was when this edition came out" in text
    assert "copies printed from November 4, 2026 to November 5, 2026" in text


def test_a_number_within_a_shared_text_and_in_the_key_points_counts_too(visitor, signs):
    save(signs, day=-1, body=NUMBER)
    inside = make_published(at=PRINTED, body=SLOT)
    pointed = make_published(at=PRINTED, key_points="Call [crisis line].", body="<p>So.</p>")
    details = OrganizationDetails()
    save(details, day=2, emergency_number="112", crisis_line="13 11 14")

    assert "The emergency number changed on" in since(visitor, inside)
    assert "The crisis line changed on" in since(visitor, pointed)
    assert "The emergency number" not in since(visitor, pointed)


def test_of_an_edition_older_than_the_record_only_what_is_known_is_said(visitor, article, signs):
    OrganizationDetails.objects.create()
    numbered = make_published(at=PRINTED, body=NUMBER)
    Wording.objects.all().delete()
    SharedText.objects.update(updated_at=PRINTED + 2 * DAY)
    editor = SimpleNamespace(connection=connection)
    with time_machine.travel(PRINTED + 9 * DAY, tick=False):
        import_module("articles.migrations.0011_wordings").record_present_texts(apps, editor)
        import_module("mbc_site.migrations.0003_record_of_numbers").record_present_values(apps, editor)

    text, number = since(visitor, article), since(visitor, numbered)

    unknown = "Whether it was different before was not recorded."
    assert f"“Signs that can’t wait” has been the same since November 4, 2026. {unknown}" in text
    assert f"The emergency number has been the same since November 11, 2026. {unknown}" in number
    assert "something it relies on has changed" not in text + number
    assert NOTHING not in text + number


def test_a_record_that_begins_before_the_edition_answers_for_it(visitor, article, signs):
    Wording.objects.update(is_known_before=False)

    assert NOTHING in since(visitor, article)


def test_a_change_after_the_record_began_is_certain_for_older_editions_too(visitor, article, signs):
    Wording.objects.update(is_known_before=False, since=PRINTED + DAY)
    save(signs, day=2, body="<p>Chills.</p>")

    assert "“Signs that can’t wait” changed on November 4, 2026." in since(visitor, article)


@pytest.mark.parametrize("saves", [1, 3])
def test_a_save_reads_the_record_once_whatever_is_in_it(signs, django_assert_num_queries, saves):
    for day in range(saves):
        save(signs, day=day, body=f"<p>{day}.</p>")

    with django_assert_num_queries(1):
        Wording.objects.record({"text signs": signs.words}, at=timezone.now())
