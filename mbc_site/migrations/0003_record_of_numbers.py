from django.db import migrations
from django.utils import timezone, translation

from articles.markup.shared import PLACEHOLDERS, fill_text
from articles.models.wording import Words, of_placeholder


def record_present_values(apps, schema_editor):
    """Articles have shown these for an unknown time. What they showed before, nobody recorded."""
    alias = schema_editor.connection.alias
    organization = apps.get_model("mbc_site", "OrganizationDetails").objects.using(alias).first()
    if organization is None:
        return
    values = {
        "emergency number": organization.emergency_number,
        "crisis line": organization.crisis_line,
        "call or text": "call or text" if organization.crisis_line_takes_texts else "call",
        "country": organization.country,
    }
    with translation.override("en"):
        said = {name: fill_text(f"[{name}]", values) for name in PLACEHOLDERS}
    Wording = apps.get_model("articles", "Wording")
    for name, text in said.items():
        Wording.objects.using(alias).create(
            subject=of_placeholder(name),
            digest=Words(text).digest,
            since=timezone.now(),
            is_known_before=False,
        )


class Migration(migrations.Migration):

    dependencies = [("mbc_site", "0002_organization_in_the_footer"), ("articles", "0011_wordings")]

    operations = [
        migrations.RunPython(record_present_values, migrations.RunPython.noop, elidable=True),
    ]
