"""Previews that were shared while icons were in a file of their own show their icons."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from articles.models import SharedPreview
from articles.models.shared_preview import Frozen
from mbc_site.icons import PATHS
from tests.factories import make_article

pytestmark = pytest.mark.django_db
USE = '<svg class="{css}"\n     aria-hidden="true"\n     focusable="false">\n  <use href="{file}#{name}"></use>\n</svg>'


@pytest.fixture
def migrated():
    def migrate(html: str) -> str:
        now = timezone.now()
        frozen = Frozen("Bones", html, [])
        preview, _token = SharedPreview.objects.share(
            make_article(), frozen, by=None, for_whom="Ann", days=7, at=now - timedelta(days=1)
        )
        migration = import_module("mbc_site.migrations.0004_icons_of_shared_previews")
        migration.draw_icons(apps, SimpleNamespace(connection=connection))
        preview.refresh_from_db()
        return preview.html

    return migrate


@pytest.mark.parametrize("file", ["/static/icons.svg", "/static/icons.0a1b2c3d4e5f.svg"])
@pytest.mark.parametrize("css", ["i", "i flip"])
def test_an_icon_from_the_file_is_drawn_in_the_page(migrated, file, css):
    html = migrated(f"<p>{USE.format(css=css, file=file, name='mail')} Write &amp; ask</p>")

    opening = f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    assert html == f'<p>{opening}<path d="{PATHS["mail"]}" /></svg> Write &amp; ask</p>'


def test_an_icon_that_is_gone_leaves_nothing_and_other_texts_stay(migrated):
    gone = USE.format(css="i", file="/static/icons.svg", name="unicorn")
    other = '<p>icons</p><svg><use href="/media/map.svg#mail"></use></svg>'

    assert migrated(gone + other) == other
