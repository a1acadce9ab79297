"""What is done with ticked rows of a list, in words of our own."""

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from lxml.html import fromstring

from tests.factories import make_published, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def topics():
    return [make_topic(title=title) for title in ("Bone pain", "Liver pain", "Skin pain")]


def topic_list(query="?q=pain") -> str:
    return reverse("admin:articles_topic_changelist") + query


def chosen(client, *topics):
    """The page that asks before the ticked topics are deleted."""
    posted = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [topic.pk for topic in topics], "index": 0}
    return fromstring(client.post(topic_list(), posted).content.decode())


def test_a_list_says_what_its_actions_are_for(as_ada, topics):
    (actions,) = fromstring(as_ada.get(topic_list()).content.decode()).find_class("actions")

    label, button = actions.find("label"), actions.find("button")
    assert label.text.strip() == "With the rows you ticked:"
    assert [option.text for option in label.iter("option")] == ["Choose…", "Delete selected topics"]
    assert (button.text.strip(), button.get("title")) == ("Apply", None)


@pytest.mark.parametrize(("number", "question"), [(1, "Delete this topic?"), (2, "Delete these 2 topics?")])
def test_the_question_before_deleting_names_how_many(as_ada, topics, number, question):
    page = chosen(as_ada, *topics[:number])

    assert [heading.text_content().strip() for heading in page.iter("h1")] == [question]
    links = [link.text for link in page.get_element_by_id("content").iterfind(".//li/a")]
    assert links == ["Bone pain", "Liver pain"][:number]


def test_keeping_them_leads_back_to_the_list_with_its_search(as_ada, topics):
    (keep,) = chosen(as_ada, topics[0]).find_class("cancel-link")

    assert keep.get("href") == topic_list()


def test_a_refusal_says_that_nothing_was_deleted(as_ada, topics):
    article = make_published()
    posted = {"action": "delete_selected", ACTION_CHECKBOX_NAME: [article.pk], "index": 0}

    page = fromstring(as_ada.post(reverse("admin:articles_article_changelist"), posted).content)

    assert [heading.text_content().strip() for heading in page.iter("h1")] == ["Nothing was deleted"]
