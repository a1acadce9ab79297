"""The language that a page says it is in, to browsers, search engines and programs that share it."""

import pytest

from support_groups.models import Audience
from tests.descriptions import Head, descriptions
from tests.factories import make_group, make_published

pytestmark = pytest.mark.django_db


def read(client, address: str) -> tuple[str, dict, list[dict]]:
    page = client.get(address).content.decode()
    return page.split('<html lang="')[1].split('"')[0], Head(page).meta, descriptions(page)


@pytest.mark.parametrize(
    ("code", "language", "locale"),
    [("en-us", "en", "en_US"), ("en-gb", "en", "en_GB"), ("es", "es", "es_US"), ("es-mx", "es", "es_MX")],
)
def test_every_page_is_in_the_language_of_the_site(visitor, settings, code, language, locale):
    settings.LANGUAGE_CODE = code
    article = make_published(title="Dolor")

    home, article = read(visitor, "/"), read(visitor, article.get_absolute_url())

    for lang, meta, _data in (home, article):
        assert (lang, meta["og:locale"]) == (language, locale)
    site = next(part for part in home[2][0]["@graph"] if part["@type"] == "WebSite")
    assert site["inLanguage"] == article[2][0]["inLanguage"] == language


def test_a_listing_in_spanish_is_shared_as_spanish_on_a_page_in_english(visitor):
    group = make_group(name="Círculo", language="es", attendance="online")
    audience = Audience.objects.create(code="young", name="Young people", name_es="Jóvenes", position=1)
    group.audiences.set([audience])

    lang, meta, (series, _crumbs) = read(visitor, group.get_absolute_url())

    assert (lang, meta["og:locale"]) == ("en", "es_US")
    assert "martes" in meta["og:description"]
    assert series["name"] == "Círculo"
    assert [one["audienceType"] for one in series["audience"]] == ["Jóvenes"]


def test_a_listing_in_the_language_of_the_site_keeps_its_country(visitor, settings):
    settings.LANGUAGE_CODE = "es-mx"
    group = make_group(name="Círculo", language="es")

    _lang, meta, _data = read(visitor, group.get_absolute_url())

    assert meta["og:locale"] == "es_MX"


def test_an_audience_without_a_spanish_name_keeps_its_name(visitor):
    group = make_group(language="es")
    group.audiences.set([Audience.objects.create(code="young", name="Young people", position=1)])

    _lang, _meta, (series, _crumbs) = read(visitor, group.get_absolute_url())

    assert [one["audienceType"] for one in series["audience"]] == ["Young people"]
