"""`make bench-lists`: every list of the admin with 10,000 records, plain, searched and with each choice of each filter.

Each request is whole (middleware, view, template), in this process, on a database that is made anew and thrown away:
SQLite, or the PostgreSQL server that DATABASE_URL names.
"""

import datetime
import os
import random
import tempfile
from collections.abc import Iterator
from time import perf_counter, process_time

from pages import prepare

ROWS = int(os.environ.get("BENCH_ROWS", "10000"))
ENTRIES = 10 * ROWS
ONLY = os.environ.get("BENCH_ONLY", "")  # part of an address
MOST_QUERIES = 15
chance = random.Random(1)  # noqa: S311  not for secrets


def fill(at: datetime.datetime) -> None:
    days = [at - datetime.timedelta(days=n) for n in range(400)]
    for write in (
        fill_people_and_accounts,
        fill_pictures,
        fill_articles,
        fill_sources,
        fill_directory,
        fill_records,
    ):
        write(days)


def fill_people_and_accounts(days) -> None:
    from django.contrib.auth.models import User

    from articles.models import FormerAddress, Page, Person, SharedText, Topic

    people = (Person(name=f"Person {n}", slug=f"person-{n}", role="writer") for n in range(ROWS))
    Person.objects.bulk_create(people, batch_size=1000)
    users = (User(username=f"user{n}", email=f"u{n}@example.org", is_staff=True) for n in range(ROWS))
    User.objects.bulk_create(users, batch_size=1000)
    topics = (Topic(title=f"Topic {n}", slug=f"topic-{n}") for n in range(ROWS))
    Topic.objects.bulk_create(topics, batch_size=1000)
    pages = (Page(title=f"Page {n}", slug=f"page-{n}", body="<p>A page.</p>") for n in range(ROWS))
    Page.objects.bulk_create(pages, batch_size=1000)
    texts = (SharedText(title=f"Text {n}", key=f"text-{n}", body="<p>A text.</p>") for n in range(ROWS))
    SharedText.objects.bulk_create(texts, batch_size=1000)
    addresses = (FormerAddress(path=f"/old-{n}/", leads_to="/articles/") for n in range(ROWS))
    FormerAddress.objects.bulk_create(addresses, batch_size=1000)


def fill_pictures(days) -> None:
    from articles.models import Image

    pictures = (
        Image(key=f"picture-{n}", title=f"Picture {n}", alt="A field", original=f"{n}.png", width=9, height=9)
        for n in range(ROWS)
    )
    Image.objects.bulk_create(pictures, batch_size=1000)


def fill_articles(days) -> None:
    from django.db.models import QuerySet

    from articles.models import Article, Edition, Person, SharedPreview, Topic

    people, topics = list(Person.objects.all()), list(Topic.objects.all())
    body = "<p>Words about bones and rest.</p>" * 200
    articles = [
        Article(
            title=f"Article {n}",
            slug=f"article-{n}",
            summary="A summary.",
            body=body,
            reviewer=chance.choice(people),
            next_review_on=chance.choice(
                [None, chance.choice(days).date(), days[0].date().replace(year=2040)]
            ),
            withdrawn_at=chance.choice([None, None, None, days[1]]),
            report_opened_at=chance.choice([None, None, days[2]]),
        )
        for n in range(ROWS)
    ]
    Article.objects.bulk_create(articles, batch_size=500)
    through = Article.topics.through
    links = (through(article=article, topic=chance.choice(topics)) for article in articles)
    through.objects.bulk_create(links, batch_size=1000)
    soon = days[0] + datetime.timedelta(days=30)
    editions = [
        Edition(
            article=article,
            number=number,
            kind=Edition.ChangeKind.EDIT,
            published_at=soon if number == 3 else chance.choice(days[30:]),
            title=article.title,
            summary=article.summary,
            body=chance.choice([body, "<p>Older words.</p>"]),
            reviewer=article.reviewer,
        )
        for article in articles[: ROWS * 3 // 4]
        for number in range(1, chance.choice([2, 3, 4]))
    ]
    QuerySet(Edition).bulk_create(editions, batch_size=500)  # past the checks of publishing
    SharedPreview.objects.bulk_create(
        SharedPreview(
            article=articles[0],
            token_hash=f"{n:064}",
            for_whom="Dr. Roe",
            created_at=days[3],
            expires_at=chance.choice([soon, days[2]]),
            title="Article",
            html=body,
            passages=["Words."],
        )
        for n in range(200)
    )


def fill_sources(days) -> None:
    from articles.models import Article, Citation
    from sources.models import Notice, Source

    kinds, evidence = ["article-journal", "book", "webpage", "report"], Source.Evidence.values
    sources = [
        Source(
            key=f"source{n}",
            csl_type=chance.choice(kinds),
            title=f"A study of source {n}",
            authors=[{"family": "Bench", "given": "A. B."}],
            authors_text="Bench A. B.",
            container_title="Journal of Benches",
            year=2020,
            evidence=chance.choice(evidence),
            link=chance.choice(Source._meta.get_field("link").choices)[0],
            status=chance.choice(Source.Status.values),
        )
        for n in range(ROWS)
    ]
    Source.objects.bulk_create(sources, batch_size=1000)
    for original, copy in zip(sources[:500], sources[500:1000], strict=False):
        Source.objects.filter(pk=copy.pk).update(merged_into=original)
    kinds_of_notice = Notice._meta.get_field("kind").choices
    notices = [
        Notice(source=source, kind=chance.choice(kinds_of_notice)[0], service="bench", found_at=days[4])
        for source in sources[::20]
    ]
    Notice.objects.bulk_create(notices, batch_size=1000)
    articles = list(Article.objects.all()[: max(1, ROWS // 10)])
    marks = (
        Citation(article=article, source=source, key=source.key, position=place, sentence="Words.")
        for article in articles
        for place, source in enumerate(chance.sample(sources, 20), 1)
    )
    Citation.objects.bulk_create(marks, batch_size=1000)


def fill_directory(days) -> None:
    import finder

    from support_groups.models import Audience, Contact, Group, Organization

    finder.GROUPS = ROWS
    finder.fill(days[0])
    Organization.objects.bulk_create(
        (Organization(name=f"Organization {n}") for n in range(ROWS)), batch_size=1000
    )
    organizations, groups = list(Organization.objects.all()), list(Group.objects.all())
    for group in groups:
        group.organization = chance.choice(organizations)
        group.confirmed_on = chance.choice([None, chance.choice(days).date()])
        group.status = chance.choice(["listed"] * 5 + ["draft", "unconfirmed", "closed"])
    Group.objects.bulk_update(groups, ["organization", "confirmed_on", "status"], batch_size=200)
    Contact.objects.bulk_create(
        (Contact(group=group, name="Ann", phone="555-0101") for group in groups), batch_size=1000
    )
    Audience.objects.bulk_create(Audience(code=f"code-{n}", name=f"Name {n}") for n in range(ROWS))


def fill_records(days) -> None:
    from axes.models import AccessAttempt, AccessFailureLog, AccessLog
    from django.contrib.auth.models import User

    from history.models import Entry
    from web.models import QueuedMail

    users = list(User.objects.all()[:50])
    entries = (
        Entry(
            at=chance.choice(days),
            kind=chance.choice(Entry.Kind.values),
            by=(user := chance.choice(users)),
            by_name=user.username,
            record_type="articles.article",
            record_id=str(chance.randrange(1, ROWS)),
            record_name="Article",
            words="Changed the title.",
        )
        for _ in range(ENTRIES)
    )
    Entry.objects.bulk_create(entries, batch_size=2000)
    mails = (
        QueuedMail(
            message_id=f"<{n}@example.org>",
            recipient="a@example.org",
            subject=f"Mail {n}",
            queued_at=chance.choice(days),
            next_try_at=days[0],
            give_up_at=days[0],
        )
        for n in range(ROWS)
    )
    QueuedMail.objects.bulk_create(mails, batch_size=1000)
    attempt = {"user_agent": "x", "ip_address": "127.0.0.1", "http_accept": "x", "path_info": "/admin/login/"}
    AccessLog.objects.bulk_create((AccessLog(**attempt) for _ in range(ROWS)), batch_size=1000)
    AccessFailureLog.objects.bulk_create((AccessFailureLog(**attempt) for _ in range(ROWS)), batch_size=1000)
    more = {"get_data": "", "post_data": "", "failures_since_start": 1}
    AccessAttempt.objects.bulk_create(
        (AccessAttempt(**attempt, **more, username=f"u{n}") for n in range(ROWS)), batch_size=1000
    )


def addresses(client) -> Iterator[str]:
    """Each list, plain, searched, on its last page, and with each choice of each filter (of a long one, the first 12)."""
    from django.contrib import admin
    from django.urls import reverse

    from articles.models import Article

    yield reverse("admin:index")
    for model, its_admin in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        plain = reverse(name)
        yield plain
        if its_admin.search_fields:
            yield f"{plain}?q=bones+1"
        yield f"{plain}?p=90"
        response = client.get(plain)
        if response.status_code != 200 or not its_admin.list_filter:
            continue
        changelist = its_admin.get_changelist_instance(response.wsgi_request)
        for spec in changelist.filter_specs:
            for choice in list(spec.choices(changelist))[1:13]:
                yield plain + choice["query_string"]
    activity = reverse("admin:activity")
    yield from (activity, f"{activity}?page=900", f"{activity}?who=user1", f"{activity}?kind=changed")
    yield f"{activity}?type=articles.article&since=2026-01-01&until=2026-12-31"
    yield reverse("admin:support_groups_group_calling")
    yield reverse("admin:articles_article_share", args=[Article.objects.order_by("pk").first().pk])
    yield reverse("admin:articles_article_history", args=[1])
    yield (
        reverse("admin:autocomplete")
        + "?app_label=articles&model_name=furtherreading&field_name=source&term=study"
    )


def measure(client, address: str) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        began, used = perf_counter(), process_time()
        response = client.get(address)
        wall, cpu = (perf_counter() - began) * 1000, (process_time() - used) * 1000
    slowest = max(captured, key=lambda query: float(query["time"]), default={"time": "0", "sql": ""})
    mark = "  MORE THAN 15" if len(captured) > MOST_QUERIES else ""
    print(
        f"{address[:95]:95}{response.status_code:5}{wall:8.0f}{cpu:8.0f}{len(captured):9}"
        f"{float(slowest['time']) * 1000:9.0f}{mark}",
        flush=True,
    )
    if os.environ.get("BENCH_SQL") and float(slowest["time"]) > 0.1:
        print("    " + slowest["sql"][:1500])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"))
        from django.contrib.auth.models import User
        from django.db import connection
        from django.test import Client
        from django.utils import timezone

        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            fill(timezone.now())
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
            client = Client(SERVER_NAME="bench.example")
            boss = User.objects.create_superuser("bench")
            client.force_login(boss, "django.contrib.auth.backends.ModelBackend")
            print(f"{connection.vendor}, {ROWS} records of each kind")
            print(f"{'':95}{'':5}{'ms':>8}{'CPU ms':>8}{'queries':>9}{'slowest':>9}")
            for address in (one for one in addresses(client) if ONLY in one):
                measure(client, address)
        finally:
            connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
