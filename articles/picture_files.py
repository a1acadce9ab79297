"""Check that the files of all pictures are intact, and find files that belong to no picture."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

from django.core.files.storage import storages
from django.utils.translation import gettext as _
from reversion.models import Version

from articles import pictures
from articles.models import Edition, EditionFigure, Image, SharedPreview
from articles.models.images import store_rendition
from articles.storage import PARTIAL_SUFFIX, StorageAway

GRACE = timedelta(hours=24)  # an upload in progress has files but no row yet
SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif"}
BEING_WRITTEN = re.compile(rf"\.[0-9a-f]{{16}}{re.escape(PARTIAL_SUFFIX)}")


@dataclass
class Report:
    remade: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # file -> why it is still missing or broken
    removed: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)  # files in our folders that this site did not make


@dataclass
class FileReferences:
    """The files that rows, the history and editions refer to. An old edition and a shared preview show the picture as it
    was then, and the history can bring an old picture back, so their files are kept."""

    needed: set[str] = field(default_factory=set)  # renditions that a page may show
    originals: set[str] = field(default_factory=set)
    original_of: dict[str, str] = field(default_factory=dict)  # rendition -> the original it was made from

    def add(self, original: str, renditions: list[dict], *, is_shown: bool) -> None:
        self.originals.add(original)
        names = [rendition["name"] for rendition in renditions]
        self.original_of |= dict.fromkeys(names, original)
        if is_shown:
            self.needed.update(names)


def check(at: datetime, grace: timedelta = GRACE) -> Report:
    """Remake broken or missing files from the originals, then remove files that nothing refers to any more."""
    report = Report()
    for image in Image.objects.filter(renditions=[]):
        _save(image, report)
    references = _file_references()
    _mend(references, report)
    _check_originals(report)
    _remove_strays(at - grace, report)
    return report


def _file_references() -> FileReferences:
    references = FileReferences()
    for data in Version.objects.get_for_model(Image).values_list("serialized_data", flat=True).iterator():
        fields = json.loads(data)[0]["fields"]
        references.add(fields["original"], _listed(fields["renditions"]), is_shown=False)
    for original, renditions in Image.objects.values_list("original", "renditions"):
        references.add(original, renditions, is_shown=True)
    leads = Edition.objects.exclude(image=None).values_list("lead_picture", flat=True)
    for picture in chain(leads.iterator(), EditionFigure.objects.values_list("shown", flat=True).iterator()):
        references.add(picture["original"], picture["renditions"], is_shown=True)
    for texts in (Edition.objects, SharedPreview.objects):
        for html in texts.values_list("html", flat=True).iterator():
            references.needed.update(match[0] for match in pictures.NAME.finditer(html))
    return references


def _listed(renditions: list | str) -> list[dict]:
    return json.loads(renditions) if isinstance(renditions, str) else renditions


def _mend(references: FileReferences, report: Report) -> None:
    broken = defaultdict(list)
    for name in sorted(references.needed):
        if not pictures.is_as_named(name, _read("default", name)):
            broken[references.original_of.get(name, "")].append(name)
    for original, names in broken.items():
        if not original:
            report.failed |= dict.fromkeys(
                names, _("Only an old edition shows it, and its original is unknown.")
            )
            continue
        try:
            renditions = pictures.encode(_read("private", original)).renditions
        except pictures.NotAPicture:
            report.failed |= dict.fromkeys(names, _("The original %s is missing or broken.") % original)
        else:
            _remake(names, renditions, report)


def _remake(names: list[str], renditions: list[pictures.Rendition], report: Report) -> None:
    """Keep the old names even if today's encoder writes other bytes, because editions contain these names forever."""
    by_size = {(rendition.extension, rendition.width): rendition.data for rendition in renditions}
    for name in names:
        match = pictures.NAME.fullmatch(name)
        data = by_size.get((match["extension"], int(match["width"]))) if match else None
        if data is None:
            report.failed[name] = _("The original no longer comes in this size.")
            continue
        try:
            if store_rendition(name, data):
                report.remade.append(name)
        except OSError as problem:
            report.failed[name] = problem.strerror or str(problem)


def _save(image: Image, report: Report) -> None:
    try:
        image.save()
    except Exception as problem:  # whatever is wrong with one picture, continue with the others
        report.failed[image.original.name] = str(problem)
    else:
        report.remade += [rendition["name"] for rendition in image.renditions]


def _check_originals(report: Report) -> None:
    """Report missing originals before they are needed: without one, broken renditions can't be remade."""
    for name in Image.objects.values_list("original", flat=True):
        if not pictures.is_whole(_read("private", name)):
            report.failed[name] = _("The original is missing or broken. Upload the picture again.")


def _read(storage: str, name: str) -> bytes:
    try:
        with storages[storage].open(name) as file:
            return file.read()
    except StorageAway:  # then nothing can be said of any file
        raise
    except OSError:
        return b""


def _remove_strays(before: datetime, report: Report) -> None:
    """List files first and look up the references afterwards, so a new file is never taken for a stray."""
    public, private = (list(storages[name].older_than(before, "images")) for name in ("default", "private"))
    references = _file_references()
    for storage, files, kept in (
        ("default", public, references.needed | references.original_of.keys()),
        ("private", private, references.originals),
    ):
        for name in files:
            if name in kept:
                continue
            if _is_ours(storage, name):
                storages[storage].delete(name)
                report.removed.append(name)
            else:
                report.left_alone.append(name)


def _is_ours(storage: str, name: str) -> bool:
    path = Path(name)
    if BEING_WRITTEN.fullmatch(path.name):
        return True
    if storage == "default":
        return bool(pictures.NAME.fullmatch(name))
    return bool(re.fullmatch(r"images/\d{4}", str(path.parent))) and path.suffix.lower() in SUFFIXES
