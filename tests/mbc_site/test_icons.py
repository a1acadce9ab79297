import re

from django.conf import settings
from django.template.loader import render_to_string

from mbc_site.icons import PATHS

TEMPLATES = settings.BASE_DIR / "templates"
NAMED = re.compile(r'(?:includes/icon\.html" with name=|% icon )"([a-z]+)"')


def test_every_icon_that_a_template_shows_is_drawn():
    shown = {name for path in TEMPLATES.rglob("*.html") for name in NAMED.findall(path.read_text())}

    assert {"phone", "arrow"} <= shown
    assert shown <= PATHS.keys()


def test_an_icon_is_part_of_the_page():
    html = render_to_string("includes/icon.html", {"name": "arrow", "flips": True})

    assert f'<path d="{PATHS["arrow"]}" />' in html
    assert 'class="i flip"' in html
    assert "href" not in html
