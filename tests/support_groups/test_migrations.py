"""What migrations do with rows that were there before."""

from importlib import import_module

import pytest
from django.apps import apps

from support_groups.models import Group
from tests.factories import make_group

pytestmark = pytest.mark.django_db


def test_of_listings_that_were_each_others_translation_the_first_becomes_the_original():
    first, second, third = make_group(), make_group(), make_group()
    for group, original in ((first, second), (second, first), (third, first)):
        Group.objects.filter(pk=group.pk).update(translation_of=original)

    import_module("support_groups.migrations.0004_group_search").untie_circles(apps, None)

    found = Group.objects.order_by("pk").values_list("translation_of", flat=True)
    assert list(found) == [None, first.pk, first.pk]
