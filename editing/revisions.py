"""The history of many records that were saved together: the revisions, versions and entries of one save after another, in
a handful of queries."""

import json
from collections.abc import Iterable

from django.core import serializers
from django.core.serializers.json import Serializer as JSONSerializer
from django.db import router
from django.db.models import Model
from django.utils.timezone import now
from django.utils.translation import gettext as _
from reversion.models import Revision, Version
from reversion.revisions import _follow_relations, _get_content_type, _get_options

from editing.history import with_history
from history import recording


def versions_of(record: Model) -> list[Version]:
    """What the library would keep of a record and its rows as they are now, not yet saved.

    Rows and many-to-many fields that are prefetched are not read again.
    """
    return [_version(record), *(version for row in _follow_relations(record) for version in versions_of(row))]


def record_saves(saves: Iterable[list[Version]], *, comment: str, by=None) -> None:
    """A revision of each save, and an entry for each of its records. Call it in the transaction of the saves."""
    saves = list(saves)
    revisions = [Revision(date_created=now(), user=by, comment=comment) for _save in saves]
    Revision.objects.bulk_create(revisions)
    versions = []
    for save, revision in zip(saves, revisions, strict=True):
        for version in save:
            version.revision = revision
        versions += save
    Version.objects.bulk_create(versions)
    recorded = [version for version in versions if version._model in with_history]
    recording.commit_all(recorded, comment or _("Saved."))


def _version(thing: Model) -> Version:
    model = type(thing)
    options = _get_options(model)
    return Version(
        content_type=_get_content_type(model, router.db_for_write(Version)),
        object_id=str(getattr(thing, options.object_id_field)),
        db=router.db_for_write(model, instance=thing),
        format=options.format,
        serialized_data=_serialized(thing, options),
        object_repr=str(thing),
    )


def _serialized(thing: Model, options) -> str:
    more = {"fields": options.fields, "use_natural_foreign_keys": options.use_natural_foreign_keys}
    if options.format == "json":
        return _AtOnce().serialize((thing,), **more)
    return serializers.serialize(options.format, (thing,), **more)


class _AtOnce(JSONSerializer):
    """Django's, which writes an object in a hundred pieces, and makes a query of many-to-many rows that it has; the same
    text at once."""

    def handle_m2m_field(self, obj, field):
        known = getattr(obj, "_prefetched_objects_cache", {}).get(field.name)
        if (
            known is None
            or self.use_natural_foreign_keys
            or not field.remote_field.through._meta.auto_created
        ):
            super().handle_m2m_field(obj, field)
        else:
            self._current[field.name] = [self._value_from_field(each, each._meta.pk) for each in known]

    def end_object(self, obj):
        self.stream.write(json.dumps(self.get_dump_object(obj), **self.json_kwargs))
        self._current = None
