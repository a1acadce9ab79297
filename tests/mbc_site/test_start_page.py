"""The start page shows what waits for a person and what that person can begin, and nothing else."""

import datetime

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone
from lxml import html as lxml_html

from articles.models import Article
from editing.panels import SHOWN
from mbc_site import health
from sources.models import Notice, Source
from support_groups.models import Group
from tests.factories import cite, make_article, make_group, make_published, make_shared_preview, make_source

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
ARTICLES, GROUPS = (
    reverse("admin:articles_article_changelist"),
    reverse("admin:support_groups_group_changelist"),
)
FACTS = health.FACTS
NOW = timezone.now()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _sound(monkeypatch):
    """What the site says about its own state has tests and queries of its own."""
    monkeypatch.setattr(health, "FACTS", [])


def start(client) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(client.get(START).content.decode()).get_element_by_id("content-main")


def panel(client, code: str) -> lxml_html.HtmlElement:
    return start(client).get_element_by_id(code)


def number(section) -> int:
    return int(section.find_class("count")[0].text)


def titles(section) -> list[str]:
    return [link.text for link in section.findall("ol/li/a")]


def links(section) -> dict[str, str]:
    """What belongs to a panel without being counted in it."""
    return {link.text: link.get("href") for link in section.findall("ul/li/a")}


def button(section) -> str:
    return section.find_class("button")[0].get("href")


def buttons(client) -> list[str]:
    return [
        " ".join(link.text_content().split()) for link in start(client).findall("ul[@class='begin']/li/a")
    ]


def worked_on(article, user) -> Article:
    kind = ContentType.objects.get_for_model(Article)
    LogEntry.objects.create(user=user, content_type=kind, object_id=article.pk, action_flag=CHANGE)
    return article


def with_notice(**fields) -> Source:
    source = make_source(integrity="retracted", **fields)
    Notice.objects.create(source=source, kind="retraction", service="crossref", found_at=NOW)
    return source


def with_open_report() -> Article:
    return make_article(report_opened_at=NOW)


def with_comment() -> Article:
    article = make_article()
    preview, _token = make_shared_preview(article)
    preview.comment(1, "Is this still so?", name="Jane Doe", at=timezone.now())
    return article


def test_each_person_sees_what_concerns_her(as_ada, as_rosalind, as_grace, as_vera, admin_client):
    everything = {"my-drafts", "waiting", "scheduled", "to-review", "with-news", "to-confirm", "to-answer"}
    everything.add("missed-searches")
    seen = {
        client: {section.get("id") for section in start(client).iter("section") if section.get("id")}
        for client in (as_ada, as_rosalind, as_grace, as_vera, admin_client)
    }

    assert seen[as_ada] == everything - {"to-confirm"}
    assert seen[as_rosalind] == {"drafts", "scheduled", "to-review"}
    assert seen[as_grace] == {"to-confirm"}
    assert seen[as_vera] == set()
    assert seen[admin_client] == everything


def test_only_what_a_person_may_begin_is_offered(as_ada, as_rosalind, as_grace, as_vera, admin_client):
    of_editors = [
        "Write a new article",
        "Import a manuscript",
        "Add a source by its DOI, PubMed number or ISBN",
    ]

    assert buttons(as_ada) == of_editors
    assert buttons(as_grace) == ["Add a group to the directory"]
    assert buttons(as_rosalind) == buttons(as_vera) == []
    assert buttons(admin_client) == [*of_editors, "Add a group to the directory"]


def test_every_button_and_line_leads_to_a_page(admin_client):
    make_group(confirmed_on=None), with_notice(), make_article(next_review_on=NOW.date() - 30 * DAY)
    make_group(status="draft", languages=())
    addresses = {link.get("href") for link in start(admin_client).iter("a")}

    assert len(addresses) > 10
    assert {address: admin_client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_an_account_without_a_job_is_told_whom_to_ask(as_vera, as_grace):
    sentence = "your account has no job yet"

    assert sentence in " ".join(start(as_vera).text_content().split())
    assert sentence not in " ".join(start(as_grace).text_content().split())


def test_my_drafts_are_those_i_worked_on_last(as_ada, ada, as_grace, grace, rosalind):
    mine = worked_on(worked_on(make_article(title="Mine"), rosalind), ada)
    worked_on(worked_on(make_article(title="Hers by now"), ada), rosalind)
    worked_on(make_published(title="Public"), ada)
    make_article(title="Nobody’s")
    LogEntry.objects.create(  # a group with the key of an article
        user=ada,
        content_type=ContentType.objects.get_for_model(Group),
        object_id=mine.pk + 1,
        action_flag=CHANGE,
    )

    section = panel(as_ada, "my-drafts")

    assert (number(section), titles(section)) == (1, ["Mine"])
    assert list(as_ada.get(button(section)).context["cl"].result_list) == [mine]


def test_a_public_text_i_changed_is_no_draft_and_is_counted_by_itself(as_ada, ada):
    article, _untouched = (worked_on(make_published(title="Public", at=NOW - DAY), ada) for _ in range(2))
    changed_by_others = make_published(title="Theirs", at=NOW - DAY)
    assert links(panel(as_ada, "my-drafts")) == {"Drafts of everybody": f"{ARTICLES}?standing=draft"}

    for one in (article, changed_by_others):
        one.title += ", with a word more"
        one.save()

    section = panel(as_ada, "my-drafts")
    address = links(section)["1 article that you changed since its last edition"]
    assert (number(section), titles(section)) == (0, [])
    assert [one.title for one in as_ada.get(address).context["cl"].result_list] == [
        "Public, with a word more"
    ]


def test_the_newest_five_are_shown_and_all_are_counted(as_ada, ada):
    for place in range(SHOWN + 2):
        worked_on(make_article(title=f"Draft {place}"), ada)

    section = panel(as_ada, "my-drafts")

    assert number(section) == 7
    assert titles(section) == ["Draft 6", "Draft 5", "Draft 4", "Draft 3", "Draft 2"]


def test_an_empty_panel_says_a_sentence(as_ada, as_grace):
    assert "You have no draft." in panel(as_ada, "my-drafts").text_content()
    assert number(panel(as_grace, "to-confirm")) == 0
    assert "Every listing was confirmed in time." in panel(as_grace, "to-confirm").text_content()


def test_scheduled_editions_come_soonest_first(as_ada, as_rosalind):
    later, sooner = make_article(title="Later"), make_article(title="Sooner")
    later.publish(by=None, kind="new", at=NOW + 9 * DAY)
    sooner.publish(by=None, kind="new", at=NOW + 2 * DAY)
    make_published(title="Public")

    for client in (as_ada, as_rosalind):
        assert titles(panel(client, "scheduled")) == ["Sooner", "Later"]


@pytest.mark.parametrize(
    ("make", "code", "at_list"),
    [
        (with_open_report, "waiting", ARTICLES),
        (with_comment, "waiting", ARTICLES),
        (lambda: make_article().publish(by=None, kind="new", at=NOW + DAY), "scheduled", ARTICLES),
        (lambda: make_published(next_review_on=timezone.localdate() - DAY), "to-review", ARTICLES),
        (with_notice, "with-news", reverse("admin:sources_source_changelist")),
    ],
)
def test_the_number_is_that_of_the_list_behind_the_button(admin_client, make, code, at_list):
    for _ in range(3):
        make()
    (
        make_article(next_review_on=timezone.localdate() + DAY),
        make_source(),
        make_group(confirmed_on=NOW.date()),
    )

    section = panel(admin_client, code)
    shown = admin_client.get(button(section))

    assert button(section).startswith(at_list)
    assert number(section) == shown.context["cl"].result_count == 3


def test_the_number_of_listings_is_that_of_the_calling_list(as_grace):
    for _ in range(2):
        make_group(confirmed_on=None)
    make_group(status="unconfirmed", confirmed_on=NOW.date()), make_group(confirmed_on=NOW.date())

    section = panel(as_grace, "to-confirm")

    assert button(section) == reverse("admin:support_groups_group_calling")
    assert number(section) == as_grace.get(button(section)).context["page"].paginator.count == 3


def test_a_source_with_two_notices_is_counted_once(as_ada):
    source = with_notice(title="Twice noticed")
    Notice.objects.create(source=source, kind="retraction", service="pubmed", found_at=NOW, pmid="1")

    section = panel(as_ada, "with-news")

    assert (number(section), titles(section)) == (1, ["Twice noticed"])


def test_the_directory_counts_what_else_needs_doing_and_links_to_it(as_grace):
    make_group(confirmed_on=None)
    make_group(status="paused", paused_until=timezone.localdate())
    make_group(status="draft", languages=())

    assert links(panel(as_grace, "to-confirm")) == {
        "1 paused, but due back within a week": f"{GROUPS}?todo=back",
        "3 incomplete": f"{GROUPS}?todo=incomplete",
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_the_start_page_asks_as_little_for_three_as_for_one(
    rows, as_ada, ada, as_grace, admin_client, django_assert_num_queries
):
    for _ in range(rows):
        make_group(confirmed_on=None, status="unconfirmed"), make_group(status="draft", languages=())
        worked_on(make_article(next_review_on=timezone.localdate() - DAY), ada)
        make_article().publish(by=None, kind="new", at=NOW + DAY)

    for client, queries in ((as_ada, 10), (as_grace, 6), (admin_client, 9)):
        start(client)
        with django_assert_num_queries(queries):
            client.get(START)


@pytest.mark.parametrize("rows", [0, 1, 3])
def test_the_checks_of_the_site_and_its_panels_are_sixteen_queries(
    rows, admin_client, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(health, "FACTS", FACTS)
    for _ in range(rows):
        make_group(confirmed_on=None)
        make_article(next_review_on=timezone.localdate() - DAY)
    start(admin_client)

    with django_assert_num_queries(16):
        admin_client.get(START)


@pytest.mark.parametrize("rows", [1, 3])
def test_three_retracted_sources_take_as_few_queries_as_one(rows, admin_client, django_assert_num_queries):
    for _ in range(rows):
        make_article(body=f"<p>Rest helps.{cite(with_notice().key)}</p>")
    start(admin_client)

    with django_assert_num_queries(15):
        page = start(admin_client)

    assert len(page.findall("section[@class='import-report']/h3")) == rows
