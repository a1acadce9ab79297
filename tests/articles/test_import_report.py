"""An open import report holds up publishing until each of its lines was ticked and somebody closed it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.import_report import report_beside
from articles.models import Article, Edition, ReportLine
from articles.models.publication import EditionIsFinal
from articles.publishing import publishing_problems
from tests.factories import make_article, make_report

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
OPEN = "The import report is open. Tick its lines, then close it."


@pytest.mark.parametrize("wait", [timedelta(0), timedelta(days=3)])
def test_an_article_with_an_open_report_cannot_be_published_or_scheduled(wait):
    article = make_article()
    stale = Article.objects.get()  # somebody's copy from before the report
    make_report(article)

    for copy in (article, stale):
        with pytest.raises(ValidationError, match="import report is open"):
            copy.publish(by=None, kind=Edition.ChangeKind.NEW, at=timezone.now() + wait)
        edition = Edition.of(copy, number=1, kind="new", published_at=timezone.now())
        with pytest.raises(ValidationError, match="import report is open"):
            edition.save()
        with pytest.raises(EditionIsFinal):
            Edition.objects.bulk_create([edition])

    assert not Edition.objects.exists()
    assert publishing_problems(article) == [OPEN]


def test_it_can_be_published_when_every_line_is_ticked_and_the_report_is_closed(ada):
    article = make_article()
    first, second = make_report(article, {}, {"line": 9})
    token = article.edit_token

    first.tick(by=ada, at=NOON)
    with pytest.raises(ValidationError, match="not ticked yet"):
        article.close_report(by=ada)
    second.tick(by=ada, at=NOON)
    assert article.close_report(by=ada, at=NOON)

    article.refresh_from_db()
    assert (article.report_closed_at, article.report_closed_by_name) == (NOON, "Ada")
    assert article.edit_token == token
    assert publishing_problems(article) == []
    assert article.publish(by=None, kind=Edition.ChangeKind.NEW).number == 1


def test_a_second_tick_keeps_who_ticked_first(ada, rosalind):
    (line,) = make_report(make_article())

    line.tick(by=ada, at=NOON)
    ReportLine.objects.get().tick(by=rosalind, at=NOON + timedelta(hours=1))

    line.refresh_from_db()
    assert (line.ticked_at, line.ticked_by_name) == (NOON, "Ada")


def test_a_closed_report_changes_only_after_it_was_opened_again(ada):
    article = make_article()
    (line,) = make_report(article)
    line.tick(by=ada)
    article.close_report(by=ada)

    with pytest.raises(ValidationError, match="Open it again"):
        line.untick()
    assert not article.close_report(by=ada)
    assert article.reopen_report()
    assert not article.reopen_report()
    line.untick()

    article.refresh_from_db()
    assert (article.has_open_report, article.report_closed_by_name) == (True, "")
    assert not ReportLine.objects.get().ticked_by_name


def test_an_article_that_was_not_imported_has_no_report_to_open_or_close(ada):
    article = make_article()

    assert not article.close_report(by=ada)
    assert not article.reopen_report()
    assert not Article.objects.with_open_report().exists()
    assert not report_beside(article).is_shown


def test_the_database_refuses_a_report_that_is_closed_before_it_was_opened():
    make_article()

    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(report_closed_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.update(report_opened_at=NOON, report_closed_by_name="Ada")
    Article.objects.update(report_opened_at=NOON, report_closed_at=NOON, report_closed_by_name="Ada")


def test_the_database_refuses_a_name_without_a_tick(ada):
    make_report(make_article())

    with pytest.raises(IntegrityError), transaction.atomic():
        ReportLine.objects.update(ticked_by_name="Ada")
    ReportLine.objects.update(ticked_at=NOON, ticked_by_name="Ada")


def test_each_line_leads_to_the_field_that_has_its_passage_now():
    article = make_article(
        title="Bone health", body="<p>Bones <em>ache</em> at night.</p>", key_points="Ask your team."
    )
    texts = ("Bones ache, at night", "ask your team", "bone health", "Gone for good", "", "—")
    make_report(article, *({"passage": text} for text in texts))

    assert [row.field for row in report_beside(article).open] == ["body", "key_points", "title", "", "", ""]


def test_a_recovered_article_with_an_open_report_says_that_its_lines_are_gone():
    article = make_article()
    make_report(article)
    ReportLine.objects.all().delete()

    article.restore_report()
    article.restore_report()

    assert ReportLine.objects.get().reason.startswith("The lines of this report were deleted")


def test_a_report_is_not_opened_again_while_an_edition_waits_that_it_could_not_hold_up(ada):
    article = make_article()
    (line,) = make_report(article)
    line.tick(by=ada)
    article.close_report(by=ada)
    edition = article.publish(by=None, kind=Edition.ChangeKind.NEW, at=timezone.now() + timedelta(days=3))

    with pytest.raises(ValidationError, match="Call it off first"):
        article.reopen_report()
    assert not Article.objects.with_open_report().exists()

    Edition.objects.call_off(edition, by=None)
    assert article.reopen_report()


def test_lines_about_the_same_words_lead_to_one_place_each():
    article = make_article(body="<p>Photo by Jo</p>" * 3)
    credit = {"kind": "third_party", "text": "Photo by Jo", "passage": "Photo by Jo"}
    lines = [credit | {"line": number} for number in (3, 5, 5, 9)]
    make_report(article, *lines, {"text": "left out", "passage": "Photo by Jo", "line": 4})

    assert [row.nth for row in report_beside(article).open] == [0, 1, 1, 2, 0]
