"""Whether the styles, fonts and scripts that `collectstatic` collected are those of this version."""

import filecmp
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders

MANIFEST = "staticfiles.json"  # collectstatic writes it anew each time
# For each package the admin needs, one file that changes with its version.
OF_PACKAGES = ("admin/css/base.css", "ckeditor/ckeditor/ckeditor.js")


def number_of_stale(root: Path) -> int:
    """How many files under `root`, where there is a manifest, are missing or differ from their source.

    They are compared once, and again after somebody has collected anew: their sources belong to this version, which
    runs until a restart.
    """
    return _number_of_stale(root, (root / MANIFEST).stat().st_mtime_ns, root.stat().st_mtime_ns)


@lru_cache(maxsize=1)
def _number_of_stale(root: Path, *of_this_collection: int) -> int:
    return sum(
        not (root / name).exists() or not filecmp.cmp(path, root / name, shallow=False)
        for name, path in sources()
    )


def sources() -> Iterator[tuple[str, Path]]:
    """The name of each file and where this version has it."""
    own = finders.get_finder("django.contrib.staticfiles.finders.FileSystemFinder")
    for name, storage in own.list([]):
        prefix = getattr(storage, "prefix", None)  # as in STATICFILES_DIRS
        yield f"{prefix}/{name}" if prefix else name, Path(storage.path(name))
    for name in OF_PACKAGES:
        yield name, Path(finders.find(name))
