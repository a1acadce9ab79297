"""Lists show a topic while it has an article that visitors can read, from the minute it is public."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from articles.models import Topic
from mbc_site.models import OrganizationDetails
from tests.answers import text_of
from tests.factories import cite, make_article, make_published, make_source, make_topic
from tests.mapped import mapped

pytestmark = pytest.mark.django_db
DUE = datetime(2026, 12, 1, 12, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
LISTS = ("/", "/articles/", "/sources/", "sitemap")


@pytest.fixture
def topics():
    """By what is in them."""
    OrganizationDetails.objects.create(is_demonstration=False)  # search engines are asked away from all of it
    made = {
        name: make_topic(title=f"Topic {name}") for name in ("public", "empty", "draft", "withdrawn", "due")
    }
    with time_machine.travel(DUE - timedelta(days=2), tick=False):
        make_published(topics=[made["public"]])
        make_article(topics=[made["draft"]])
        make_published(topics=[made["withdrawn"]]).withdraw()
        make_published(topics=[made["due"]], at=DUE)
    return made


def told(client, topics, address, at) -> set[str]:
    with time_machine.travel(at, tick=False):
        text = " ".join(mapped(client)) if address == "sitemap" else text_of(client.get(address))
    return {name for name, topic in topics.items() if topic.title in text or f"/{topic.slug}/" in text}


@pytest.mark.parametrize("address", LISTS)
def test_lists_show_a_topic_as_soon_as_its_first_article_is_public(visitor, topics, address):
    assert told(visitor, topics, address, DUE - A_SECOND) == {"public"}
    assert told(visitor, topics, address, DUE) == {"public", "due"}


def test_the_page_of_an_empty_topic_answers_but_is_noindex(visitor, topics):
    def pages(at):
        with time_machine.travel(at, tick=False):
            return {name: visitor.get(topic.get_absolute_url()) for name, topic in topics.items()}

    def hidden(at):
        told = "There are no articles on this topic right now."
        return {name for name, page in pages(at).items() if told in page.content.decode()}

    never = {"empty", "draft", "withdrawn"}

    assert {page.status_code for page in pages(DUE).values()} == {200}
    assert hidden(DUE - A_SECOND) == {"due", *never}
    assert hidden(DUE) == never
    assert {
        name for name, page in pages(DUE).items() if 'content="noindex">' in page.content.decode()
    } == never


def test_the_bibliography_filters_by_listed_topics_only(visitor, topics):
    source = make_source()
    make_published(topics=[topics["public"]], body=f"<p>So.{cite(source.key)}</p>")

    found = visitor.get("/sources/", {"topic": topics["public"].slug})
    refused = visitor.get("/sources/", {"topic": topics["draft"].slug})

    assert source.title in found.content.decode()
    assert "This choice isn’t in the list. Choose another." in refused.content.decode()
    assert topics["draft"].title not in refused.content.decode()


def test_breadcrumb_and_description_lead_to_no_empty_topic(visitor, as_ada, topics):
    """A preview is of an article that visitors cannot read yet, in a topic that may have none they can."""
    article = make_article(topics=[topics["draft"], topics["public"]])

    preview = as_ada.get(reverse("admin:articles_article_preview", args=[article.pk])).content.decode()

    assert topics["public"].get_absolute_url() in preview
    assert topics["draft"].title not in preview


def test_the_rule_takes_the_time_as_an_argument(topics):
    def public(at):
        return set(Topic.objects.with_public_articles(at))

    assert public(DUE - A_SECOND) == {topics["public"]}
    assert public(DUE) == {topics["public"], topics["due"]}
    assert timezone.now() != DUE
