from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone


def call_off_overtaken(apps, schema_editor):
    """Until now an edition with a higher number took the place of one that was still waiting, and that one never
    became public. It was called off, in today's words, when the other one became public; now, if that waits itself."""
    editions = apps.get_model("articles", "Edition").objects
    overtaking = editions.filter(
        article=OuterRef("article"), number__gt=OuterRef("number"), published_at__lte=OuterRef("published_at")
    ).order_by("published_at", "number")
    overtaken = editions.annotate(overtaken_at=Subquery(overtaking.values("published_at")[:1]))
    now = timezone.now()
    for edition in overtaken.exclude(overtaken_at=None).only("pk"):
        editions.filter(pk=edition.pk).update(called_off_at=min(edition.overtaken_at, now))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0003_missing_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="called_off_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="called off"),
        ),
        migrations.AddField(
            model_name="edition",
            name="called_off_by_name",
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["-updated_at", "-id"], name="article_last_changed"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("called_off_at", None))
                | models.Q(("called_off_at__lte", F("published_at"))),
                name="edition_is_called_off_before_it_is_public",
                violation_error_message="This edition is public already, so it can’t be called off.",
            ),
        ),
        migrations.RunPython(call_off_overtaken, migrations.RunPython.noop),
    ]
