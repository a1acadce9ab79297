"""In a real browser no published attack runs, loads or leads anywhere, with our CSP and without it.

Without it is the harder proof: a policy that holds would hide a hole in the cleaning or in a template.
"""

from urllib.parse import quote, urlsplit

import pytest
from django.urls import reverse

from articles.markup import clean, clean_inline
from articles.models import Article, Edition
from mbc_site import theme
from mbc_site.models import OrganizationDetails
from tests.articles.markup.payloads import PAYLOADS
from tests.factories import (
    cite,
    make_edition,
    make_image,
    make_page,
    make_person,
    make_published,
    make_source,
    make_topic,
)

STORABLE = [payload.replace("\x00", "") for payload in PAYLOADS]
EVERYTHING = "\n".join(STORABLE)

SAY_SO = """
    window.pwned = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'msgbox'])
        window[name] = (...words) => top.pwned.push([name, ...words].join(' '));
    document.addEventListener('securitypolicyviolation', event => top.pwned.push(`policy: ${event.blockedURI}`));
"""
SCHEMES = ["http:", "https:", "mailto:", "tel:"]
# What a browser has after it has read the page: nothing that could run, load from elsewhere or lead astray.
SUSPICIOUS = """([schemes, theme]) => [...document.querySelectorAll('*')].filter(element =>
    [...element.attributes].some(({name}) => name.startsWith('on') || ['style', 'srcdoc', 'formaction', 'ping'].includes(name))
    || ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'FRAME', 'MATH', 'STYLE', 'AUDIO', 'VIDEO', 'NOSCRIPT', 'TEMPLATE'].includes(element.tagName.toUpperCase())
    || (element.tagName === 'SCRIPT' && element.type !== 'application/ld+json' && element.text !== theme && !element.src.startsWith(location.origin + '/static/'))
    || (element.tagName === 'LINK' && !['canonical', 'alternate', 'icon', 'apple-touch-icon', 'manifest', 'preload', 'stylesheet'].includes(element.rel)
        && !(element.rel === 'expect' && element.getAttribute('href') === '#end'))
    || (element.tagName === 'META' && element.httpEquiv)
    || (element.tagName === 'FORM' && new URL(element.getAttribute('action') || '', location).origin !== location.origin)
    || (element.tagName === 'IMG' && !element.src.startsWith(location.origin + '/media/'))
    || (element.tagName === 'A' && !schemes.includes(element.protocol)
        && [...element.attributes].some(({name}) => name !== 'class'))
).map(element => element.outerHTML.slice(0, 200))"""

pytestmark = pytest.mark.django_db(transaction=True)


def _organization():
    OrganizationDetails.objects.create(
        name='"><img src=x onerror=alert(1)>',
        tagline="</title><script>alert(2)</script>",
        helpline="1-800 <svg onload=alert(3)>",
        helpline_hours="'\"><script>alert(4)</script>",
        crisis_line='988" onclick="alert(5)',
        email="a@b.example",
        postal_address=EVERYTHING,
    )


@pytest.fixture
def pages(db, settings):
    """Addresses of every kind of public page, each full of attacks."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
    _organization()
    topic = make_topic(title='<script>alert("topic")</script>', summary=EVERYTHING)
    image = make_image(
        alt=EVERYTHING[:1000], caption='<img src=x onerror=alert("caption")>', credit="<svg onload=alert(6)>"
    )
    person = make_person(
        name="<script>alert(7)</script>",
        role="<img src=x onerror=alert(8)>",
        bio=EVERYTHING,
        disclosures=EVERYTHING,
    )
    sources = [
        make_source(
            key=f"attack{n}",
            title=payload,
            authors=[{"family": payload, "given": payload}, {"literal": payload}],
            container_title=payload[:200],
            url="https://example.org/" if n % 2 else "javascript:alert('url')",
        )
        for n, payload in enumerate(STORABLE)
    ]
    body = "".join(
        f"<p>{n}</p>{payload}{cite(f'attack{n}', locator='&quot;&gt;')}\n"
        for n, payload in enumerate(map(clean, PAYLOADS))
    )
    figure = f'<figure class="figure" data-image="{image.key}"></figure>'
    shared = {
        "topics": [topic],
        "image": image,
        "reviewer": person,
        "authors": [person],
        "summary": EVERYTHING,
    }
    one_by_one = make_published(
        title='</title><script>alert("t")</script>',
        body=body + figure,
        key_points=EVERYTHING,
        further_reading=sources[:40],
        **shared,
    )
    make_edition(one_by_one, kind=Edition.ChangeKind.CORRECTION, note=EVERYTHING)
    in_a_heap = make_published(title="';alert(9)//", body=figure + EVERYTHING, **shared)
    in_a_heap.related.add(one_by_one)
    for payload in STORABLE[::3]:
        make_published(title=payload[:200], summary=payload, authors=[])
    about = make_page(title="<script>alert(10)</script>", summary=EVERYTHING, body=EVERYTHING)
    lists = ["home", "articles:list", "articles:changes", "sources:list"]
    things = [one_by_one, in_a_heap, topic, person, about, *sources[::40]]
    asked = [f"{reverse('sources:list')}?q={quote(payload)}" for payload in STORABLE[::40]]
    return [*map(reverse, lists), *(thing.get_absolute_url() for thing in things), *asked]


@pytest.fixture
def watched(page, live_server):
    """A page that reports attacks and asks only our own server; `heard` is what happened against our will."""
    heard: list[str] = []
    here = urlsplit(live_server.url).netloc

    def carry(route):
        if urlsplit(route.request.url).netloc != here:
            heard.append(f"request: {route.request.url}")
            return route.abort()
        response = route.fetch()
        headers = {
            name: value
            for name, value in response.headers.items()
            if watched.has_policy or name != "content-security-policy"
        }
        if not route.request.is_navigation_request():
            return route.fulfill(response=response, headers=headers)
        assert ("content-security-policy" in headers) is watched.has_policy
        body = response.text().replace("<p>Calm.</p>", watched.hole)
        return route.fulfill(response=response, headers=headers, body=body)

    def watched(address):
        page.goto(live_server.url + address)
        page.locator("main").evaluate(
            "main => { main.scrollIntoView(false); for (const d of document.querySelectorAll('details')) d.open = true }"
        )
        return heard + page.evaluate("pwned") + page.evaluate(SUSPICIOUS, [SCHEMES, theme.SCRIPT])

    watched.has_policy, watched.hole = True, "<p>Calm.</p>"
    page.add_init_script(SAY_SO)
    page.on("dialog", lambda dialog: (heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.route("**/*", carry)
    return watched


@pytest.mark.parametrize("has_policy", [True, False], ids=["with our policy", "without it"])
def test_no_attack_runs_on_any_public_page(watched, pages, has_policy):
    watched.has_policy = has_policy

    happened = {address: watched(address) for address in pages}

    assert {address: found for address, found in happened.items() if found} == {}
    assert len(pages) > 12


def test_the_detector_catches_an_attack_that_runs(watched, page, complaints):
    """A test that can't fail proves nothing: here the same detector watches a page with a hole."""
    watched.has_policy = False
    watched.hole = (
        "<p onclick=x()>a</p><img src=x onerror=alert(1)><a href=javascript:alert(2)>b</a>"
        "<script>alert(3)</script><img src=https://evil.example/a.png>"
    )
    article = make_published(body="<p>Calm.</p>")

    heard = watched(article.get_absolute_url())
    page.wait_for_function("pwned.length > 1")

    assert any("onclick" in found for found in heard)
    assert any("javascript:" in found for found in heard)
    assert "request: https://evil.example/a.png" in heard
    assert set(page.evaluate("pwned")) >= {"alert 1", "alert 3"}
    complaints.clear()


def test_our_policy_stops_an_attack_that_got_through_the_cleaning(watched, page, complaints):
    watched.hole = "<img src=/static/icon.svg onload=alert(1)><script>alert(3)</script>"
    article = make_published(body="<p>Calm.</p>")

    watched(article.get_absolute_url())

    assert page.evaluate("pwned") == ["policy: inline", "policy: inline"]
    complaints.clear()


MUTATES = """(texts) => texts.filter(text => {
    const once = document.createElement('div'), twice = document.createElement('div');
    once.innerHTML = text;
    twice.innerHTML = once.innerHTML;
    const parsed = new DOMParser().parseFromString(text, 'text/html').body;
    return once.innerHTML !== twice.innerHTML || parsed.innerHTML !== once.innerHTML
        || parsed.querySelector('svg, math, style, script, template, noscript, textarea, title, form, iframe, select, xmp')
        || [...parsed.querySelectorAll('*')].some(e => e.namespaceURI !== 'http://www.w3.org/1999/xhtml');
})"""


def test_stored_markup_survives_a_browsers_serialize_and_parse(page):
    """Mutation XSS lives on text that is harmless once and harmful the second time."""
    page.goto("about:blank")

    stored = [clean(payload) for payload in PAYLOADS] + [clean_inline(payload) for payload in PAYLOADS]

    assert page.evaluate(MUTATES, stored) == []
    assert page.evaluate(MUTATES, ["<svg><p>x"]) != []
    assert Article.objects.count() == 0
