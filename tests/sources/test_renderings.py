"""What is kept of how pages show a source is what they would show if it were rendered afresh, however it was written."""

import datetime

import pytest
from django.db import models
from django.urls import reverse, set_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sources import renderings
from sources.adding import importing
from sources.adding.duplicates import merge
from sources.checking import record_notices
from sources.integrity import NoticeKind, NoticeReport
from sources.models import Source, SourceRendering
from sources.renderings import rebuild
from tests.factories import cite, make_published, make_source

pytestmark = pytest.mark.django_db
BACK = SafeString('<a href="#cite-1a">a</a>')
AT = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
PIECES = [
    "Loss of <i>BRCA1</i>",
    "<!--back-->",
    "<script>",
    "Ann’s & Bob’s",
    "µ",
    "O’Hara",
    "[1]",
    "{{ key }}",
    " ",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
NAMES = st.one_of(
    st.fixed_dictionaries({"family": TEXTS, "given": TEXTS}), st.fixed_dictionaries({"literal": TEXTS})
)
SOURCES = st.fixed_dictionaries(
    {
        "csl_type": st.sampled_from(Source.Kind.values),
        "title": TEXTS.filter(str.strip),
        "evidence": st.sampled_from(["", *Source.Evidence.values]),
        "status": st.sampled_from(Source.Status.values),
    },
    optional={
        "authors": st.lists(NAMES, max_size=8),
        "editors": st.lists(NAMES, max_size=2),
        "container_title": TEXTS,
        "publisher": TEXTS,
        "volume": TEXTS,
        "page": st.sampled_from(["1-9", "e12"]),
        "year": st.integers(-50, 2100),
        "url": st.sampled_from(["https://example.org/a?b=<c>", "ftp://x"]),
        "doi": st.sampled_from(["10.1000/abc", "10.1000/a<b>"]),
        "accessed": st.dates(datetime.date(1999, 1, 1), datetime.date(2026, 1, 1)),
        "extra": st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(), st.lists(TEXTS)), max_size=3),
    },
)


def stored(source: Source) -> Source:
    return Source.objects.with_renderings().get(pk=source.pk)


def is_kept(source: Source) -> bool:
    """Whether pages show what was kept, not what they render."""
    return renderings.holds(stored(source))


def shown(source: Source) -> tuple:
    source = stored(source)
    return renderings.entry_of(source, BACK), renderings.line_of(source)


def afresh(source: Source) -> tuple:
    source = stored(source)
    before, after = renderings.fresh_entry(source)
    return before + BACK + after, renderings.fresh_line(source)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=SOURCES)
def test_what_is_kept_is_what_would_be_rendered(db, fields):
    Source.objects.all().delete()
    source = make_source(**fields)

    assert shown(source) == afresh(source)
    assert is_kept(source)


def changed(field: models.Field, value):
    """Another value of a column."""
    if field.choices:
        return next(choice for choice, _label in field.choices if choice != value)
    for kinds, make in (
        (
            models.JSONField,
            lambda: {"custom": "<b>"} if isinstance(value, dict) else [{"literal": "Another"}],
        ),
        (models.DateTimeField, lambda: AT),
        (models.DateField, lambda: AT.date()),
        (models.ForeignKey, lambda: make_source().pk),
        (models.IntegerField, lambda: 7),
        ((models.CharField, models.TextField), lambda: "another"),
    ):
        if isinstance(field, kinds):
            return make()
    raise AssertionError(f"No other value is known for {field}.")


COLUMNS = [field.name for field in Source._meta.concrete_fields if not field.primary_key]


@pytest.mark.parametrize("column", COLUMNS)
def test_no_column_can_be_written_past_a_page(column):
    """Also a column that is new: either it changes nothing that is shown, or it is compared."""
    source = make_source(year=2020, month=None if column == "season" else 3, integrity="clean")
    field = Source._meta.get_field(column)

    Source.objects.filter(pk=source.pk).update(**{column: changed(field, getattr(source, column))})

    assert shown(source) == afresh(source)


def test_every_way_of_writing_reaches_the_page(visitor):
    source = make_source(title="A first title", doi="10.1000/abc")
    article = make_published(body=f"<p>One fact.{cite(source.key)}</p>")
    other = make_source(title="Another work")

    def pages() -> str:
        addresses = (article.get_absolute_url(), reverse("sources:list"))
        return "".join(visitor.get(address).content.decode() for address in addresses)

    source.title = "A second title"
    source.save()
    assert pages().count("A second title") > 2
    Source.objects.filter(pk=source.pk).update(title="A third title")
    assert "A second title" not in pages()
    assert pages().count("A third title") > 2
    record_notices(source, [NoticeReport(NoticeKind.RETRACTION, source="test")], at=AT)
    assert pages().count("Retracted") > 1
    Source.objects.filter(pk=source.pk).update(status=Source.Status.ARCHIVED)
    assert pages().count("No longer cited in new articles") == 2
    merge(source, other, although=["title", "authors", "doi"])
    assert "A third title" not in pages()
    assert pages().count("Another work") > 2


def test_what_is_kept_is_what_pages_show(visitor):
    source = make_source()
    article = make_published(body=f"<p>One fact.{cite(source.key)}</p>")
    SourceRendering.objects.update(line="A kept line", before="A kept entry, ", after=" its end")

    assert "A kept line" in visitor.get(reverse("sources:list")).content.decode()
    assert 'A kept entry, <a href="#cite-1a"' in visitor.get(article.get_absolute_url()).content.decode()


def test_a_new_version_of_the_program_is_seen_at_once_and_written_by_no_page_view(visitor):
    source = make_source()
    article = make_published(body=f"<p>One fact.{cite(source.key)}</p>")
    SourceRendering.objects.update(line="By the last version", before="By the last version", version="last")

    pages = [visitor.get(address) for address in (article.get_absolute_url(), reverse("sources:list"))]

    assert not any("By the last version" in page.content.decode() for page in pages)
    assert SourceRendering.objects.get().line == "By the last version"


def test_the_version_follows_our_own_files_and_everything_that_is_shown(monkeypatch, tmp_path):
    now = renderings.version()
    files = {path.name for path in renderings._files()}

    assert {"works.py", "named.py", "items.py", "_entry.html", "_notice.html", "icon.html"} <= files
    with override("es"):
        assert renderings.version() != now
    set_script_prefix("/site/")
    assert renderings.version() != now
    set_script_prefix("/")
    assert renderings.version() == now
    (tmp_path / "works.py").write_text("a = 1")
    monkeypatch.setattr(renderings, "PROGRAM", (tmp_path,))
    renderings._version.cache_clear()
    of_file = renderings.version()
    (tmp_path / "works.py").write_text("a = 2")
    renderings._version.cache_clear()
    assert renderings.version() != of_file
    renderings._version.cache_clear()


def test_rebuilding_mends_what_does_not_hold_and_nothing_else(django_assert_num_queries):
    sound, changed_since, never_rendered = (make_source() for _ in range(3))
    Source.objects.filter(pk=changed_since.pk).update(title="Changed since")
    SourceRendering.objects.filter(pk=never_rendered.pk).delete()

    assert sum(rebuild()) == 2
    assert all(is_kept(source) for source in (sound, changed_since, never_rendered))
    with django_assert_num_queries(5):  # two savepoints among them
        assert sum(rebuild()) == 0


def test_rebuilding_goes_on_where_it_was_interrupted(monkeypatch):
    monkeypatch.setattr(renderings, "AT_ONCE", 2)
    for _ in range(5):
        make_source()
    SourceRendering.objects.all().delete()

    next(rebuild())

    assert SourceRendering.objects.count() == 2
    assert list(rebuild()) == [0, 2, 1]


def test_an_import_is_not_slowed_down():
    staged = importing.stage(b"TY  - JOUR\nTI  - A work\nAU  - Roe, J.\nER  - \n", name="a.ris", at=AT)
    importing.compare_some(staged)
    staged.confirm(at=AT)

    importing.save_some(staged, at=AT)

    assert (Source.objects.count(), SourceRendering.objects.count()) == (1, 0)
    assert sum(rebuild()) == 1
