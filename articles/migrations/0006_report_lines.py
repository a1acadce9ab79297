from django.db import migrations


def lines_of(article, Line):
    """The JSON of until now, as lines."""
    seen = {"ticked_at": article.missing_words_seen_at, "ticked_by_name": article.missing_words_seen_by_name}
    if not article.missing_words_seen_at:
        seen = {}
    notes = [
        {"kind": "check", "line": max(0, note["line"]), "text": note["text"], "reason": note["reason"]}
        | {"passage": note["text"][:300]}
        for note in article.import_report
    ]
    missing = [
        {"kind": "missing", "line": max(0, words["line"]), "part": words["part"][:20], "text": words["words"]}
        | {"before": words["before"], "after": words["after"]}
        | {"passage": words["before"].strip() if words["part"] in ("", "draft", "title") else ""}
        | seen
        for words in article.missing_words
    ]
    rows = sorted([*notes, *missing], key=lambda row: row["line"])
    return [Line(article=article, position=place, **row) for place, row in enumerate(rows, 1)]


def state_of(article):
    """Closed if nothing was left to look at."""
    is_closed = not article.import_report and article.missing_words_seen_at
    closed = {
        "report_closed_at": article.missing_words_seen_at,
        "report_closed_by_name": article.missing_words_seen_by_name,
    }
    return {"report_opened_at": article.created_at} | (closed if is_closed else {})


def to_lines(apps, schema_editor):
    Article, Line = apps.get_model("articles", "Article"), apps.get_model("articles", "ReportLine")
    for article in Article.objects.exclude(import_report=[], missing_words=[]).iterator(chunk_size=50):
        Line.objects.bulk_create(lines_of(article, Line))
        Article.objects.filter(pk=article.pk).update(**state_of(article))


def to_json(apps, schema_editor):
    Article = apps.get_model("articles", "Article")
    for article in Article.objects.exclude(report_opened_at=None).iterator(chunk_size=50):
        lines = list(article.report_lines.order_by("position", "pk"))
        article.import_report = [
            {"line": line.line, "text": line.text, "reason": line.reason}
            for line in lines
            if line.kind not in ("missing", "comment") and not article.report_closed_at
        ]
        missing = [line for line in lines if line.kind == "missing"]
        article.missing_words = [
            {"line": line.line, "part": line.part, "words": line.text, "count": len(line.text.split())}
            | {"before": line.before, "after": line.after}
            for line in missing
        ]
        if missing and all(line.ticked_at for line in missing):
            article.missing_words_seen_at = max(line.ticked_at for line in missing)
            article.missing_words_seen_by_name = missing[-1].ticked_by_name
        article.save(
            update_fields=[
                *("import_report", "missing_words", "missing_words_seen_at", "missing_words_seen_by_name")
            ]
        )


class Migration(migrations.Migration):
    """The report was JSON on the article, and its missing words were a list of their own."""

    dependencies = [("articles", "0005_import_report")]

    operations = [migrations.RunPython(to_lines, to_json)]
