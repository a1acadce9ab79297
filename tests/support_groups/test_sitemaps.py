from datetime import date

import pytest
from django.utils import timezone

from tests.factories import make_group

pytestmark = pytest.mark.django_db


def test_the_sitemap_has_the_finder_and_every_group_it_offers(visitor):
    group = make_group()
    hidden = [
        make_group(status="draft"),
        make_group(status="closed"),
        make_group(status="unconfirmed", confirmed_on=date(2024, 1, 1)),
    ]

    text = visitor.get("/sitemap.xml").content.decode()

    assert "<loc>http://testserver/support-groups/</loc>" in text
    assert (
        f"<loc>http://testserver{group.get_absolute_url()}</loc><lastmod>{timezone.localdate(group.updated_at)}</lastmod>"
        in text
    )
    for other in hidden:
        assert f"{other.get_absolute_url()}<" not in text
