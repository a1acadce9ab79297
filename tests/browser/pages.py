"""A small public site with everything on it that a page can hold, and long words where pages break."""

import datetime
from dataclasses import dataclass

from articles.models import Article, Edition
from support_groups.models import AccessFeature, GroupSearch, Language, ScheduleException, VenueAccess
from support_groups.schedules import Pattern
from tests.factories import (
    WEEKLY,
    cite,
    make_edition,
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

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis-and-more-of-it"
ADDRESS = (
    "https://www.example.org/a-very-long-path/that-goes-on-and-on/without-any-blank/until-the-very-end.html"
)
GONE = ("nowhere", "closed")  # pages whose status is an error, of which the browser complains in its console


@dataclass(frozen=True)
class Site:
    article: Article
    addresses: dict[str, str]  # name of a kind of page -> where one of it is


def make_site() -> Site:
    topic = make_topic(title="Symptoms and comfort", summary="Pain, tiredness, and the people who ease them.")
    writer = make_person(name=f"Marisol {LONG}", role="writer", bio="She writes. " * 20, disclosures="None.")
    reviewer = make_person(
        name="Theo Specimen", credentials="MD", role="oncologist", bio="He reads.", photo=make_image()
    )
    sources = [
        make_source(
            key=f"work{n}", title=f"A study of bone pain and {LONG} {n}", url=ADDRESS, doi=f"10.5555/abc{n}"
        )
        for n in range(12)
    ]
    unread = make_source(key="unread", csl_type="webpage", url=ADDRESS, title=f"A page about {LONG}")
    shared = {"topics": [topic], "authors": [writer], "reviewer": reviewer, "reviewed_on": "2026-01-02"}
    article = make_published(
        title="When bone pain will not let you sleep",
        slug="bone-pain",
        summary="What it is, what helps, and when to call somebody at night.",
        image=make_image(caption="Where bones may hurt.", credit="Drawing: Ada"),
        key_points=f"Bone pain can be treated.{cite('work0')}\nAsk early.",
        body=_body(make_image().key),
        further_reading=[unread],
        **shared,
    )
    article.related.add(make_published(title="Another article", summary="More.", **shared))
    make_edition(article, kind=Edition.ChangeKind.CORRECTION, note=f"We had the wrong dose of {LONG}.")
    about = make_page(
        title="How we check our articles", summary="Who writes and who reads.", body="<h2>Who</h2><p>Us.</p>"
    )
    things = {
        "article": article,
        "topic": topic,
        "person": reviewer,
        "writer": writer,
        "about": about,
        "source": sources[0],
        "unread": unread,
        "group": _group(),
        "video": _video_group(),
        "closed": make_group(name=f"Circle {LONG}", status="closed"),
    }
    GroupSearch.objects.refresh()  # so that each group has a number
    since = {
        "article since": f"{article.get_absolute_url()}since/1/",
        "group since": f"{things['group'].get_absolute_url()}since/1/",
        "sheet since": "/support-groups/sheet/since/0/",
    }
    lists = {
        "home": "/",
        "list": "/articles/",
        "sources": "/sources/",
        "changes": "/articles/changes/",
        "finder": "/support-groups/",
        "finder with a filter": "/support-groups/?place=Akron,+OH&how=in-person",
        "finder without results": "/support-groups/?q=xylophone&choosing=1",
        "sheet": "/support-groups/sheet/",
        "nowhere": "/nothing-here/",
    }
    return Site(article, lists | since | {name: thing.get_absolute_url() for name, thing in things.items()})


def _group():
    """In person, with everything a group's page can say, and dates that are cancelled, moved and elsewhere."""
    venue = make_venue(name=f"Library of {LONG}", room="Fern Room", directions="Bus 14 stops outside.")
    for number, is_there in enumerate((True, False)):
        feature = AccessFeature.objects.create(code=f"feature-{number}", name=f"Feature {number}")
        VenueAccess.objects.create(venue=venue, feature=feature, is_there=is_there, note="side door")
    # What migrations bring is there in the first test only: a live server's tests empty the tables behind them.
    AccessFeature.objects.get_or_create(code="step-free", defaults={"name": "Step-free entrance"})
    group = make_group(
        name="The Tuesday Table",
        slug="the-tuesday-table",
        venue=venue,
        organization=make_organization(name=f"Friends {LONG}", website=ADDRESS, phone="1-800-555-0177"),
        website=ADDRESS,
        description=f"We talk.\n\nSee {ADDRESS} and more.",
        joining="Call first.\nCome to the side door.\nSay as much as you like.",
        schedule_note="Not in the week of Thanksgiving.",
        cost="free",
        may_listen="yes",
        dying_talked_about="yes",
        when_someone_dies="We light a candle. " * 8,
        language="es",
    )
    group.contacts.create(
        name="Odalys", role="Leader", phone="1-800-555-0178", email="o@example.org", is_public=True
    )
    group.languages.add(Language.objects.get_or_create(code="en", defaults={"name": "English"})[0])
    days = [meeting.starts.date() for meeting in group.next_meetings(datetime.datetime.now(datetime.UTC))]
    changes = [
        {"first": days[1], "reason": f"Closed for {LONG}"},
        {"kind": "moved", "first": days[2], "to_date": days[2] + datetime.timedelta(days=2)},
        {"kind": "place", "first": days[3], "place": f"Café {LONG}"},
    ]
    for change in changes:
        ScheduleException.objects.create(group=group, **change)
    group.confirm(on=datetime.date.today(), by="leader", how="phone")
    return group


def _video_group():
    return make_group(
        name="Night owls",
        slug="night-owls",
        attendance="online",
        zone="America/Los_Angeles",
        patterns=[Pattern.from_dict(WEEKLY.to_dict() | {"begins": "23:00:00", "minutes": 120})],
        joining="",
        join_link=f"https://zoom.us/j/{LONG}?pwd={LONG}",
        dial_in="+1 555 555 0100",
        passcode="4711",
        link_visibility="public",
        confirmed_on=None,
    )


def _body(picture: str) -> str:
    facts = "".join(f"<p>Fact {n} of many facts.{cite(f'work{n}')}</p>" for n in range(1, 12))
    rows = "".join(
        f'<tr><th scope="row">Drug {n}</th><td>{LONG}</td><td>twice a day</td></tr>' for n in range(3)
    )
    return f"""
<h2>Why it hurts</h2><p>Bones hurt for many reasons.{cite("work2", "work3", "work4")} Some can be
treated.{cite("work0", locator="p. 4")}</p>
<h3>At night</h3><p>It is often worse at night.{cite("work0", "work7")}</p>{facts}
<figure class="figure" data-image="{picture}"><figcaption>A bone.{cite("work1")}</figcaption></figure>
<h2>What helps</h2><p>See <a href="{ADDRESS}">{ADDRESS}</a>, <a href="{ADDRESS}?more">a leaflet</a> or <a href="/sources/">our sources</a>.</p>
<aside class="callout" data-kind="key-points"><p class="callout-title">The words, quickly</p><ul><li>Bone: hard.</li></ul></aside>
<table><caption>What to take</caption><thead><tr><th scope="col">Drug</th><th scope="col">Name</th><th scope="col">When</th></tr></thead>
<tbody>{rows}</tbody></table><table><tbody><tr><td>One cell</td></tr></tbody></table>
<aside class="callout" data-kind="survival"><p>Half of all people live so long.{cite("work5")}</p></aside>
<aside class="callout" data-kind="word"><p>You are not alone.</p></aside>
<aside class="callout" data-kind="care"><h3>Tonight</h3><p>If you cannot feel your legs.{cite("work6")}</p></aside>
<h2>Questions to ask</h2><ul class="ask"><li>Why?</li></ul><ol><li>First</li></ol><blockquote><p>Said somebody.</p></blockquote>
"""
