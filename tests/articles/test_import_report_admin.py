"""The report stands beside the text, is ticked line by line, and is named on the publish page."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from reversion.models import Version

from articles.models import Article, Edition, ReportLine
from tests.factories import make_article, make_report
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

GONE = "Not found in the text any more"


def page(article, name: str) -> str:
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def shown(client, article, name: str = "change") -> str:
    return client.get(page(article, name)).content.decode()


def test_each_line_says_what_and_where_and_leads_to_its_place(as_ada):
    article = make_article(body="<p>Take two tablets daily.</p>")
    loss = {"kind": "missing", "part": "footnotes", "text": "≤ 5", "before": "Take ", "after": " tablets"}
    make_report(article, loss | {"passage": "Take two"}, {"passage": "Long gone"}, {"kind": "third_party"})

    text = shown(as_ada, article)

    assert "Take <mark>≤ 5</mark> tablets" in text
    assert "footnotes, line 7" in text
    assert '<a href="#id_body" data-passage="Take two" >Show in the text</a>' in " ".join(text.split())
    assert text.count(GONE) == 1
    assert "Belongs to somebody else" in text
    assert "3 lines to look at." in text


def test_a_tick_saves_the_form_first(as_ada):
    article = make_article()
    (line,) = make_report(article)
    form = as_ada.get(page(article, "change"))

    as_ada.post(page(article, "change"), as_submitted(form, title="Changed", _tick=str(line.pk)))

    article.refresh_from_db()
    line.refresh_from_db()
    assert (article.title, line.ticked_by_name) == ("Changed", "Ada")
    assert "1 line is ticked" in shown(as_ada, article)


def test_a_script_gets_the_report_alone_and_leaves_the_text_as_it_is(as_ada):
    article = make_article()
    first, _second = make_report(article, {}, {"text": "[13]"})
    token = article.edit_token

    answer = as_ada.post(page(article, "report"), {"_tick": first.pk, "fragment": ""}).content.decode()

    assert answer.lstrip().startswith('<div class="report"')
    assert "1 line to look at." in answer
    assert f'name="_untick"\n          value="{first.pk}"' in answer
    assert Article.objects.get().edit_token == token


def test_the_report_is_closed_and_opened_again_and_the_history_says_so(as_ada):
    article = make_article()
    (line,) = make_report(article)

    refused = as_ada.post(page(article, "report"), {"_close_report": "", "fragment": ""}).content.decode()
    as_ada.post(page(article, "report"), {"_tick": line.pk})
    for _twice in range(2):
        as_ada.post(page(article, "report"), {"_close_report": ""})
    closed = shown(as_ada, article)
    for _twice in range(2):
        as_ada.post(page(article, "report"), {"_reopen_report": ""})

    assert "Some lines of the report are not ticked yet." in refused
    assert "Ada closed this report on" in closed
    assert "Take the tick off" not in closed
    logged = LogEntry.objects.order_by("pk")
    assert [entry.get_change_message() for entry in logged] == [
        "Closed the import report.",
        "Opened the import report again.",
    ]
    assert Article.objects.get().has_open_report


def test_the_publish_page_names_the_open_report_and_publishes_only_when_it_is_closed(as_ada, ada):
    article = make_article()
    (line,) = make_report(article)

    refused = as_ada.post(page(article, "publish"), {"kind": "new"})

    assert "The import report is open." in refused.content.decode()
    assert not Edition.objects.exists()

    line.tick(by=ada)
    article.close_report(by=ada)
    as_ada.post(page(article, "publish"), as_submitted(as_ada.get(page(article, "publish")), kind="new"))

    assert Edition.objects.get().article == article


def test_only_people_who_can_change_the_article_can_tick_and_close(as_ada, as_rosalind, as_vera, visitor):
    article = make_article()
    (line,) = make_report(article, {"ticked_at": None})

    for act in ("_tick", "_untick", "_close_report", "_reopen_report"):
        answers = [client.post(page(article, "report"), {act: line.pk}) for client in (as_rosalind, as_vera)]
        assert [answer.status_code for answer in answers] == [403, 403]
        assert visitor.post(page(article, "report"), {act: line.pk}).status_code == 302  # to the login
    assert as_ada.get(page(article, "report")).status_code == 405
    read = shown(as_rosalind, article)
    assert "Marker [12] has no source 12." in read
    assert "Tick off" not in read
    assert ReportLine.objects.get().ticked_at is None


@pytest.mark.parametrize("key", ["", "abc", "-1", "9" * 40, "0", "1; drop", "\x00"])
def test_an_absurd_line_is_refused_in_words(as_ada, key):
    article = make_article()
    make_report(article)

    answer = as_ada.post(page(article, "report"), {"_tick": key, "fragment": ""})

    assert answer.status_code == 200
    assert "This line is not in the report." in answer.content.decode()
    assert ReportLine.objects.get().ticked_at is None


def test_a_line_of_another_article_is_refused(as_ada):
    article, other = make_article(), make_article()
    make_report(article)
    (line,) = make_report(other)

    as_ada.post(page(article, "report"), {"_tick": line.pk})

    line.refresh_from_db()
    assert line.ticked_at is None


def test_restoring_an_older_version_leaves_the_report_as_it_is(as_ada, ada):
    article = make_article()
    (line,) = make_report(article)
    address = page(article, "change")
    as_ada.post(address, as_submitted(as_ada.get(address), title="Before"))
    line.tick(by=ada)
    article.close_report(by=ada)
    version = Version.objects.get_for_object(article).last()
    revision = reverse("admin:articles_article_revision", args=[article.pk, version.pk])

    as_ada.post(revision, as_submitted(as_ada.get(revision)))

    restored = Article.objects.get()
    assert (restored.title, restored.report_closed_by_name) == ("Before", "Ada")
    assert ReportLine.objects.get().ticked_by_name == "Ada"


def test_an_article_without_a_report_shows_none(as_ada):
    assert 'id="report"' not in shown(as_ada, make_article())


def test_the_form_takes_as_many_queries_for_three_lines_as_for_one(as_ada, django_assert_num_queries):
    few, many = make_article(), make_article()
    make_report(few)
    make_report(many, {}, {}, {})
    as_ada.get(page(few, "change"))

    with django_assert_num_queries(25):
        as_ada.get(page(few, "change"))
    with django_assert_num_queries(25):
        as_ada.get(page(many, "change"))
