"""What is known of the time before: the admin's log, saved versions, and sign-ins."""

import bisect
import datetime

from django.db import migrations

# A save writes its version and its entry in the log within one transaction.
ONE_SAVE = datetime.timedelta(seconds=30)
LONGEST_NAME = 200  # an account has room for 301 letters, an entry for 255
KINDS = {1: "added", 2: "changed", 3: "deleted"}
WITH_HISTORY = {
    "articles.article",
    "articles.image",
    "articles.page",
    "articles.person",
    "articles.sharedtext",
    "articles.topic",
    "mbc_site.organizationdetails",
    "sources.source",
    "support_groups.accessfeature",
    "support_groups.activity",
    "support_groups.audience",
    "support_groups.group",
    "support_groups.language",
    "support_groups.organization",
    "support_groups.subtype",
    "support_groups.venue",
}


def add_earlier(apps, schema_editor):
    Entry = apps.get_model("history", "Entry")
    if Entry.objects.exists():
        return
    types = {
        row.pk: f"{row.app_label}.{row.model}" for row in apps.get_model("contenttypes", "ContentType").objects.all()
    }
    names = {
        user.pk: (f"{user.first_name} {user.last_name}".strip() or user.username)[:LONGEST_NAME]
        for user in apps.get_model("auth", "User").objects.all()
    }
    versions = _versions(apps, types)
    entries = [
        *_from_log(apps, Entry, types, names, versions),
        *_from_versions(Entry, names, versions),
        *_from_sign_ins(apps, Entry),
    ]
    Entry.objects.bulk_create(sorted(entries, key=lambda entry: entry.at), batch_size=500)


def _versions(apps, types) -> dict:
    """(type, key) -> its versions, oldest first: [key of the version, time, user, words, name of the record]."""
    rows = (
        apps.get_model("reversion", "Version")
        .objects.order_by("pk")
        .values_list(
            "content_type_id",
            "object_id",
            "pk",
            "revision__date_created",
            "revision__user_id",
            "revision__comment",
            "object_repr",
        )
    )
    versions: dict[tuple, list] = {}
    for type_id, object_id, *row in rows.iterator(chunk_size=2000):
        if types.get(type_id) in WITH_HISTORY:
            versions.setdefault((types[type_id], object_id), []).append(row)
    return versions


def _from_log(apps, Entry, types, names, versions):
    from django.contrib.admin.models import LogEntry

    rows = apps.get_model("admin", "LogEntry").objects.order_by("action_time", "pk")
    for row in rows.iterator(chunk_size=2000):
        record = (types.get(row.content_type_id, ""), row.object_id or "")
        words = LogEntry(action_flag=row.action_flag, change_message=row.change_message)
        yield Entry(
            at=row.action_time,
            kind=KINDS.get(row.action_flag, "other") if row.change_message[:1] in ("", "[") else "other",
            by_id=row.user_id,
            by_name=names.get(row.user_id, ""),
            record_type=record[0],
            record_id=record[1][:191],
            record_name=row.object_repr,
            words=_words(words),
            version_id=_take(versions.get(record, []), row),
        )


def _words(entry) -> str:
    try:
        words = entry.get_change_message()
    except (LookupError, TypeError, AttributeError, ValueError):
        words = entry.change_message
    return str(words) or {1: "Added.", 3: "Deleted."}.get(entry.action_flag, "Saved.")


def _take(versions: list, row):
    """The version that this save made, taken off the list. Each belongs to one entry."""
    times = [version[1] for version in versions]
    for place in range(bisect.bisect_left(times, row.action_time - ONE_SAVE), len(versions)):
        if versions[place][1] > row.action_time + ONE_SAVE:
            break
        if versions[place][2] == row.user_id:
            return versions.pop(place)[0]
    return None


def _from_versions(Entry, names, versions):
    from reversion.models import Revision

    for (record_type, record_id), rows in versions.items():
        for pk, at, user, comment, name in rows:
            yield Entry(
                at=at,
                kind="other",
                by_id=user,
                by_name=names.get(user, ""),
                record_type=record_type,
                record_id=record_id,
                record_name=name[:200],
                words=str(Revision(comment=comment).get_comment()) or "Saved.",
                version_id=pk,
            )


def _from_sign_ins(apps, Entry):
    names = {
        user.username: f"{user.first_name} {user.last_name}".strip()[:LONGEST_NAME]
        for user in apps.get_model("auth", "User").objects.all()
    }
    for row in apps.get_model("axes", "AccessLog").objects.all().iterator(chunk_size=2000):
        times = [("signed_in", row.attempt_time, "Signed in."), ("signed_out", row.logout_time, "Signed out.")]
        for kind, at, words in times:
            if at is not None:
                yield Entry(
                    at=at,
                    kind=kind,
                    by_name=names.get(row.username) or row.username or "",
                    words=words,
                    ip_address=row.ip_address,
                )


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_entries"),
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("axes", "0009_add_session_hash"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(add_earlier, migrations.RunPython.noop, elidable=True)]
