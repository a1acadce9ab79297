"""The rows behind public lists are what the editions imply, at every moment and after every way of writing."""

import random
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.db.models import QuerySet

from articles.models import (
    Appearance,
    Article,
    Byline,
    Edition,
    Person,
    Topic,
    appearance_triggers,
    list_lengths,
)
from articles.models.appearance import Place
from mbc_site.health import Reading, work
from tests.factories import make_article, make_edition, make_person, make_published, make_topic

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)


def shown(at) -> dict[str, set]:
    """What lists show, by list."""
    rows = Appearance.objects
    return {
        "articles": set(rows.of_articles(at).values_list("edition", flat=True)),
        "changes": set(rows.of_changes(at).values_list("edition", flat=True)),
        "topics": set(rows.in_topics(at).values_list("owner", "edition")),
        "people": set(rows.of_people(at).values_list("place", "owner", "edition")),
    }


def implied(at) -> dict[str, set]:
    """The same, asked of the editions themselves."""
    current = Edition.objects.current(at)
    logged = Edition.objects.for_change_log(at).exclude(article__withdrawn_at__lte=at)
    reviewed = current.exclude(reviewer=None).values_list("reviewer", "pk")
    written = Byline.objects.filter(edition__in=current).values_list("person", "edition")
    return {
        "articles": set(current.values_list("pk", flat=True)),
        "changes": set(logged.values_list("pk", flat=True)),
        "topics": set(current.exclude(article__topics=None).values_list("article__topics", "pk")),
        "people": {(Place.REVIEWED, *pair) for pair in reviewed}
        | {(Place.WRITTEN, *pair) for pair in written},
    }


def kept_lengths(desk, at) -> dict:
    lengths = {(0, place): list_lengths(place, at=at)[place] for place in (Place.LIST, Place.CHANGES)}
    lengths |= {
        (topic.pk, Place.TOPIC): list_lengths(Place.TOPIC, owner=topic.pk, at=at)[Place.TOPIC]
        for topic in desk.topics
    }
    for person in desk.people:
        of_person = list_lengths(Place.REVIEWED, Place.WRITTEN, owner=person.pk, at=at)
        lengths |= {(person.pk, place): number for place, number in of_person.items()}
    return lengths


def counted_lengths(desk, at) -> dict:
    lists = [(0, Place.LIST), (0, Place.CHANGES)]
    lists += [(topic.pk, Place.TOPIC) for topic in desk.topics]
    lists += [(person.pk, place) for person in desk.people for place in (Place.REVIEWED, Place.WRITTEN)]
    rows = Appearance.objects.at(at)
    return {(owner, place): rows.filter(owner=owner, place=place).count() for owner, place in lists}


class Desk:
    """Does one thing after the other to a few articles, chosen by chance."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)  # noqa: S311  not for secrets
        self.people = [make_person() for _ in range(3)]
        self.topics = [make_topic() for _ in range(2)]
        self.articles = [
            make_article(authors=self.chance.sample(self.people, 2), topics=self.topics[:1]) for _ in range(2)
        ]

    def act(self) -> None:
        article = Article.objects.get(pk=self.chance.choice(self.articles).pk)
        act = self.chance.choice(
            [self.publish, self.publish, self.withdraw, self.put_back, self.move, self.call_off, self.sort]
        )
        with suppress(ValidationError):  # some of these must be refused
            act(article)

    def moment(self) -> datetime:
        return NOON + self.chance.randrange(6) * AN_HOUR

    def publish(self, article) -> None:
        kind = self.chance.choice(Edition.ChangeKind.values)
        article.reviewer = self.chance.choice([None, *self.people])
        article.title = f"Title {self.chance.random()}"
        make_edition(
            article, kind=kind, note="News.", at=self.moment(), later=self.chance.choice(Edition.Later.values)
        )

    def withdraw(self, article) -> None:
        article.withdraw(self.moment(), later=Edition.Later.KEEP)

    def put_back(self, article) -> None:
        article.put_back()

    def move(self, article) -> None:
        edition = article.editions.in_force().order_by("number").first()
        if edition:
            QuerySet(Edition).filter(pk=edition.pk).update(published_at=self.moment())

    def call_off(self, article) -> None:
        edition = article.editions.in_force().order_by("number").last()
        if edition:
            QuerySet(Edition).filter(pk=edition.pk).update(called_off_at=edition.published_at)

    def sort(self, article) -> None:
        article.topics.set(self.chance.sample(self.topics, self.chance.randrange(3)))


@pytest.mark.parametrize("seed", range(12))
def test_lists_show_what_the_editions_imply_at_every_moment(seed):
    desk = Desk(seed)

    for _act in range(12):
        desk.act()

        for hour in range(-1, 8):
            at = NOON + hour * AN_HOUR
            assert shown(at) == implied(at), (seed, hour)
            assert kept_lengths(desk, at) == counted_lengths(desk, at), (seed, hour)


def test_raw_writes_count_too():
    first, second = make_topic(), make_topic()
    article = make_published(topics=[first], at=NOON, reviewer=make_person())
    edition = article.current_edition

    def write(sql, *values):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
        assert shown(NOON) == implied(NOON)

    write("UPDATE articles_article_topics SET topic_id = %s", second.pk)
    write("UPDATE articles_edition SET title = %s WHERE id = %s", "Another title", edition.pk)
    assert Appearance.objects.of_topic(second, NOON).get().title == "Another title"
    write("UPDATE articles_byline SET person_id = %s", make_person().pk)
    write("DELETE FROM articles_byline")
    write("UPDATE articles_article SET withdrawn_at = %s", connection.ops.adapt_datetimefield_value(NOON))
    assert not Appearance.objects.at(NOON).exists()


def test_deleting_a_topic_ends_its_list():
    topic = make_topic()
    make_published(topics=[topic], at=NOON)

    topic.delete()

    assert not Appearance.objects.in_topics(NOON).exists()


def test_saving_a_draft_leaves_the_rows_alone():
    article = make_published(at=NOON)
    before = list(Appearance.objects.values_list("pk", flat=True))

    article.title = "Half a title"
    article.save()

    assert list(Appearance.objects.values_list("pk", flat=True)) == before


def test_missing_triggers_are_put_back_and_what_went_unnoticed_is_derived():
    appearance_triggers.drop()
    make_published(at=NOON, topics=[make_topic()], reviewer=make_person())
    assert len(appearance_triggers.missing()) == 10
    (problem,) = work._lists(Reading(NOON))
    assert (problem.what, problem.to_do) == ("Lists of articles miss changes.", "Run “manage.py migrate”.")
    assert not Appearance.objects.exists()

    assert appearance_triggers.install()

    assert shown(NOON) == implied(NOON)
    assert shown(NOON)["articles"]
    assert not appearance_triggers.install()
    assert not list(work._lists(Reading(NOON)))


def test_migrations_of_this_app_run_without_triggers_and_others_leave_them_alone():
    ours = apps.get_app_config("articles")

    def step(label):
        return [(SimpleNamespace(app_label=label), False)]

    appearance_triggers.before_migrations(ours, "default", step("sources"))
    assert appearance_triggers.missing() == set()
    appearance_triggers.before_migrations(ours, "default", step("articles"))
    assert len(appearance_triggers.missing()) == 10
    appearance_triggers.after_migrations(ours, "default")
    assert appearance_triggers.missing() == set()


def test_daily_forgets_what_no_list_will_show_again():
    article = make_published(at=NOON)
    make_edition(article, at=NOON + AN_HOUR)
    assert Appearance.objects.of_articles(NOON).count() == 1

    call_command("purge_appearances")

    assert not Appearance.objects.of_articles(NOON).exists()
    assert Appearance.objects.of_articles(NOON + AN_HOUR).count() == 1


def test_people_and_topics_are_found_by_what_appears():
    writer, reviewer, topic = make_person(), make_person(), make_topic()
    make_person(), make_topic()
    article = make_published(at=NOON, topics=[topic], authors=[writer], reviewer=reviewer)

    def found(at):
        return set(Person.objects.named_in_public(at)), set(Topic.objects.with_public_articles(at))

    assert found(NOON - AN_HOUR) == (set(), set())
    assert found(NOON) == ({writer, reviewer}, {topic})
    article.withdraw(NOON + AN_HOUR)
    assert found(NOON + AN_HOUR) == (set(), set())
