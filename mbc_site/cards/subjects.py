"""The card of what a page is about: it says only what the page says to everybody."""

from functools import singledispatch

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.article_page import ArticlePage
from articles.models import Edition, Topic
from mbc_site.cards.card import Card
from mbc_site.cards.names import CardName
from mbc_site.models import OrganizationDetails
from support_groups.models import Group
from support_groups.pages import paragraphs


@singledispatch
def card_of(subject, organization: OrganizationDetails) -> Card:
    """The site's own card, for whatever has none."""
    return Card(organization.name, "", organization.tagline, (_("Plain answers, and people who get it"),))


@card_of.register
def _of_article(page: ArticlePage, organization):
    return _of_edition(page.edition, page.main_topic, organization)


@card_of.register
def _of_group(group: Group, organization):
    place = group.place
    where = ", ".join(filter(None, [place.called, place.town_line])) if place else ""
    when = "; ".join(dict.fromkeys(group.schedule_words(get_language() or "en")))
    above = f"{_('Support group')} · {group.way.label}"
    return Card(organization.name, above, group.name, tuple(filter(None, [paragraphs.tied(when), where])))


def _of_edition(edition: Edition, topic: Topic | None, organization) -> Card:
    below = _("Not yet reviewed by a clinician")
    if edition.reviewer and edition.reviewed_on:
        below = _("Medically reviewed, %s") % date_format(edition.reviewed_on, "F Y")
    return Card(organization.name, topic.title if topic else _("Understand MBC"), edition.title, (below,))


def address(subject, card: Card) -> str:
    """The path of a subject's card."""
    kind, key = "site", 0
    if isinstance(subject, ArticlePage):
        kind, key = "article", subject.article.pk
    elif isinstance(subject, Group):
        kind, key = "group", subject.pk
    return reverse("card", args=[CardName(kind, key, card.digest)])


def current(name: CardName, organization: OrganizationDetails) -> Card | None:
    """The card of a public article, of a public group or of the site as it is now; None if it is not public."""
    match name.kind:
        case "article":
            return _current_of_article(name.key, organization)
        case "group":
            meeting = Group.objects.public().exclude(status=Group.Status.CLOSED)
            group = meeting.for_dates().filter(pk=name.key).first()
            return group and card_of(group, organization)
    return card_of(organization, organization)


def _current_of_article(key: int, organization: OrganizationDetails) -> Card | None:
    at = timezone.now()
    edition = Edition.objects.current(at).filter(article=key).select_related("reviewer").first()
    topics = Topic.objects.with_public_articles(at).filter(articles=key)
    return edition and _of_edition(edition, topics.first(), organization)
