"""Which Referer a real browser sends to a server."""

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler

from tests.browser.pages import make_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def context(browser, browser_context_args):
    """A new profile: files that come from a cache are not requested."""
    context = browser.new_context(**browser_context_args)
    yield context
    context.close()


@pytest.fixture
def told(monkeypatch):
    """The Referer of every static file that is asked for; None where there is none."""
    found = []
    serve = StaticFilesHandler.serve

    def listen(self, request):
        found.append(request.META.get("HTTP_REFERER"))
        return serve(self, request)

    monkeypatch.setattr(StaticFilesHandler, "serve", listen)
    return found


@pytest.mark.parametrize(
    "address",
    [
        "/support-groups/?place=Akron&q=dying",
        "/support-groups/sheet/?place=Akron",
        "/sources/?q=liver",
        "/suport-groups/?q=liver",
    ],
)
def test_requests_for_static_files_do_not_reveal_a_search(live_server, page, complaints, told, address):
    make_site()

    page.goto(live_server.url + address)
    page.wait_for_load_state("networkidle")

    assert len(told) >= 4
    assert set(told) == {None}
    complaints[:] = [line for line in complaints if "404" not in line]


def test_pages_without_a_search_send_the_referrer_as_usual(live_server, page, told):
    """The same server does receive referrers from other pages, so the silence above means something."""
    page.goto(live_server.url + "/articles/")
    page.wait_for_load_state("networkidle")

    assert f"{live_server.url}/articles/" in told
