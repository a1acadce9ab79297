"""A small site with a page of every public kind, and their addresses."""

import datetime
from urllib.parse import urlsplit

from django.urls import get_resolver, resolve

from support_groups.models import GroupSearch, PublicChange
from tests.factories import (
    cite,
    make_group,
    make_image,
    make_organization,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
    make_venue,
)
from web.page_cache.public import PublicPage, declared
from web.sitemaps import IN_A_FILE

AT = datetime.datetime(2026, 12, 1, 15, 7, tzinfo=datetime.UTC)  # a Tuesday
ADDRESSES = (
    "/",
    "/articles/",
    "/articles/feed/",
    "/articles/changes/",
    "/articles/topics/bones/",
    "/articles/bone-pain/",
    "/articles/bone-pain/since/1/",
    "/articles/bone-pain/sources.txt",
    "/people/ada/",
    "/about/contact/",
    "/sources/",
    "/sources/bones2020/",
    "/sources/bones2020.bib",
    "/support-groups/",
    "/support-groups/calendar.ics",
    "/support-groups/sheet/",
    "/support-groups/sheet/since/{newest}/",
    "/support-groups/circle/",
    "/support-groups/circle/since/{of_circle}/",
    "/support-groups/circle/calendar.ics",
    "/search/",
    "/search/suggest/?q=bone",
    "/sitemap.xml",
    "/sitemap-lists.xml",
    "/sitemap-groups-{file}.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/site.webmanifest",
)


def make_site() -> list[str]:
    """Its addresses; one of each public kind. The clock stands still at AT while it is made."""
    topic, ada = make_topic(title="Bones", slug="bones"), make_person(name="Ada Example", slug="ada")
    make_page(title="Contact", slug="contact", summary="Write to us.")
    make_source(key="bones2020")
    body = f"<h2>Rest</h2><p>It helps.{cite('bones2020')}</p>"
    make_published(
        title="Bone pain",
        slug="bone-pain",
        body=body,
        topics=[topic],
        authors=[ada],
        image=make_image(),
        next_review_on=AT.date(),
    )
    organization = make_organization(name="A clinic")
    circle = make_group(slug="circle", organization=organization, venue=make_venue())
    make_group(slug="online", attendance="online", joining="Write to us.")
    newest, of_circle = _numbers()
    return [
        address.format(newest=newest, of_circle=of_circle, file=circle.pk // IN_A_FILE)
        for address in ADDRESSES
    ]


def _numbers() -> tuple[int, int]:
    """Of the newest entry in the record of the directory, and of the first one of the circle."""
    GroupSearch.objects.refresh(at=AT)
    newest = PublicChange.objects.latest("pk")
    return newest.pk, PublicChange.objects.filter(group__slug="circle").earliest("pk").number


def views(patterns=None, before: str = "") -> dict[str, object]:
    """Route -> view. Without the admin, which is never kept. Of several views the first one answers."""
    found: dict[str, object] = {}
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            found = views(pattern.url_patterns, route) | found
        else:
            found.setdefault(route, pattern.callback)
    return {route: view for route, view in found.items() if not route.startswith("admin/")}


def routes() -> dict[str, object]:
    """Route -> what its view says about keeping its answers."""
    return {route: declared(view) for route, view in views().items()}


def public_routes() -> set[str]:
    return {route for route, said in routes().items() if isinstance(said, PublicPage)}


def route_of(address: str) -> str:
    return resolve(urlsplit(address).path).route
