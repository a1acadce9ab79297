"""Entries of groups named contacts, also such as visitors may not see any more. Since then they say only who sees them.

The one change to entries that there ever was: what nobody may read now must not be readable in what is kept for ever.
"""

import re

from django.db import migrations

# Added contact “Ann”. Changed phone for contact “Ann”.
NAMED = re.compile(r"(\bcontact “)(?!for (?:staff only|visitors)”)[^”]*(?=”)")
LEFT_OUT = "…"


def leave_out_names(apps, schema_editor):
    entries = apps.get_model("history", "Entry").objects.filter(
        record_type="support_groups.group", words__icontains="contact"
    )
    for entry in entries.iterator(chunk_size=2000):
        words = NAMED.sub(rf"\1{LEFT_OUT}", entry.words)
        if words != entry.words:
            apps.get_model("history", "Entry").objects.filter(pk=entry.pk).update(words=words)


class Migration(migrations.Migration):
    dependencies = [("history", "0002_earlier_entries")]

    operations = [migrations.RunPython(leave_out_names, migrations.RunPython.noop, elidable=True)]
