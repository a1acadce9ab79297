from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [("articles", "0004_scheduled_editions")]

    operations = [
        migrations.AddField(
            "article", "report_opened_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            "article", "report_closed_at", models.DateTimeField(blank=True, editable=False, null=True)
        ),
        migrations.AddField(
            "article",
            "report_closed_by_name",
            models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddConstraint(
            "article",
            models.CheckConstraint(
                condition=Q(report_closed_at=None, report_closed_by_name="")
                | Q(report_opened_at__isnull=False, report_closed_at__isnull=False),
                name="article_report_is_opened_before_it_is_closed",
            ),
        ),
        migrations.CreateModel(
            name="ReportLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("check", "Please check"),
                            ("left_out", "Left out"),
                            ("missing", "Not taken over"),
                            ("third_party", "Belongs to somebody else"),
                            ("comment", "Comment"),
                        ],
                        max_length=12,
                    ),
                ),
                ("part", models.CharField(blank=True, max_length=20)),
                ("line", models.PositiveIntegerField(default=0)),
                ("text", models.TextField(blank=True)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("passage", models.TextField(blank=True)),
                ("ticked_at", models.DateTimeField(blank=True, null=True)),
                ("ticked_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=models.CASCADE, related_name="report_lines", to="articles.article"
                    ),
                ),
            ],
            options={
                "verbose_name": "line of the report",
                "verbose_name_plural": "lines of the report",
                "ordering": ["article", "position", "pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddConstraint(
            "reportline",
            models.CheckConstraint(
                condition=Q(ticked_at__isnull=False) | Q(ticked_by_name=""),
                name="report_line_name_needs_a_tick",
            ),
        ),
    ]
