"""Public pages as files for nginx: the same bytes, and gone as soon as one of them is old."""

import gzip
import json
import time
from pathlib import Path

import brotli
import pytest
import time_machine
from django.core.management import CommandError, call_command

from articles.models import Article
from mbc_site.models import OrganizationDetails
from support_groups.models import Group
from tests.asked import Made
from tests.factories import make_edition
from tests.public_pages import AT, make_site
from web.models import ContentVersion
from web.page_cache import baked, baking
from web.page_cache.shared_marks import marks

pytestmark = pytest.mark.django_db(transaction=True)
BAKED = [
    "/about/contact/",
    "/articles/",
    "/articles/bone-pain/",
    "/articles/changes/",
    "/articles/topics/bones/",
    "/people/ada/",
    "/sources/bones2020/",
]


@pytest.fixture
def clock(settings):
    settings.SITE_ADDRESS = "https://localhost"
    settings.ALLOWED_HOSTS = ["localhost"]
    with time_machine.travel(AT, tick=False) as clock:
        make_site()
        yield clock


def current() -> Path:
    return baked.folder() / "current"


def pages() -> list[str]:
    return sorted(f"/{file.parent.relative_to(current())}/" for file in current().rglob("index.html"))


def test_pages_that_last_are_written_with_the_bytes_that_the_site_sends(clock):
    call_command("bake")

    assert pages() == BAKED
    site = Made()
    try:
        for path in BAKED:
            file = current() / path.lstrip("/") / "index.html"
            sent = site.ask(path, environ={"wsgi.url_scheme": "https"})
            assert file.read_bytes() == sent.body
            assert gzip.decompress(file.with_name("index.html.gz").read_bytes()) == sent.body
            assert brotli.decompress(file.with_name("index.html.br").read_bytes()) == sent.body
            times = {part.stat().st_mtime for part in file.parent.glob("index.html*")}
            assert len(times) == 1
    finally:
        site.close()
    said = (baked.folder() / "headers.conf").read_text()
    policy = sent.headers["content-security-policy"]
    assert f'add_header Content-Security-Policy "{policy}" always;\n' in said
    assert 'add_header Cache-Control "public, no-cache" always;\n' in said
    assert "ETag" not in said


def test_the_time_of_a_file_follows_what_is_in_it(clock):
    call_command("bake")
    file = current() / "articles/bone-pain/index.html"
    before = file.stat().st_mtime

    baked.withdraw()
    call_command("bake")
    assert (current() / "articles/bone-pain/index.html").stat().st_mtime == before

    OrganizationDetails.objects.create(name="Our house")
    call_command("bake")
    assert (current() / "articles/bone-pain/index.html").stat().st_mtime != before


def test_while_the_pages_are_right_it_does_nothing_and_others_are_removed(clock):
    call_command("bake")
    first = current().resolve()
    call_command("bake")
    assert current().resolve() == first

    baked.withdraw()
    call_command("bake")

    assert current().resolve() != first
    assert not first.exists()


def test_a_change_takes_the_pages_away_at_once_but_only_if_they_show_it(clock):
    call_command("bake")
    Group.objects.update(name="The square")
    assert pages() == BAKED

    OrganizationDetails.objects.create(name="Our house")
    assert pages() == []

    call_command("bake")
    assert b"Our house" in (current() / "articles/index.html").read_bytes()


def test_a_change_that_nobody_told_of_takes_them_away_with_the_next_reading(clock):
    call_command("bake")
    tokens = ContentVersion.objects.tokens()
    baked.withdraw_old(tokens, marks.view)
    assert pages() == BAKED

    baked.withdraw_old(tokens | {"directory": tokens.get("directory", 0) + 1}, marks.view)
    assert pages() == BAKED

    baked.withdraw_old(tokens | {"articles": tokens["articles"] + 1}, marks.view)
    assert pages() == []


def test_they_end_when_the_first_page_would_change_by_itself(clock):
    call_command("bake")
    tokens = ContentVersion.objects.tokens()
    until = json.loads((current() / "state.json").read_text())["until"]
    assert until == AT.timestamp() + (8 * 60 + 53) * 60  # midnight in UTC

    clock.move_to(until - 1)
    baked.withdraw_old(tokens, marks.view)
    assert pages() == BAKED

    clock.move_to(until)
    baked.withdraw_old(tokens, marks.view)
    assert pages() == []


def test_a_clock_that_was_set_back_takes_them_away(clock):
    call_command("bake")
    clock.move_to(AT.timestamp() - 1)

    baked.withdraw_old(ContentVersion.objects.tokens(), marks.view)

    assert pages() == []


def test_a_change_while_they_are_made_is_noticed(clock, monkeypatch):
    put_in_place = baked.put_in_place
    changes = []

    def late(version):
        put_in_place(version)
        if not changes:
            changes.append(make_edition(Article.objects.get(slug="bone-pain")))

    monkeypatch.setattr(baking.baked, "put_in_place", late)

    call_command("bake")

    assert b"What it is about. " in (current() / "articles/bone-pain/index.html").read_bytes()
    assert len(list(baked.folder().glob("v*"))) == 1


def test_a_state_that_cannot_be_read_ends_them(clock):
    call_command("bake")
    (current() / "state.json").write_text("{")

    baked.withdraw_old(ContentVersion.objects.tokens(), marks.view)

    assert pages() == []


def test_a_host_that_is_not_allowed_is_said(clock, settings):
    settings.SITE_ADDRESS = "https://elsewhere.example"

    with pytest.raises(CommandError, match="SITE_ADDRESS"):
        call_command("bake")

    assert time.time() == AT.timestamp()
    assert list(baked.folder().glob("v*")) == []
