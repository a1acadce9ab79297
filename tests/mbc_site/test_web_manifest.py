"""What a phone needs to put the site on its home screen."""

import pytest
from django.contrib.staticfiles import finders
from PIL import Image

from mbc_site.models import OrganizationDetails
from tests.descriptions import head_of

pytestmark = pytest.mark.django_db


def manifest(client):
    (address,) = head_of(client, "/").links("manifest")
    return client.get(address)


def test_the_site_on_a_home_screen_has_the_name_of_the_organization(visitor):
    OrganizationDetails.objects.create(name="Stillwater", tagline="Living with stage 4")

    answer = manifest(visitor)

    assert answer.headers["Content-Type"] == "application/manifest+json"
    data = answer.json()
    assert (data["name"], data["description"], data["start_url"]) == (
        "Stillwater",
        "Living with stage 4",
        "/",
    )


def test_each_icon_is_there_in_the_size_that_is_promised(visitor):
    icons = manifest(visitor).json()["icons"]
    promised = {icon["src"]: icon["sizes"] for icon in icons}
    promised |= dict.fromkeys(head_of(visitor, "/").links("apple-touch-icon"), "180x180")

    sizes = {}
    for address in promised:
        with Image.open(finders.find(address.removeprefix("/static/"))) as picture:
            sizes[address] = f"{picture.width}x{picture.height}"

    assert len(promised) == 4
    assert sizes == promised
    assert {icon["purpose"] for icon in icons} == {"any", "maskable"}
