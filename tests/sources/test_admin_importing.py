"""The import page: looked through before anything is added, and driven by the browser without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from editing.staged_import import views
from sources.adding import importing
from sources.formats import reading
from sources.forms import ImportForm
from sources.models import Source, SourceImport, SourceImportRow
from sources.models.importing import FORMATS
from tests.answers import is_not_found
from tests.factories import make_source
from tests.sources.adding.test_importing import ris

pytestmark = pytest.mark.django_db

PAGE = "admin:sources_source_import"


def upload(client, data: bytes, name="list.ris", **options):
    return client.post(reverse(PAGE), {"file": SimpleUploadedFile(name, data)}, **options)


def decide(client, staged_import, **posted):
    return client.post(
        reverse("admin:sources_source_import_decide", args=[staged_import.pk]), posted, follow=True
    )


def detail(staged_import) -> str:
    return reverse("admin:sources_source_import_detail", args=[staged_import.pk])


def test_a_file_is_shown_first_and_adds_nothing(as_ada, ada):
    make_source(key="here2020", doi="10.1000/a")
    make_source(key="alike2020", title="A study of number 2")

    response = upload(as_ada, ris({"DO": "10.1000/a"}, {}, {}, {"TI": ""}), follow=True)

    page = response.content.decode()
    staged_import = SourceImport.objects.get()
    assert (response.redirect_chain, staged_import.made_by) == ([(detail(staged_import), 302)], ada)
    assert [
        label
        for label in ("All (3)", "New (1)", "Already here (1)", "Could be the same (1)")
        if label in page
    ] == [
        "All (3)",
        "New (1)",
        "Already here (1)",
        "Could be the same (1)",
    ]
    assert "Read as RIS." in page
    assert "the same DOI" in page
    assert "<td>20</td> <td>There is no title.</td>" in " ".join(page.split())
    assert Source.objects.count() == 2


def test_every_format_has_a_name_for_people():
    assert FORMATS.keys() == reading.FORMATS.keys()


def test_a_pasted_list_is_read_like_a_file(as_ada):
    text = "1. Redig AJ. Breast cancer as a systemic disease. J Intern Med. 2013;274(2):113-126."

    as_ada.post(reverse(PAGE), {"text": text}, follow=True)

    assert SourceImportRow.objects.get().item["title"] == "Breast cancer as a systemic disease"


def test_confirming_adds_what_is_new_with_links_and_twice_adds_it_once(as_ada):
    upload(as_ada, ris({}, {}), follow=True)
    staged_import = SourceImport.objects.get()

    for _ in range(2):
        page = decide(as_ada, staged_import, confirm="1").content.decode()
        assert "2 sources were added." in page

    assert Source.objects.count() == 2
    for source in Source.objects.all():
        assert reverse("admin:sources_source_change", args=[source.pk]) in page


def test_unchecked_and_undecided_rows_are_left_out(as_ada):
    make_source(title="A study of number 3")
    upload(as_ada, ris({}, {}, {}), follow=True)
    staged_import = SourceImport.objects.get()
    first, second, _third = staged_import.rows.all()

    posted = {f"shown-{first.pk}": "1", f"shown-{second.pk}": "1", f"save-{second.pk}": "on", "confirm": "1"}
    page = decide(as_ada, staged_import, **posted).content.decode()

    assert "1 source was added." in page
    assert "1 that could be the same was left out." in page
    assert list(Source.objects.filter(key__startswith="author").values_list("title", flat=True)) == [
        "A study of number 2"
    ]


def test_choices_are_kept_from_page_to_page(as_ada, monkeypatch):
    monkeypatch.setattr(views, "ROWS_ON_A_PAGE", 2)
    for number in (1, 2, 3):
        make_source(title=f"A study of number {number}")
    upload(as_ada, ris({}, {}, {}), follow=True)
    staged_import = SourceImport.objects.get()
    first, second, third = staged_import.rows.all()

    page = decide(
        as_ada,
        staged_import,
        show="maybe",
        page="2",
        **{f"row-{first.pk}": "add", f"row-{second.pk}": "skip"},
    )
    decide(as_ada, staged_import, confirm="1", **{f"row-{third.pk}": "add"})

    assert page.redirect_chain == [(f"{detail(staged_import)}?show=maybe&page=2", 302)]
    assert "Page 2 of 2" in page.content.decode()
    assert list(staged_import.rows.values_list("status", flat=True)) == ["added", "maybe", "added"]


def test_choices_after_confirming_are_ignored(as_ada):
    make_source(title="A study of number 1")
    upload(as_ada, ris({}, {}), follow=True)
    staged_import = SourceImport.objects.get()
    decide(as_ada, staged_import, confirm="1")

    decide(as_ada, staged_import, confirm="1", **{f"row-{staged_import.rows.first().pk}": "add"})

    assert staged_import.rows.first().choice == ""
    assert Source.objects.count() == 2


@pytest.mark.parametrize(("choice", "number"), [("add", 4), ("skip", 2)])
def test_all_that_could_be_the_same_are_decided_at_once(as_ada, choice, number):
    make_source(title="A study of number 1")
    make_source(title="A study of number 2")
    upload(as_ada, ris({}, {}), follow=True)
    staged_import = SourceImport.objects.get()

    decide(as_ada, staged_import, all=choice)
    decide(as_ada, staged_import, confirm="1")

    assert Source.objects.count() == number


def test_a_filter_shows_one_status(as_ada):
    make_source(title="A study of number 1", authors=[{"family": "Author1"}])
    upload(as_ada, ris({}, {}), follow=True)

    page = as_ada.get(detail(SourceImport.objects.get()), {"show": "same"}).content.decode()

    assert "A study of number 1" in page
    assert "A study of number 2" not in page


def test_a_long_import_shows_its_progress_and_continues_automatically(as_ada, monkeypatch):
    monkeypatch.setattr(importing.compare_some, "__kwdefaults__", {"most": 2})
    monkeypatch.setattr(importing.save_some, "__kwdefaults__", {"by": None, "most": 2})
    upload(as_ada, ris({}, {}, {}, {}, {}))
    staged_import = SourceImport.objects.get()

    comparing = as_ada.get(detail(staged_import))
    while "Refresh" in as_ada.get(detail(staged_import)).headers:
        pass
    adding = decide(as_ada, staged_import, confirm="1")

    assert comparing.headers["Refresh"] == "0"
    assert "2 of 5 rows." in comparing.content.decode()
    assert adding.headers["Refresh"] == "0"
    assert "2 of 5 rows." in adding.content.decode()
    assert Source.objects.count() == 2
    while "Refresh" in (last := as_ada.get(detail(staged_import))).headers:
        pass
    assert "5 sources were added." in last.content.decode()
    assert Source.objects.count() == 5


def test_an_unfinished_import_is_found_again(as_ada):
    upload(as_ada, ris({}))

    page = as_ada.get(reverse(PAGE)).content.decode()

    assert f'<a href="{detail(SourceImport.objects.get())}">list.ris (ris)</a>' in page


ENTITY_BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml><records>&c;</records></xml>'


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The submitted file is empty."),
        (b"\x00" * 200, ""),
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x01" * 500, "This is a picture."),
        (b"\xff\xfe" + "Dear all, see you tomorrow".encode("utf-16-le"), ""),
        (b"Dear all", ""),
        (b"PK\x03\x04abc", "This is a Word document or a zip file."),
        (ENTITY_BOMB, ""),
        (b"{" * 10_000, ""),
        (b"[" * 100_000, ""),
        (b"TY  - JOUR\nTI  - Half a rec", ""),
    ],
)
def test_an_unreadable_file_is_explained_beside_the_field(as_ada, data, sentence):
    response = upload(as_ada, data, follow=True)

    assert response.status_code == 200
    if sentence or not SourceImport.objects.exists():
        assert response.context["form"].errors["file"]
        assert sentence in str(response.context["form"].errors["file"])
    assert not Source.objects.exists()


def test_a_file_that_is_too_large_is_refused_unread(as_ada, monkeypatch):
    monkeypatch.setattr(ImportForm.base_fields["file"], "largest", 1024**2)

    response = upload(as_ada, b"TY  - JOUR\n" + b"x" * 1024**2)

    assert "The file is larger than 1 MB." in str(response.context["form"].errors["file"])
    assert reading.LARGEST == 50 * 1024**2
    assert not SourceImport.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"text": " "}, {"text": "a\x00b"}])
def test_an_empty_form_is_refused_with_a_sentence(as_ada, posted):
    response = as_ada.post(reverse(PAGE), posted)

    assert response.status_code == 200
    assert response.context["form"].errors
    assert not SourceImport.objects.exists()


@pytest.mark.parametrize(
    "posted",
    [{"row-x": "add"}, {"row-": "add"}, {"shown-²": "1"}, {"row-" + "9" * 40: "add"}, {"all": "nonsense"}],
)
def test_invalid_choices_change_nothing(as_ada, posted):
    upload(as_ada, ris({}), follow=True)
    staged_import = SourceImport.objects.get()

    assert decide(as_ada, staged_import, **posted).status_code == 200
    assert staged_import.rows.get().choice == ""


def test_an_existing_source_is_not_changed_by_an_import(as_ada):
    source = make_source(title="A study of number 1")
    upload(as_ada, ris({}), follow=True)
    row = SourceImportRow.objects.get()

    decide(as_ada, row.staged_import, **{f"row-{row.pk}": "update"})
    decide(as_ada, row.staged_import, all="update", confirm="1")

    row.refresh_from_db()
    assert (row.status, row.choice, row.match) == ("maybe", "", source)
    assert Source.objects.get() == source


def test_the_pages_need_permission_to_add_sources(as_ada, as_rosalind, as_vera, visitor):
    upload(as_ada, ris({}), follow=True)
    staged_import = SourceImport.objects.get()
    pages = [(reverse(PAGE), "get"), (detail(staged_import), "get")]
    pages.append((reverse("admin:sources_source_import_decide", args=[staged_import.pk]), "post"))

    for address, method in pages:
        for client in (as_rosalind, as_vera):
            assert getattr(client, method)(address, {"confirm": "1"}).status_code == 403
        answer = getattr(visitor, method)(address)
        assert answer.headers["Location"].startswith(reverse("admin:login"))
    assert as_ada.get(pages[-1][0]).status_code == 405
    assert not Source.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_missing_import_is_404(as_ada, pk):
    assert is_not_found(as_ada.get(reverse("admin:sources_source_import_detail", args=[pk])))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_takes_the_same_queries_at_any_length(as_ada, django_assert_num_queries, rows):
    for number in range(rows):
        make_source(title=f"A study of number {number + 1}")
    upload(as_ada, ris(*[{}] * rows), follow=True)
    address = detail(SourceImport.objects.get())

    with django_assert_num_queries(12):
        as_ada.get(address)
