import pytest
import reversion
from reversion.models import Version

from articles.models import Citation
from sources.adding.duplicates import DIFFERING, CannotMerge, merge, near
from sources.models import Source
from tests.factories import cite, make_article, make_published, make_source

pytestmark = pytest.mark.django_db


def columns(**fields):
    base = {
        "title": "Something else",
        "authors": [{"family": "Other"}],
        "year": 2020,
        "volume": "1",
        "page": "1-9",
    }
    return base | fields


def test_the_same_title_in_other_capitals_could_be_the_same():
    source = make_source(title="Breast cancer: a <i>systemic</i> disease")

    assert near(columns(title="Breast Cancer – A systemic disease.")) == [source]


def test_the_same_author_year_volume_and_first_page_could_be_the_same():
    source = make_source(authors=[{"family": "Redig"}], year=2013, volume="274", page="113-126")
    make_source(authors=[{"family": "Redig"}], year=2013, volume="274", page="1130-1140")

    assert near(columns(authors=[{"family": "Redig"}], year=2013, volume="274", page="113")) == [source]


def test_another_volume_is_another_work():
    make_source(authors=[{"family": "Redig"}], year=2013, volume="275", page="113-126")

    assert near(columns(authors=[{"family": "Redig"}], year=2013, volume="274", page="113-126")) == []


def test_an_empty_title_matches_nothing():
    make_source(title="?")

    assert near(columns(title="")) == []


def test_merging_moves_the_citations_of_drafts_and_editions_and_keeps_the_old_key_resolving(visitor):
    old, new = make_source(key="old2013"), make_source(key="new2013", title="The one that stays")
    article = make_published(body=f"<p>It spreads.{cite('old2013')} Both.{cite('old2013', 'new2013')}</p>")

    merge(old, new, although=DIFFERING)

    assert set(Citation.objects.values_list("source__key", flat=True)) == {"new2013"}
    assert visitor.get("/sources/old2013/").headers["Location"] == "/sources/new2013/"
    page = visitor.get(article.get_absolute_url()).content.decode()
    assert "The one that stays" in page


def test_additional_reading_under_the_old_key_is_found_under_the_new(visitor):
    old, new = make_source(key="old2013"), make_source(key="new2013")
    make_published(title="With reading", further_reading=[old])

    merge(old, new, although=DIFFERING)

    assert "With reading" in visitor.get("/sources/new2013/").content.decode()


def test_sources_merged_before_follow():
    first, second, third = (
        make_source(key="one2001"),
        make_source(key="two2002"),
        make_source(key="three2003"),
    )
    merge(first, second, although=DIFFERING)
    second.refresh_from_db()

    merge(second, third, although=DIFFERING)

    assert Source.objects.canonical_keys(["one2001", "two2002"]) == {
        "one2001": "three2003",
        "two2002": "three2003",
    }


def test_restoring_the_duplicate_from_its_history_undoes_the_merge():
    with reversion.create_revision():
        old = make_source(key="old2013")
        reversion.add_to_revision(old)
    new = make_source(key="new2013")
    make_article(body=f"<p>It spreads.{cite('old2013')}</p>")
    merge(old, new, although=DIFFERING)

    before_the_merge = Version.objects.get_for_object(old).last()
    with reversion.create_revision():
        before_the_merge.revert()

    assert Source.objects.get(pk=old.pk).merged_into is None
    assert list(Citation.objects.values_list("source__key", flat=True)) == ["old2013"]


def test_a_source_is_not_merged_into_itself_or_a_deleted_one():
    old, new, third = make_source(), make_source(), make_source()
    merge(old, new, although=DIFFERING)

    with pytest.raises(CannotMerge):
        merge(third, third)
    with pytest.raises(CannotMerge):
        merge(third, old)
