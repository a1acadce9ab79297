"""The pages of an import hang on the admin of groups. Where there is none yet, a plain one carries them."""

import pytest
from django.contrib import admin

from support_groups.models import Group


@pytest.fixture(autouse=True)
def _an_admin_of_groups(settings):
    if not admin.site.is_registered(Group):
        settings.ROOT_URLCONF = "tests.support_groups.exchange.plain_admin"
