"""The header and the footer of every page: made once, and never older than what they show."""

import pytest

from articles.models import Page
from mbc_site.models import OrganizationDetails
from web.page_cache import counters

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _followed(monkeypatch):
    """As in a worker whose poller has just read the database."""
    monkeypatch.setattr(counters, "are_followed", lambda: True)


@pytest.fixture
def details():
    return OrganizationDetails.objects.create(name="Clearwater", helpline="1-800-555-0199")


def read(client, path="/articles/") -> str:
    return client.get(path).content.decode()


def test_a_changed_name_or_number_is_on_the_next_page(client, details):
    assert "Clearwater" in read(client)
    details.name, details.helpline = "Brightwater", "1-800-555-0123"
    details.save()

    page = read(client)

    assert "Clearwater" not in page
    assert "1-800-555-0199" not in page
    assert page.count("Brightwater") > 3
    assert 'href="tel:18005550123"' in page


def test_a_change_past_the_models_is_on_the_next_page(client, details):
    read(client)
    OrganizationDetails.objects.update(postal_address="1 River Road")

    assert "1 River Road" in read(client)


def test_a_page_about_this_site_is_in_the_footer_while_it_is_public(client, details):
    page = Page.objects.create(title="How we work", slug="how", is_published=True)
    assert '<a href="/about/how/">How we work</a>' in read(client)
    Page.objects.filter(pk=page.pk).update(title="Our promise")
    assert '<a href="/about/how/">Our promise</a>' in read(client)

    page.delete()

    assert "/about/how/" not in read(client)


def test_each_page_marks_its_own_entry_of_the_menu(client, details):
    for _round in range(2):
        assert read(client, "/articles/").count('aria-current="true"') == 1
        assert 'href="/articles/" aria-current="true"' in " ".join(read(client, "/articles/").split())
        assert 'href="/sources/" aria-current="true"' in " ".join(read(client, "/sources/").split())


def test_the_frame_asks_the_database_nothing_the_second_time(client, details, django_assert_num_queries):
    Page.objects.create(title="How we work", slug="how", is_published=True)
    with django_assert_num_queries(3):  # the details, the pages about this site, and this page
        client.get("/about/how/")

    with django_assert_num_queries(1):
        client.get("/about/how/")
