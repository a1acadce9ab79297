"""The demonstration: our own articles on real sources, with invented people and groups. What is already there is left alone."""

import json
import tomllib
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path

import reversion
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    Authorship,
    Edition,
    FormerAddress,
    FurtherReading,
    Image,
    Page,
    Person,
    SharedText,
    Topic,
)
from articles.storage import undone_on_failure
from mbc_site.demo import directory
from mbc_site.demo.history import version
from mbc_site.demo.tables import HERE, rows
from mbc_site.models import OrganizationDetails
from sources.models import Source

FENCE = "+++\n"


def load(*, at: datetime | None = None) -> Counter:
    """Adds what is missing, all or nothing. Returns how many of each kind were added.

    `at` is the moment of loading: the directory's dates are counted from it.
    """
    at = at or timezone.now()
    added = Counter()
    with undone_on_failure(), transaction.atomic():
        if not OrganizationDetails.objects.exists():
            OrganizationDetails.objects.create(**rows("organization_details")[0])
        _add_topics(added)
        _add_images(added)
        _add_people(added)
        _add_sources(added)
        _add_shared_texts(added)
        _add_pages(added)
        _add_articles(added, at)
        directory.add(added, timezone.localdate(at))
    return added


def _document(path: Path) -> tuple[dict, str]:
    """The front matter (TOML between +++ lines) and the text behind it."""
    _before, matter, body = path.read_text().split(FENCE, 2)
    return tomllib.loads(matter), body.strip()


def _add_topics(added):
    for row in rows("topics"):
        defaults = {"title": row["title"], "summary": row["description"], "position": row["position"]}
        question = row.get("home_question", "")
        if not Topic.objects.filter(home_question=question).exists():  # staff may have chosen another topic
            defaults["home_question"] = question
        with version():
            _topic, is_new = Topic.objects.get_or_create(slug=row["slug"], defaults=defaults)
        added["topics"] += is_new


def _add_images(added):
    for row in rows("images"):
        if not Image.objects.filter(key=row["key"]).exists():
            data = (HERE / "images" / f"{row['key']}.png").read_bytes()
            image = Image(**row, original=ContentFile(data, name=f"{row['key']}.png"))
            with version():
                image.save()
            added["pictures"] += 1


def _add_people(added):
    for row in rows("people"):
        with version():
            _person, is_new = Person.objects.get_or_create(slug=row.pop("slug"), defaults=row)
        added["people"] += is_new


def _add_sources(added):
    for item in json.loads((HERE / "sources.json").read_text()):
        key, evidence = item.pop("id"), item["custom"].pop("evidence_kind")
        if not item["custom"]:
            del item["custom"]
        if not Source.objects.filter(key=key).exists():
            here = Source.objects.same_work(item)  # under another key: ours leads to it
            source = Source.from_csl(item, key=key, evidence=evidence)
            if here:
                source = Source(key=key, csl_type=source.csl_type, title=source.title, merged_into=here)
            with version():
                source.save()
            added["sources"] += 1


def _add_shared_texts(added):
    """Before the articles that show them. A wording of the staff's own stays."""
    for path in sorted((HERE / "shared").glob("*.html")):
        matter, body = _document(path)
        reviewer = Person.objects.filter(slug=matter.pop("reviewer")).first()
        defaults = matter | {"body": body, "reviewer": reviewer}
        with version():
            _text, is_new = SharedText.objects.get_or_create(key=path.stem, defaults=defaults)
        added["shared texts"] += is_new


def _add_pages(added):
    order = ("how-we-check-our-articles", "privacy", "accessibility", "contact")
    for path in sorted((HERE / "pages").glob("*.html")):
        matter, body = _document(path)
        position = order.index(path.stem) + 1 if path.stem in order else len(order) + 1
        defaults = matter | {"body": body, "is_published": True, "position": position}
        with version():
            _page, is_new = Page.objects.get_or_create(slug=path.stem, defaults=defaults)
        added["pages"] += is_new


def _add_articles(added, at):
    made = {}
    for path in sorted((HERE / "articles").glob("*.html")):
        moved = FormerAddress.objects.filter(path=reverse("articles:article", args=[path.stem]))
        if not (Article.objects.filter(slug=path.stem).exists() or moved.exists()):
            matter, body = _document(path)
            made[path.stem] = (_article(path.stem, matter, body), matter)
    for article, matter in made.values():  # each way holds for both
        article.related.add(*Article.objects.filter(slug__in=matter.get("related", [])))
    for article, matter in made.values():
        with version(
            at=_morning(matter["reviewed_on"])
        ):  # with what is related: restoring it removes nothing
            reversion.add_to_revision(article)
        published_at = _morning(matter["reviewed_on"] + timedelta(days=5))
        article.publish(by=None, kind=Edition.ChangeKind.NEW, at=min(published_at, at))
        added["articles"] += 1


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _article(slug: str, matter: dict, body: str) -> Article:
    article = Article.objects.create(
        slug=slug,
        title=matter["title"],
        summary=matter["summary"],
        key_points="\n".join(matter["key_points"]),
        body=body,
        image=Image.objects.filter(key=matter.get("image")).first(),
        reviewer=Person.objects.filter(slug=matter.get("reviewer")).first(),
        reviewed_on=matter["reviewed_on"],
        next_review_on=matter["reviewed_on"].replace(year=matter["reviewed_on"].year + 2),
    )
    article.topics.set(Topic.objects.filter(slug__in=matter["topics"]))
    for place, person in enumerate(matter["authors"], 1):
        Authorship.objects.create(article=article, person=Person.objects.get(slug=person), position=place)
    for place, key in enumerate(matter.get("further_reading", []), 1):
        FurtherReading.objects.create(article=article, source=Source.objects.get(key=key), position=place)
    return article
