from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import retractions
from articles.models import Article, Edition
from articles.publishing import publishing_problems
from sources.adding.duplicates import DIFFERING, merge
from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from tests.factories import cite, make_article, make_published, make_source

pytestmark = pytest.mark.django_db

RETRACTION = NoticeReport(NoticeKind.RETRACTION, notice_doi="10.1000/notice", source="crossref")


def retracted(**fields):
    source = make_source(**fields)
    record_notices(source, [RETRACTION], at=timezone.now())
    return source


def acknowledge(source):
    source.notices.update(acknowledged_at=timezone.now(), reason="Cited to show what changed.")


def test_an_unacknowledged_retraction_stops_publishing_and_quotes_the_sentence():
    source = retracted(key="bad2010")
    article = make_article(body=f"<p>Fine. It cures all.{cite('bad2010')}</p>")

    problems = publishing_problems(article)

    assert len(problems) == 1
    assert source.label in problems[0]
    assert "“It cures all.”" in problems[0]


def test_an_acknowledged_retraction_does_not_stop_publishing():
    source = retracted(key="bad2010")
    article = make_article(body=f"<p>It was wrong.{cite('bad2010')}</p>")
    acknowledge(source)

    assert publishing_problems(article) == []


@pytest.mark.parametrize("kind", [NoticeKind.CORRECTION, NoticeKind.CONCERN, NoticeKind.ADDENDUM])
def test_less_serious_notices_do_not_stop_publishing(kind):
    source = make_source(key="good2010")
    record_notices(source, [NoticeReport(kind, notice_doi="10.1000/n")], at=timezone.now())
    article = make_article(body=f"<p>So.{cite('good2010')}</p>")

    assert publishing_problems(article) == []


def test_a_reinstated_source_does_not_stop_publishing():
    source = retracted(key="back2010")
    today = timezone.localdate()
    record_notices(
        source,
        [NoticeReport(NoticeKind.REINSTATEMENT, notice_doi="10.1000/back", on=today)],
        at=timezone.now(),
    )
    article = make_article(body=f"<p>So.{cite('back2010')}</p>")

    assert publishing_problems(article) == []


def test_articles_citing_a_retraction_are_found_by_edition_and_by_working_copy():
    retracted(key="bad2010")
    draft = make_article(body=f"<p>So.{cite('bad2010')}</p>")
    public = make_published(body=f"<p>So.{cite('bad2010')}</p>")
    public.body = "<p>Taken out.</p>"
    public.save()
    mended = make_published(body=f"<p>So.{cite('bad2010')}</p>")
    mended.body = "<p>Taken out.</p>"
    mended.save()
    mended.publish(by=None, kind=Edition.ChangeKind.CORRECTION, note="Taken out.")
    make_published()

    assert set(Article.objects.citing_retracted_sources()) == {draft, public}


def test_the_mail_names_the_notice_the_public_article_and_its_sentence():
    source = retracted(key="bad2010", title="A cure")
    make_published(title="Herbs", body=f"<p>It cures all.{cite('bad2010')}</p>")
    make_article(title="Teas", body=f"<p>Teas may help.{cite('bad2010')}</p>")

    subject, text = retractions.letter(list(source.notices.all()))

    assert "1 source" in subject
    assert "https://doi.org/10.1000/notice" in text
    assert "in the public article “Herbs”:\n    – It cures all." in text
    assert "in the draft of “Teas”:\n    – Teas may help." in text


def test_the_mail_says_when_no_article_uses_a_source():
    source = retracted()

    assert "No article cites it" in retractions.letter(list(source.notices.all()))[1]


def test_the_start_page_of_the_admin_asks_editors_to_decide_and_shows_the_sentence(as_ada, as_vera):
    source = retracted(key="bad2010")
    make_published(title="Herbs", body=f"<p>It cures all.{cite('bad2010')}</p>")

    for client, sees in ((as_ada, True), (as_vera, False)):
        page = client.get("/admin/").content.decode()
        assert ("“It cures all.”" in page) is sees
    acknowledge(source)
    assert "“It cures all.”" not in as_ada.get("/admin/").content.decode()


def test_the_article_form_says_that_it_cites_a_retracted_source(as_ada):
    retracted(key="bad2010")
    article = make_article(body=f"<p>It cures all.{cite('bad2010')}</p>")
    other = make_article()

    change = "/admin/articles/article/{}/change/"
    assert "relies on retracted sources" in as_ada.get(change.format(article.pk)).content.decode()
    assert "relies on retracted sources" not in as_ada.get(change.format(other.pk)).content.decode()
    found = as_ada.get("/admin/articles/article/?standing=retracted").content.decode()
    assert article.title in found
    assert other.title not in found


def test_visitors_see_the_retraction_and_its_notice_beside_the_source(visitor):
    retracted(key="bad2010")
    article = make_published(body=f"<p>It was said to cure.{cite('bad2010')}</p>")

    for address in (article.get_absolute_url(), "/sources/", "/sources/bad2010/"):
        page = visitor.get(address).content.decode()
        assert "Retracted" in page, address
        assert 'href="https://doi.org/10.1000/notice"' in page, address


def test_a_retracted_source_listed_as_additional_reading_stops_publishing():
    source, fine = retracted(), make_source()
    article = make_article(further_reading=[fine, source])

    [problem] = publishing_problems(article)

    assert problem.startswith(f"{source.label} was retracted. It is listed as additional reading.")
    acknowledge(source)
    assert publishing_problems(article) == []


def test_additional_reading_with_a_merged_key_gets_the_warning_too():
    listed, source = make_source(), retracted()
    article = make_article(further_reading=[listed])
    assert publishing_problems(article) == []

    merge(listed, source, although=DIFFERING)

    assert len(publishing_problems(article)) == 1
    assert [one.article for one in retractions.reliances(source)] == [article]
    assert list(Article.objects.citing_retracted_sources()) == [article]


def test_articles_listing_a_retraction_are_found_by_edition_and_by_working_copy():
    source = retracted()
    draft = make_article(further_reading=[source])
    public, mended = make_published(further_reading=[source]), make_published(further_reading=[source])
    for article in (public, mended):
        article.further_reading.all().delete()
    mended.publish(by=None, kind=Edition.ChangeKind.CORRECTION, note="Taken out.")
    make_published(further_reading=[make_source()])

    assert set(Article.objects.citing_retracted_sources()) == {draft, public}
    found = [(one.article, one.is_public, one.is_reading) for one in retractions.reliances(source)]
    assert sorted(found, key=lambda one: one[1]) == [(draft, False, True), (public, True, True)]


def test_the_mail_and_the_start_page_say_where_it_is_listed(as_ada):
    source = retracted(key="bad2010")
    make_published(title="Herbs", body=f"<p>It cures all.{cite('bad2010')}</p>")
    make_article(title="Teas", further_reading=[source])

    text = retractions.letter(list(source.notices.all()))[1]
    start = as_ada.get("/admin/").content.decode()

    assert "in the public article “Herbs”:\n    – It cures all.\n  in the draft" in text
    assert "in the draft of “Teas”:\n    – as additional reading" in text
    assert start.count("listed as additional reading") == 1


def test_the_article_form_says_that_it_lists_a_retracted_source(as_ada):
    article = make_article(further_reading=[retracted()])

    page = as_ada.get(f"/admin/articles/article/{article.pk}/change/").content.decode()

    assert "relies on retracted sources" in page
    assert "It is listed as additional reading." in page


def test_visitors_see_the_retraction_beside_additional_reading(visitor):
    article = make_published(further_reading=[retracted(key="bad2010"), make_source()])

    page = visitor.get(article.get_absolute_url()).content.decode()

    assert page.count("This source was taken back (retracted).") == 1
    assert 'href="https://doi.org/10.1000/notice"' in page


def test_a_scheduled_edition_gets_the_warning_even_if_the_working_copy_cites_another_source():
    source = make_source(key="bad2010")
    article = make_article(title="Herbs", body=f"<p>It cures all.{cite('bad2010')}</p>")
    article.publish(by=None, kind=Edition.ChangeKind.NEW, at=timezone.now() + timedelta(hours=1))
    article.body = "<p>It does not.</p>"
    article.save()

    record_notices(source, [RETRACTION], at=timezone.now())

    assert list(Article.objects.citing_retracted_sources()) == [article]
    text = retractions.letter(list(source.notices.all()))[1]
    assert "in the draft of “Herbs”:\n    – It cures all." in text


def test_a_withdrawn_article_citing_a_retraction_is_not_put_back(as_ada):
    source = make_source(key="bad2010")
    article = make_published(body=f"<p>It cures all.{cite('bad2010')}</p>")
    article.withdraw()
    record_notices(source, [RETRACTION], at=timezone.now())
    article.body = "<p>It does not.</p>"
    article.save()
    address = reverse("admin:articles_article_put_back", args=[article.pk])

    text = as_ada.post(address, follow=True).content.decode()
    assert "was retracted. It is cited here: “It cures all.”" in text
    assert not Article.objects.published().exists()

    acknowledge(source)
    as_ada.post(address)
    assert Article.objects.published().get() == article


@pytest.mark.parametrize("is_cited", [True, False])
def test_an_expression_of_concern_is_shown_to_editors_until_somebody_decides(as_ada, is_cited):
    source = make_source(key="odd2010")
    mark = cite("odd2010") if is_cited else ""
    article = make_article(
        title="Herbs", body=f"<p>It cures all.{mark}</p>", further_reading=[] if is_cited else [source]
    )
    record_notices(source, [NoticeReport(NoticeKind.CONCERN, notice_doi="10.1000/n")], at=timezone.now())
    pages = ["/admin/", f"/admin/articles/article/{article.pk}/change/"]

    for address in pages:
        text = as_ada.get(address).content.decode()
        assert "an expression of concern" in text
        assert ("“It cures all.”" if is_cited else "listed as additional reading") in text
    acknowledge(source)
    for address in pages:
        assert "an expression of concern" not in as_ada.get(address).content.decode()
