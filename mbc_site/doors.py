"""The questions that people come to the home page with, and where each of them is answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Topic


@dataclass(frozen=True)
class Door:
    question: str
    hint: str
    url: str


HELP_NOW = "#h-now"  # the band of the home page with the numbers to call


def doors(topics: Sequence[Topic], *, has_articles: bool, has_groups: bool) -> list[Door]:
    """Only doors that lead to something: a site without articles has fewer.

    `topics` are those with public articles, in their order. Staff choose which of them answers a question.
    """
    chosen = {topic.home_question: topic for topic in topics if topic.home_question}
    first = topics[0] if topics else None
    every_article = reverse("articles:list") if has_articles else ""
    found = [
        Door(
            Topic.HomeQuestion.JUST_TOLD.label,
            _("What it means, and what comes first"),
            _address(chosen.get(Topic.HomeQuestion.JUST_TOLD, first)) or every_article,
        ),
        Door(_("I have a question"), _("Every article, by topic and from A to Z"), every_article),
        Door(
            _("I want to talk to someone"),
            _("Groups near you, online and by telephone") if has_groups else _("Numbers to call"),
            reverse("support_groups:finder") if has_groups else HELP_NOW,
        ),
        Door(
            Topic.HomeQuestion.FOR_SOMEONE.label,
            _("For family and friends: how to help"),
            _address(chosen.get(Topic.HomeQuestion.FOR_SOMEONE)) or every_article,
        ),
    ]
    return [door for door in found if door.url]


def _address(topic: Topic | None) -> str:
    return topic.get_absolute_url() if topic else ""
