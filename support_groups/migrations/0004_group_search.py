"""Move what is derived for searching from the group to a row of its own.

The rows are filled after all migrations (`search_triggers.after_migrations`), by the same code as always. In reverse,
the columns are filled from the rows, and that version's `settle_groups` derives them again.
"""

import datetime

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

COLUMNS = ("latitude", "longitude", "region", "country", "due_on", "next_at")


def untie_circles(apps, schema_editor):
    """Remove what the new constraint and form refuse. If two are each other's translation, the first is the original."""
    groups = apps.get_model("support_groups", "Group").objects
    groups.filter(translation_of=F("pk")).update(translation_of=None)
    for pk, twin in groups.exclude(translation_of=None).order_by("pk").values_list("pk", "translation_of"):
        seen = {pk}
        while twin is not None and twin not in seen:
            seen.add(twin)
            twin = groups.values_list("translation_of", flat=True).get(pk=twin)
        if twin == pk:
            groups.filter(pk=pk).update(translation_of=None)


def back_to_groups(apps, schema_editor):
    groups = apps.get_model("support_groups", "Group").objects.prefetch_related("languages")
    rows = apps.get_model("support_groups", "GroupSearch").objects.in_bulk()
    for group in groups.iterator(chunk_size=500):
        row = rows.get(group.pk)
        if row is None:
            continue
        for name in COLUMNS:
            setattr(group, name, getattr(row, name))
        group.search_text = row.text
        group.spoken = f" {' '.join(sorted(term.code for term in group.languages.all()))} "
        group.save(update_fields=[*COLUMNS, "search_text", "spoken"])


class Migration(migrations.Migration):

    dependencies = [
        ('support_groups', '0003_staff_group'),
    ]

    operations = [
        migrations.CreateModel(
            name='GroupSearch',
            fields=[
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search', serialize=False, to='support_groups.group')),
                ('status', models.CharField(db_default='', max_length=12)),
                ('stage_fit', models.CharField(db_default='', max_length=10)),
                ('attendance', models.CharField(db_default='', max_length=10)),
                ('form', models.CharField(db_default='', max_length=10)),
                ('cost', models.CharField(db_default='', max_length=10)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('region', models.CharField(db_default='', max_length=100)),
                ('country', models.CharField(db_default='', max_length=2)),
                ('spoken', models.CharField(db_default='', max_length=300)),
                ('due_on', models.DateField(null=True, verbose_name='to be confirmed by')),
                ('next_at', models.DateTimeField(null=True, verbose_name='meets next')),
                ('refreshed_at', models.DateTimeField(db_default=datetime.datetime(1970, 1, 1, 0, 0, tzinfo=datetime.timezone.utc), verbose_name='refreshed')),
                ('text', models.TextField(db_default='')),
            ],
            options={
                'verbose_name': 'search row',
                'verbose_name_plural': 'search rows',
            },
        ),
        migrations.CreateModel(
            name='SearchMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.BigIntegerField(db_column='group_id', db_index=True, null=True)),
                ('venue', models.BigIntegerField(db_column='venue_id', null=True)),
                ('organisation', models.BigIntegerField(db_column='organisation_id', null=True)),
            ],
            options={
                'verbose_name': 'mark',
                'verbose_name_plural': 'marks',
            },
        ),
        migrations.RunPython(untie_circles, back_to_groups),
        migrations.RemoveIndex(
            model_name='group',
            name='group_search',
        ),
        migrations.RemoveIndex(
            model_name='group',
            name='group_place',
        ),
        migrations.RemoveField(
            model_name='group',
            name='country',
        ),
        migrations.RemoveField(
            model_name='group',
            name='due_on',
        ),
        migrations.RemoveField(
            model_name='group',
            name='latitude',
        ),
        migrations.RemoveField(
            model_name='group',
            name='longitude',
        ),
        migrations.RemoveField(
            model_name='group',
            name='next_at',
        ),
        migrations.RemoveField(
            model_name='group',
            name='region',
        ),
        migrations.RemoveField(
            model_name='group',
            name='search_text',
        ),
        migrations.RemoveField(
            model_name='group',
            name='spoken',
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('translation_of', None), models.Q(('translation_of', models.F('id')), _negated=True), _connector='OR'), name='group_is_no_translation_of_itself', violation_error_message='A group can’t be a translation of itself. Choose another original, or none.'),
        ),
        migrations.AddIndex(
            model_name='groupsearch',
            index=models.Index(fields=['stage_fit', 'attendance', 'latitude', 'longitude', 'status', 'due_on', 'cost', 'country', 'region', 'next_at', 'spoken', 'group'], name='group_search'),
        ),
        migrations.AddIndex(
            model_name='groupsearch',
            index=models.Index(fields=['latitude', 'longitude'], name='group_place'),
        ),
        migrations.AddIndex(
            model_name='groupsearch',
            index=models.Index(fields=['refreshed_at'], name='group_search_age'),
        ),
    ]
