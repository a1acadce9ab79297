from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0006_report_lines")]

    operations = [
        migrations.RemoveField("article", "import_report"),
        migrations.RemoveField("article", "missing_words"),
        migrations.RemoveField("article", "missing_words_seen_at"),
        migrations.RemoveField("article", "missing_words_seen_by"),
        migrations.RemoveField("article", "missing_words_seen_by_name"),
    ]
