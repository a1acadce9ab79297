import re

from django.db import migrations

from mbc_site.icons import PATHS

# As links to previews have kept it: <svg class="i" …> <use href="/static/icons.0a1b2c.svg#mail"></use> </svg>
FROM_A_FILE = re.compile(
    r'<svg class="(i(?: flip)?)"\s+aria-hidden="true"\s+focusable="false">\s*'
    r'<use href="[^"]*\bicons(?:\.[0-9a-f]+)?\.svg#([a-z]+)"></use>\s*</svg>'
)


def drawn(icon: re.Match) -> str:
    """The icon itself; nothing for one that there is no more."""
    css, name = icon.groups()
    opening = f'<svg class="{css}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    return f'{opening}<path d="{PATHS[name]}" /></svg>' if name in PATHS else ""


def draw_icons(apps, schema_editor):
    """A preview that was shared while icons were in a file of their own, which is gone, gets them into its page."""
    previews = apps.get_model("articles", "SharedPreview").objects.using(schema_editor.connection.alias)
    for preview in previews.filter(html__contains="icons").only("html").iterator(chunk_size=20):
        html = FROM_A_FILE.sub(drawn, preview.html)
        if html != preview.html:
            previews.filter(pk=preview.pk).update(html=html)


class Migration(migrations.Migration):

    dependencies = [("mbc_site", "0003_record_of_numbers"), ("articles", "0011_wordings")]

    operations = [migrations.RunPython(draw_icons, migrations.RunPython.noop, elidable=True)]
