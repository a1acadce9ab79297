"""Any number of public articles and sources, written in bulk, as the real code would leave them.

One article is published by the real code. The others are copies of it that cite other sources: what is rendered doesn't
depend on their keys. Triggers are taken off meanwhile; putting them back derives the rows of lists.
"""

import datetime
import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

TOPICS, PEOPLE, CITED = 12, 50, 3
SECOND = 5  # every fifth article was updated once
AT_ONCE = 2000  # rows
WORDS = "rest pain sleep bone scan nurse plan ask slow walk tired help".split()
SURNAMES = (
    "Ade Bell Cruz Diaz Endo Fox Gray Hall Ito Jung Khan Lee Moss Noor Ortiz Park Reed Sato Tran Vega".split()
)
chance = random.Random(1)  # noqa: S311  not for secrets


def fill(number: int, at: datetime.datetime) -> None:
    """As many articles of 200 words, and as many sources."""
    with _without_triggers():
        fill_sources(number)
        fill_articles(number, at)


@contextmanager
def _without_triggers() -> Iterator[None]:
    from articles.models import appearance_triggers
    from web.page_cache import triggers

    for kept in (triggers, appearance_triggers):
        kept.drop()
    yield
    for kept in (appearance_triggers, triggers):
        kept.install()


def fill_sources(number: int) -> None:
    from sources import renderings
    from sources.models import Source

    _create(Source, (_source(n) for n in range(number)))
    sum(renderings.rebuild())


def _source(n: int):
    from sources import csl
    from sources.models import Source

    item = {
        "type": chance.choice(["article-journal", "article-journal", "book", "webpage"]),
        "title": f"{chance.choice(WORDS)} and {chance.choice(WORDS)} in metastatic breast cancer: study {n}",
        "author": [{"family": chance.choice(SURNAMES), "given": "A. B."} for _ in range(3)],
        "container-title": "Journal of Benches",
        "issued": {"date-parts": [[chance.randint(1990, 2026)]]},
        "volume": str(n % 90),
        "page": "1-9",
    }
    source = Source.from_csl(item, key=f"bench{n}", evidence=chance.choice(Source.Evidence.values))
    source.title_key = csl.title_key(source.title)[:300]
    source.spelling_key = csl.spelling_key(source.title)[:300]
    source.first_author_key = csl.first_author_key(source.authors)[:100]
    source.authors_text = "; ".join(csl.name_text(name) for name in source.authors)
    return source


def fill_articles(number: int, at: datetime.datetime) -> None:
    from articles.models import Article, Person, Topic

    people = (
        Person(name=f"{chance.choice(SURNAMES)} {n}", slug=f"person-{n}", role="writer")
        for n in range(PEOPLE)
    )
    Person.objects.bulk_create(people)
    Topic.objects.bulk_create(Topic(title=f"Topic {n}", slug=f"topic-{n}") for n in range(TOPICS))
    model = _published_by_the_real_code()
    slugs = range(1, number)
    articles = (_copy(model, title=_title(n), slug=f"bench-{n}", reviewer_id=_person()) for n in slugs)
    _create(Article, articles)
    keys = list(Article.objects.exclude(pk=model.pk).order_by("pk").values_list("pk", "title", "reviewer_id"))
    _link_articles([key for key, *_rest in keys])
    _publish(model, keys, at)


def _published_by_the_real_code():
    from articles.models import Article, Authorship, Edition
    from sources.models import Source

    sources = Source.objects.order_by("pk")[:CITED]
    marks = [f'<sup class="citation" data-source="{source.key}">x</sup>' for source in sources]
    text = "".join(
        f"<h2>{WORDS[n].title()}</h2><p>{' '.join(WORDS * 5)}.{mark}</p>" for n, mark in enumerate(marks)
    )
    article = Article.objects.create(
        title="Anchors in a storm", slug="bench-0", summary="One sentence.", body=text, reviewer_id=_person()
    )
    Authorship.objects.create(article=article, person_id=_person())
    article.publish(by=None, kind=Edition.ChangeKind.NEW)
    return article


def _title(n: int) -> str:
    return f"{chance.choice(WORDS).title()} and {chance.choice(WORDS)} at stage 4, part {n}"


def _person() -> int:
    """By name, in a bench that begins with an empty database."""
    from articles.models import Person

    if not _keys:
        _keys.extend(Person.objects.order_by("pk").values_list("pk", flat=True))
    return chance.choice(_keys)


_keys: list[int] = []


def _copy(row, **changed):
    """An unsaved copy with other values."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in fields} | changed)


def _link_articles(keys: list[int]) -> None:
    from articles.models import Article, Authorship, Topic

    topics = list(Topic.objects.values_list("pk", flat=True))
    in_topic, related = Article.topics.through, Article.related.through
    chosen = ((key, topic) for key in keys for topic in chance.sample(topics, chance.choice([1, 2])))
    _create(in_topic, (in_topic(article_id=key, topic_id=topic) for key, topic in chosen))
    pairs = zip(keys[::2], keys[1::2], strict=False)
    both = (pair for one, other in pairs for pair in ((one, other), (other, one)))
    _create(related, (related(from_article_id=one, to_article_id=other) for one, other in both))
    _create(Authorship, (Authorship(article_id=key, person_id=_person()) for key in keys))


def _publish(model, articles: list[tuple[int, str, int]], at: datetime.datetime) -> None:
    """Editions of these (key, title, reviewer), with their authors and citations."""
    from articles.models import Byline, Citation, Edition
    from sources.models import Source

    sources = list(Source.objects.order_by("pk").values_list("key", "pk"))
    edition = model.current_edition
    sentences = [citation.sentence for citation in edition.citations.order_by("position")]
    _create(Edition, _editions(edition, articles, [key for key, _pk in sources], at))
    editions = Edition.objects.exclude(pk=edition.pk).order_by("pk")
    _create(
        Byline,
        (Byline(edition_id=pk, person_id=_person(), position=1) for (pk,) in editions.values_list("pk")),
    )
    by_key = dict(sources)
    marks = (
        Citation(
            article_id=article,
            edition_id=of,
            key=key,
            source_id=by_key[key],
            position=place,
            sentence=sentence,
        )
        for pk, article, number, keys in editions.values_list(
            "pk", "article_id", "number", "cited"
        ).iterator()
        for of in ([pk, None] if number == 1 else [pk])
        for place, (key, sentence) in enumerate(zip(keys, sentences, strict=True), 1)
    )
    _create(Citation, marks)


def _editions(edition, articles, keys: list[str], at: datetime.datetime) -> Iterator:
    uses = list(edition.uses.values())
    for n, (article, title, reviewer) in enumerate(articles):
        age = datetime.timedelta(minutes=chance.randrange(2, 1_000_000))
        for number in range(1, 3 if n % SECOND == 0 else 2):
            cited = _popular(keys)
            yield _copy(
                edition,
                article_id=article,
                number=number,
                kind="new" if number == 1 else "update",
                note="" if number == 1 else "News from a trial.",
                title=title,
                reviewer_id=reviewer,
                published_at=at - age / number,
                cited=cited,
                uses=dict(zip(cited, uses, strict=True)),
            )


def _popular(keys: list[str]) -> list[str]:
    """Different sources; those with low numbers are cited more often."""
    chosen: dict[str, None] = {}
    while len(chosen) < CITED:
        chosen[keys[int(len(keys) * chance.random() ** 2)]] = None
    return list(chosen)


def _create(model, rows: Iterable) -> None:
    """Some at a time, so that a million rows take the memory of some."""
    from django.db.models import QuerySet

    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        QuerySet(model).bulk_create(some)  # past the checks of publishing
