from datetime import date

import pytest
from django.utils import timezone

from tests.factories import make_group
from tests.mapped import mapped

pytestmark = pytest.mark.django_db


def test_the_sitemap_has_the_finder_and_every_group_it_offers(visitor):
    group = make_group()
    hidden = [
        make_group(status="draft"),
        make_group(status="closed"),
        make_group(status="unconfirmed", confirmed_on=date(2024, 1, 1)),
    ]

    found = mapped(visitor)

    assert "/support-groups/" in found
    assert found[group.get_absolute_url()] == timezone.localdate(group.updated_at).isoformat()
    for other in hidden:
        assert other.get_absolute_url() not in found
