from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sources.models import Source, SourceImport
from tests.factories import make_source
from tests.sources.adding.test_importing import ris

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    def _run(data: bytes, *options: str) -> str:
        file = tmp_path / "list.ris"
        file.write_bytes(data)
        out = StringIO()
        call_command("import_sources", str(file), *options, stdout=out)
        return out.getvalue()

    return _run


def test_it_adds_new_sources_and_reports_the_others(run):
    make_source(key="here2020", doi="10.1000/a")
    make_source(key="alike2020", title="A study of number 2")

    out = run(ris({"DO": "10.1000/a"}, {}, {}, {"TI": ""}))

    assert out.splitlines() == [
        "ris: 1 new, 1 already here, 1 could be the same and are left out, 0 could not be added.",
        "record 1: already here: the same DOI (here2020)",
        "record 2: could be the same: the same title (alike2020)",
        "line 20: There is no title.",
    ]
    assert Source.objects.count() == 3


def test_it_names_the_fields_that_were_not_taken_over(run):
    out = run(ris({"AD": "Made Up University"}, {"AD": "Made Up University"}))

    assert "not read: AD (addresses of authors), in 2 records" in out.splitlines()
    assert SourceImport.objects.get().unused == {"AD (addresses of authors)": 2}


def test_possible_duplicates_are_added_on_request(run):
    make_source(title="A study of number 1")

    out = run(ris({}), "--add-similar")

    assert out.startswith("ris: 1 new, 0 already here, 0 could be the same")
    assert Source.objects.count() == 2


def test_a_second_run_adds_nothing(run):
    run(ris({}, {}))

    out = run(ris({}, {}))

    assert out.startswith("ris: 0 new, 2 already here")
    assert Source.objects.count() == 2


def test_a_dry_run_reports_the_same_and_changes_nothing(run):
    out = run(ris({}, {}), "--dry-run")

    assert out.splitlines() == [
        "ris: 2 new, 0 already here, 0 could be the same and are left out, 0 could not be added.",
        "Nothing was changed: this was a dry run.",
    ]
    assert not Source.objects.exists()
    assert not SourceImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture."),
        (b"TY  - JOUR\nAU  - Redig\nER  - \n", "it has no usable record.\n  1: There is no title."),
    ],
)
def test_an_unusable_file_is_named_with_the_reason_and_nothing_changes(run, data, reason):
    with pytest.raises(CommandError) as caught:
        run(data)

    assert f"list.ris: {reason}" in str(caught.value)
    assert not SourceImport.objects.exists()
    assert not Source.objects.exists()


def test_a_missing_file_is_named():
    with pytest.raises(CommandError, match=r"/nowhere/list\.ris: No such file or directory"):
        call_command("import_sources", "/nowhere/list.ris")
