"""The home page answers four questions, each with a page that has something to say."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from articles.models import Topic
from mbc_site.demo import loading
from tests.factories import make_group, make_published, make_topic

pytestmark = pytest.mark.django_db
FINDER, ARTICLES = "/support-groups/", "/articles/"


def led_to(visitor) -> dict[str, str]:
    return {str(door.question): door.url for door in visitor.get("/").context["doors"]}


def test_four_questions_lead_to_what_staff_chose(visitor):
    first = make_topic(position=1)
    told = make_topic(position=2, home_question="just_told")
    loved = make_topic(position=3, home_question="for_someone")
    make_published(topics=[first, told, loved])
    make_group()

    assert led_to(visitor) == {
        "I was just told": told.get_absolute_url(),
        "I have a question": ARTICLES,
        "I want to talk to someone": FINDER,
        "For someone I love": loved.get_absolute_url(),
    }


def test_a_choice_without_public_articles_leads_nobody_to_an_empty_page(visitor):
    first = make_topic(position=2)
    make_topic(position=1, home_question="just_told")
    make_topic(position=3, home_question="for_someone")
    make_published(topics=[first])
    make_group()

    assert led_to(visitor)["I was just told"] == first.get_absolute_url()
    assert led_to(visitor)["For someone I love"] == ARTICLES


def test_a_site_shows_only_the_doors_it_can_open(visitor):
    assert led_to(visitor) == {"I want to talk to someone": "#h-now"}
    assert 'id="h-now"' in visitor.get("/").content.decode()

    make_published()
    assert led_to(visitor) == {
        "I was just told": ARTICLES,
        "I have a question": ARTICLES,
        "I want to talk to someone": "#h-now",
        "For someone I love": ARTICLES,
    }


def test_a_question_has_one_topic(as_ada):
    make_topic(title="Just told", home_question="just_told")
    other = make_topic(title="Another")
    other.home_question = Topic.HomeQuestion.JUST_TOLD

    with pytest.raises(ValidationError, match="Another topic answers this question already"):
        other.full_clean()
    assert 'name="home_question"' in as_ada.get(reverse("admin:articles_topic_add")).content.decode()


def test_the_demonstration_takes_no_question_from_a_topic_that_staff_chose():
    chosen = make_topic(home_question="just_told")

    loading._add_topics(Counter())

    assert Topic.objects.get(home_question="just_told") == chosen
    assert Topic.objects.get(home_question="for_someone").slug == "family-and-feelings"
