"""What search engines, bookmarks and links read in the head of a page."""

import pytest

from mbc_site.models import OrganizationDetails
from tests.descriptions import descriptions, head_of
from tests.factories import make_edition, make_group, make_published, make_source, make_topic

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "/",
    "/articles/",
    "/articles/changes/",
    "/sources/",
    "/support-groups/",
    "/support-groups/sheet/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_title_and_the_description_are_one_line_without_spaces_around_it(visitor, address):
    head = head_of(visitor, address)

    for words in (head.title, head.meta["description"]):
        assert words
        assert words == " ".join(words.split())


def test_a_page_says_to_other_programs_what_it_is_called_and_about(visitor):
    OrganizationDetails.objects.create(name="Stillwater & Friends")
    article = make_published(title='Bones, "quoted" <b>', slug="bones", summary="What helps & when.")

    head = head_of(visitor, article.get_absolute_url())

    assert head.title == 'Bones, "quoted" <b> | Stillwater & Friends'
    assert head.meta["description"] == head.meta["og:description"] == "What helps & when."
    assert head.meta["og:title"] == 'Bones, "quoted" <b>'
    assert head.meta["og:url"] == "http://testserver/articles/bones/"
    assert head.meta["og:site_name"] == "Stillwater & Friends"
    assert (head.meta["og:type"], head.meta["og:locale"]) == ("article", "en_US")


def test_an_address_leaves_out_parameters_that_choose_nothing(visitor):
    head = head_of(visitor, "/sources/?q=bones")

    assert head.links("canonical") == [head.meta["og:url"]] == ["http://testserver/sources/"]


def test_each_page_of_a_list_has_an_address_and_a_description_of_its_own(visitor):
    article = make_published(title="Bones")
    for _number in range(50):
        make_edition(article, kind="update", note="News.")

    first, second = head_of(visitor, "/articles/changes/"), head_of(visitor, "/articles/changes/?page=2")

    assert second.links("canonical") == ["http://testserver/articles/changes/?page=2"]
    assert second.meta["description"].endswith("Page 2 of 2.")
    assert "Page" not in first.meta["description"]
    assert first.links("canonical") == ["http://testserver/articles/changes/"]


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "last"])
def test_the_address_of_a_page_that_does_not_exist_names_no_page(visitor, number):
    answer = visitor.get(f"/support-groups/?page={number}")

    assert 'rel="canonical" href="http://testserver/support-groups/"' in " ".join(
        answer.content.decode().split()
    )


def test_home_describes_the_organization_its_site_and_a_search(visitor):
    OrganizationDetails.objects.create(
        name="Friends", helpline="1-800-555-0199", email="a@example.org", postal_address="1 Fern St"
    )

    (data,) = descriptions(visitor.get("/").content.decode())

    organization, website = data["@graph"]
    assert organization == {
        "@type": "Organization",
        "@id": "http://testserver/#organization",
        "url": "http://testserver/",
        "name": "Friends",
        "logo": "http://testserver/static/icons/icon-512.png",
        "email": "a@example.org",
        "address": "1 Fern St",
        "contactPoint": {
            "@type": "ContactPoint",
            "contactType": "helpline",
            "telephone": "1-800-555-0199",
        },
    }
    assert website["publisher"] == {"@id": organization["@id"]}
    search = website["potentialAction"]
    assert search["query-input"] == "required name=search_term_string"
    found = visitor.get(search["target"]["urlTemplate"].replace("{search_term_string}", "bone pain"))
    assert found.context["search"].asked.words == "bone pain"


def test_an_organization_without_details_says_nothing_of_them(visitor):
    (data,) = descriptions(visitor.get("/").content.decode())

    assert not {"email", "address", "contactPoint"} & data["@graph"][0].keys()


@pytest.mark.parametrize("kind", ["article", "source", "group"])
def test_lists_name_the_pages_they_lead_to(visitor, kind):
    topic = make_topic(title="Pain", slug="pain")
    things = {
        "article": lambda: make_published(title="Bones </script>", slug="bones", topics=[topic]),
        "source": lambda: make_source(title="On <i>bones</i> </script>"),
        "group": lambda: make_group(name="Bones </script>"),
    }
    lists = {
        "article": ["/articles/", "/articles/topics/pain/"],
        "source": ["/sources/"],
        "group": ["/support-groups/"],
    }
    thing = things[kind]()

    for address in lists[kind]:
        listed, breadcrumbs = descriptions(visitor.get(address).content.decode())

        assert listed["@type"] == "ItemList"
        (item,) = listed["itemListElement"]
        assert item["url"] == f"http://testserver{thing.get_absolute_url()}"
        assert item["name"].endswith("ones </script>")
        assert breadcrumbs["@type"] == "BreadcrumbList"


def test_an_empty_list_is_not_described(visitor):
    kinds = [data["@type"] for data in descriptions(visitor.get("/articles/").content.decode())]

    assert kinds == ["BreadcrumbList"]


def test_the_listings_of_a_group_in_two_languages_name_each_other_and_the_original(visitor):
    original = make_group(name="Table", slug="table")
    make_group(name="Mesa", slug="mesa", language="es", translation_of=original)
    expected = {
        "en": "http://testserver/support-groups/table/",
        "es": "http://testserver/support-groups/mesa/",
        "x-default": "http://testserver/support-groups/table/",
    }

    assert head_of(visitor, "/support-groups/table/").languages == expected
    assert head_of(visitor, "/support-groups/mesa/").languages == expected


def test_a_group_in_one_language_names_no_other(visitor):
    assert head_of(visitor, make_group().get_absolute_url()).languages == {}
