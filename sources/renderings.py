"""What pages print of a source: kept when it is saved, and rendered afresh when what is kept doesn't hold any more.

A reading is compared with two digests that are kept beside it: of the columns it was rendered from, so that no way of
writing a source can leave an old reference on a page, and of the program that rendered it, so that a new version of the
site shows what it would render. A page view never writes: `rebuild_renderings` does, and `daily`.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from sources import csl
from sources.integrity import IntegrityState
from sources.models import Source, SourceRendering

# Every column that an entry or a line shows something of.
SHOWN = (*csl.COLUMNS, "key", "evidence", "status", "integrity", "integrity_notice")
HERE = Path(__file__).parent
PROGRAM = (HERE, HERE.parent / "templates" / "sources", HERE.parent / "templates" / "includes" / "icon.html")
KEPT = ("version", "digest", "before", "after", "line")
BACK = SafeString("<!--back-->")  # no text contains it: what a source says is escaped
AT_ONCE = 200  # sources


def entry_of(source: Source, back: SafeString | str = "") -> SafeString:
    """A source as articles list it, with the links back to the sentences that cite it.

    What was kept, if it holds: read the source with `Source.objects.with_renderings()`.
    """
    kept = source.rendering if holds(source) else None
    before, after = (kept.before, kept.after) if kept else fresh_entry(source)
    return mark_safe(f"{before}{conditional_escape(back)}{after}")  # noqa: S308  our own output, kept in columns no form writes


def line_of(source: Source) -> SafeString:
    """A source in the list of all sources."""
    return mark_safe(source.rendering.line) if holds(source) else fresh_line(source)  # noqa: S308  as above


def holds(source: Source) -> bool:
    """Whether something was kept of it, by this program, of what it is now."""
    kept = getattr(source, "rendering", None)
    return kept is not None and (kept.version, kept.digest) == (version(), digest(source))


def fresh_entry(source: Source) -> tuple[str, str]:
    """What is before and after the links back to the text."""
    before, after = _entry().render({"source": source, "back": BACK}).split(BACK)
    return before, after


def fresh_line(source: Source) -> SafeString:
    return _line().render({"source": source})


@cache
def _entry():
    return get_template("sources/_entry.html")


@cache
def _line():
    return get_template("sources/_line.html")


def digest(source: Source) -> str:
    """Of everything that is shown of it, whatever order the database keeps the keys of JSON in."""
    shown = [getattr(source, name) for name in SHOWN]
    return _digest(json.dumps(shown, sort_keys=True, default=str).encode())


def version() -> str:
    """Of the program, for this language and this place on the server."""
    return _version(get_language(), get_script_prefix())


@cache
def _version(language: str | None, prefix: str) -> str:
    """Our own files, and a source of each state rendered: its words, addresses and icons come from elsewhere."""
    states = [(state, status) for state in IntegrityState for status in Source.Status]
    samples = [
        Source(
            key="sample", title="A", integrity=state, integrity_notice="https://doi.org/10.1", status=status
        )
        for state, status in states
    ]
    shown = [(fresh_entry(sample), fresh_line(sample)) for sample in samples]
    code = [path.read_bytes() for path in _files()]
    return _digest(*code, repr((language, prefix, shown)).encode())


def _files() -> list[Path]:
    paths = (path for place in PROGRAM for path in (place.rglob("*") if place.is_dir() else [place]))
    return sorted(
        path for path in paths if path.suffix in (".py", ".html") and "migrations" not in path.parts
    )


def _digest(*parts: bytes) -> str:
    found = blake2b(digest_size=16)
    for part in parts:
        found.update(part)
    return found.hexdigest()


def keep(source: Source) -> None:
    """Keep what a saved source looks like now."""
    keep_all([source])


def keep_all(sources: Iterable[Source]) -> None:
    with override(settings.LANGUAGE_CODE):
        rows = [_row(source) for source in sources]
    SourceRendering.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["source"], update_fields=KEPT
    )


def _row(source: Source) -> SourceRendering:
    before, after = fresh_entry(source)
    return SourceRendering(
        source=source,
        version=version(),
        digest=digest(source),
        before=before,
        after=after,
        line=fresh_line(source),
    )


def rebuild() -> Iterator[int]:
    """Render every source whose rendering is missing or doesn't hold, some at a time, and yield how many each time.

    What is done stays done when it is interrupted.
    """
    last = 0
    while keys := _keys_after(last):
        yield _rebuild(keys)
        last = keys[-1]


def _keys_after(last: int) -> list[int]:
    return list(Source.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:AT_ONCE])


def _rebuild(keys: list[int]) -> int:
    with transaction.atomic(), override(settings.LANGUAGE_CODE):
        sources = Source.objects.filter(pk__in=keys).select_for_update(of=["self"]).with_renderings()
        outdated = [source for source in sources if not holds(source)]
        keep_all(outdated)
    return len(outdated)
