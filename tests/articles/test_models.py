"""Rules the database holds: citations derived from texts, protected sources, dates, pictures, people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, RestrictedError
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Authorship, Citation, FormerAddress, FurtherReading, Image
from tests.factories import cite, make_article, make_image, make_person, make_published, make_source

pytestmark = pytest.mark.django_db


def cited(article) -> list[tuple[int, str, str, str]]:
    rows = Citation.objects.filter(article=article, edition=None)
    return [(row.position, row.source.key, row.locator, row.sentence) for row in rows]


def test_citations_follow_the_text_when_it_is_saved():
    make_source(key="redig2013")
    make_source(key="iqbal2014")
    article = make_article(
        key_points=f"Rest.{cite('iqbal2014')}",
        body=f"<p>It spreads. Bones ache.{cite('redig2013', 'iqbal2014', locator='p. 4|')}</p>",
    )

    assert cited(article) == [
        (1, "iqbal2014", "", "Rest."),
        (2, "redig2013", "p. 4", "Bones ache."),
        (3, "iqbal2014", "", "Bones ache."),
    ]

    article.body = "<p>Nothing is cited.</p>"
    article.key_points = ""
    article.save()

    assert cited(article) == []


def test_citations_before_the_first_that_changed_stay_the_same_rows():
    for key in ("one2001", "two2002", "three2003"):
        make_source(key=key)
    article = make_article(body=f"<p>One.{cite('one2001')} Two.{cite('two2002')}</p>")
    before = list(article.citations.order_by("position"))

    article.body = f"<p>One.{cite('one2001')} Three.{cite('three2003')} Two.{cite('two2002')}</p>"
    article.save()

    after = list(article.citations.order_by("position"))
    assert [row.key for row in after] == ["one2001", "three2003", "two2002"]
    assert [row.position for row in after] == [1, 2, 3]
    assert [row.pk in {old.pk for old in before} for row in after] == [True, False, False]


def test_a_save_that_changes_no_citation_writes_none():
    source = make_source()
    article = make_article(body=f"<p>One.{cite(source.key)}</p>")

    with CaptureQueriesContext(connection) as captured:
        article.save()

    about_citations = [query["sql"] for query in captured if "articles_citation" in query["sql"]]
    assert [sql.split()[0] for sql in about_citations] == ["SELECT"]


def test_a_save_that_fails_leaves_the_old_citations_and_text():
    make_source(key="redig2013")
    article = make_article(slug="bones", body=f"<p>Old.{cite('redig2013')}</p>")
    make_article(slug="taken")
    article.slug, article.body = "taken", "<p>New.</p>"

    with pytest.raises(IntegrityError), transaction.atomic():
        article.save()

    assert cited(article) == [(1, "redig2013", "", "Old.")]
    assert "Old." in Article.objects.get(slug="bones").body


def test_a_text_is_not_saved_without_its_citations():
    make_source(key="redig2013")
    article = make_article(body="<p>Old.</p>")
    article.body = f"<p>New.{cite('redig2013', locator='x' * 300)}</p>"

    article.save()

    assert cited(article)[0][2] == "x" * 200  # the text cleaner bounds what the column holds


def test_a_source_that_a_working_copy_cites_cannot_be_deleted():
    source = make_source(key="redig2013")
    make_article(body=f"<p>So.{cite('redig2013')}</p>")

    with pytest.raises(ProtectedError):
        source.delete()


def test_a_source_that_only_an_old_edition_cites_cannot_be_deleted():
    source = make_source(key="redig2013")
    article = make_published(body=f"<p>So.{cite('redig2013')}</p>")
    article.body = "<p>Not any more.</p>"
    article.save()
    article.publish(by=None, kind="edit")

    with pytest.raises(ProtectedError):
        source.delete()


def test_additional_reading_protects_its_source_in_working_copy_and_edition():
    one, two = make_source(), make_source()
    make_article(further_reading=[one])
    make_published(further_reading=[two]).further_reading.all().delete()

    for source in (one, two):
        with pytest.raises(ProtectedError):
            source.delete()


def test_a_source_nobody_cites_can_be_deleted():
    source = make_source(key="redig2013")
    article = make_article(body=f"<p>So.{cite('redig2013')}</p>")
    article.delete()

    source.delete()

    assert Citation.objects.count() == 0


def test_the_key_of_a_merged_source_finds_what_it_was_merged_into():
    kept = make_source(key="kept2020", title="The kept one")
    make_source(key="old2020", merged_into=kept)

    article = make_published(body=f"<p>One.{cite('old2020')} Two.{cite('kept2020')}</p>")

    assert [row[1] for row in cited(article)] == ["kept2020", "kept2020"]
    assert article.current_edition.cited == ["kept2020"]


def test_a_merged_key_is_numbered_and_links_to_the_source_that_replaces_it(visitor):
    kept = make_source(key="kept2020")
    make_source(key="old2020", merged_into=kept)

    article = make_published(body=f"<p>One.{cite('old2020')}</p>")

    assert article.current_edition.cited == ["kept2020"]
    page = visitor.get(article.get_absolute_url()).content.decode()
    assert 'href="#source-1" id="cite-1a"' in page
    assert 'href="/sources/kept2020/"' in page


def test_citations_of_a_source_include_those_of_merged_sources():
    kept, other = make_source(key="kept2020"), make_source(key="old2020")
    article = make_published(body=f"<p>One.{cite('old2020')}</p>")
    other.merged_into = kept
    other.save()

    found = Citation.objects.of_source(kept)

    assert {row.article for row in found} == {article}
    assert found.get(edition__isnull=False).anchor == "cite-1a"


def test_rebuild_citations_repairs_what_a_raw_write_left_out(capsys):
    make_source(key="redig2013")
    article = make_published(body=f"<p>One.{cite('redig2013')}</p>")
    Article.objects.update(body=f"<p>Two.{cite('redig2013')}</p>")
    Citation.objects.all().delete()

    call_command("rebuild_citations")

    assert cited(article) == [(1, "redig2013", "", "Two.")]
    assert [row.sentence for row in article.current_edition.citations.all()] == ["One."]
    assert "2 citations." in capsys.readouterr().out


@pytest.mark.parametrize("next_review", [date(2026, 1, 1), date(2025, 12, 31)])
def test_the_next_review_cannot_come_before_the_last(next_review):
    article = make_article()
    article.reviewed_on, article.next_review_on = date(2026, 1, 1), next_review

    with pytest.raises(ValidationError, match="after the last one"):
        article.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        article.save()


@pytest.mark.parametrize(
    ("last", "following"),
    [(date(2026, 1, 1), date(2026, 1, 2)), (None, date(2026, 1, 1)), (date(2026, 1, 1), None), (None, None)],
)
def test_a_next_review_after_the_last_is_accepted(last, following):
    article = make_article(reviewed_on=last, next_review_on=following)

    article.full_clean()

    assert Article.objects.get().next_review_on == following


@pytest.mark.parametrize(
    ("next_review", "is_overdue"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False), (None, False)]
)
def test_an_article_is_overdue_the_day_after_its_review_was_due(next_review, is_overdue):
    make_article(next_review_on=next_review)

    assert Article.objects.overdue(date(2026, 3, 2)).exists() is is_overdue


def test_an_author_and_a_source_are_listed_once_on_an_article():
    person, source = make_person(), make_source()
    article = make_article(authors=[person], further_reading=[source])

    with pytest.raises(IntegrityError), transaction.atomic():
        Authorship.objects.create(article=article, person=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        FurtherReading.objects.create(article=article, source=source)

    Authorship.objects.create(article=make_article(authors=[]), person=person)


@pytest.mark.parametrize(("alt", "is_decorative"), [("", False), ("A hand", True)])
def test_a_picture_that_is_neither_described_nor_decorative_is_refused(alt, is_decorative):
    image = make_image()
    image.alt, image.is_decorative = alt, is_decorative

    with pytest.raises(ValidationError, match="Describe the picture"):
        image.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        image.save()


def test_a_described_or_decorative_picture_is_accepted():
    make_image(alt="A hand")
    make_image(alt="", is_decorative=True)

    assert Image.objects.count() == 2


@pytest.mark.parametrize(
    "leads_to", ["//evil.example/", "https://evil.example/", "/\\evil.example", "there", "/here/"]
)
def test_a_former_address_leads_to_a_path_of_this_site(leads_to):
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerAddress.objects.create(path="/here/", leads_to=leads_to)

    FormerAddress.objects.create(path="/here/", leads_to="/there/")


def test_a_person_who_wrote_or_reviewed_cannot_be_deleted():
    author, reviewer = make_person(), make_person()
    make_published(authors=[author], reviewer=reviewer)

    for person in (author, reviewer):
        with pytest.raises((ProtectedError, RestrictedError)):
            person.delete()


def test_control_characters_are_removed_from_every_text():
    article = make_article(
        title="Bone\x0b pain", summary="Ache\x01s", key_points="Re\x02st", body="<p>S\x03o</p>"
    )

    article.refresh_from_db()

    assert (article.title, article.summary) == ("Bone pain", "Aches")
    assert (article.key_points, article.body) == ("Rest", "<p>So</p>")
