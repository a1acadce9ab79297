"""Writing entries: from the admin (`note`), from everything else (`happened`), and from saved versions (`commit`).

A save in the admin writes its entry together with the version that it makes, so the entry is noted while the save is
under way (`noting`) and written when the version is (`commit`), or at the end if there is none.
"""

import datetime
from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from reversion import is_registered
from reversion.models import Version

from history.models import Entry

# The same words about the same record by the same person within this time are one event that two layers reported.
ONE_EVENT = datetime.timedelta(seconds=10)
LONGEST_NAME = 200  # in the columns that keep the name of an account, here and in other apps
_notes: ContextVar[dict[tuple[str, str], Entry] | None] = ContextVar("notes", default=None)


def type_of(model) -> str:
    """Such as "articles.article"."""
    return model._meta.label_lower


def name_of(user) -> str:
    """The name that is kept when the account is deleted; "" for a script. An account has room for a longer one."""
    return (user.get_full_name() or user.get_username())[:LONGEST_NAME] if user else ""


def happened(obj, words: str, *, by=None, name: str = "", at: datetime.datetime | None = None) -> None:
    """Record what happened outside the admin: by a command, a link in a mail, a public form. Past tense, one sentence.

    `by` is a user, or `name` says who it was. During a save in the admin it does nothing: the entry of the save says it.
    """
    if _notes.get() is None:
        _write(_entry(obj, Entry.Kind.OTHER, words, by, name, at))


def ensure_recorded(obj, words: str, *, by=None) -> None:
    """Record an event after the commit, unless an entry of these seconds is about the record: the admin, or an import,
    says it in words of its own, while a command or a shell says nothing.
    """
    transaction.on_commit(partial(_record_if_unsaid, obj, words, by), robust=True)


def _record_if_unsaid(obj, words: str, by) -> None:
    recent = Entry.objects.of(type_of(type(obj)), obj.pk).filter(at__gt=timezone.now() - ONE_EVENT)
    if not recent.exists():
        happened(obj, words, by=by)


def note(obj, kind: str, words: str, by) -> None:
    """Record what staff did in the admin: with the version that is being made, or else at once."""
    notes = _notes.get()
    entry = _entry(obj, kind, words, by)
    if notes is None:
        _write(entry)
    elif earlier := notes.get((entry.record_type, entry.record_id)):
        earlier.words = f"{earlier.words} {entry.words}"
    else:
        notes[entry.record_type, entry.record_id] = entry


@contextmanager
def noting():
    """What is noted inside is written with the versions made inside, or at the end. An exception discards it."""
    if _notes.get() is not None:
        yield
        return
    notes: dict[tuple[str, str], Entry] = {}
    token = _notes.set(notes)
    try:
        yield
        for entry in notes.values():
            _write(entry)
    finally:
        _notes.reset(token)


def commit(version: Version, words: str) -> None:
    """Record a version that was saved: in the words noted for it, or else in these."""
    _write(_entry_of(version, words))


def commit_all(versions: Iterable[Version], words: str) -> None:
    """Record versions that were saved together, each as `commit` does, in two queries."""
    entries = [_entry_of(version, words) for version in versions]
    latest = _latest_entries(entries)
    new = []
    for entry in entries:
        record = (entry.record_type, entry.record_id)
        if record not in latest or not _is_same_event(latest[record], entry):
            latest[record] = entry
            new.append(entry)
    Entry.objects.bulk_create(new)


def _latest_entries(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """The latest entry about each of these records, if it could be the same event."""
    if not entries:
        return {}
    recent = Entry.objects.filter(
        record_type__in={entry.record_type for entry in entries},
        record_id__in={entry.record_id for entry in entries},
        at__gt=min(entry.at for entry in entries) - ONE_EVENT,
    )
    return {(entry.record_type, entry.record_id): entry for entry in recent.order_by("at", "pk")}


def _entry_of(version: Version, words: str) -> Entry:
    """What was noted about the record, or else these words."""
    revision = version.revision
    notes = _notes.get() or {}
    key = (type_of(version.content_type.model_class()), version.object_id)
    entry = notes.pop(key, None) or Entry(
        at=revision.date_created,
        kind=Entry.Kind.OTHER,
        by=revision.user,
        by_name=name_of(revision.user),
        record_type=key[0],
        record_id=key[1],
        record_name=version.object_repr[:200],
        words=words,
    )
    entry.version = version
    return entry


def _entry(obj, kind: str, words: str, by, name: str = "", at=None) -> Entry:
    return Entry(
        at=at or timezone.now(),
        kind=kind,
        by=by,
        by_name=(name or name_of(by))[:255],
        record_type=type_of(type(obj)),
        record_id=str(obj.pk),
        record_name=_called(obj),
        words=str(words),
    )


def _called(obj) -> str:
    return name_of(obj) if isinstance(obj, AbstractBaseUser) else str(obj)[:LONGEST_NAME]


def _write(entry: Entry) -> None:
    latest = Entry.objects.of(entry.record_type, entry.record_id).first()
    if latest is not None and _is_same_event(latest, entry):
        return
    if entry.version is None and entry.kind != Entry.Kind.DELETED:
        entry.version = _latest_version(entry)
    entry.save()


def _is_same_event(one: Entry, other: Entry) -> bool:
    is_same = (one.by_id, one.by_name, one.words.rstrip(".")) == (
        other.by_id,
        other.by_name,
        other.words.rstrip("."),
    )
    return is_same and one.kind == other.kind == Entry.Kind.OTHER and abs(other.at - one.at) < ONE_EVENT


def _latest_version(entry: Entry) -> Version | None:
    """The version that was valid when it happened."""
    model = apps.get_model(entry.record_type)
    if not is_registered(model):
        return None
    versions = Version.objects.get_for_object_reference(model, entry.record_id)
    return versions.defer("serialized_data").first()
