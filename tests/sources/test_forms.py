"""The form of a source: values are normalized or refused beside the field, and hidden data is kept."""

import pytest
from django.urls import reverse

from sources.adding.duplicates import DIFFERING, merge
from sources.models import Source
from tests.factories import make_source
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

ADD = "admin:sources_source_add"


def added(client, **fields):
    page = client.get(reverse(ADD))
    return client.post(reverse(ADD), as_submitted(page, title="Bone pain", **fields))


def changed(client, source, **fields):
    page = reverse("admin:sources_source_change", args=[source.pk])
    response = client.post(page, as_submitted(client.get(page), **fields))
    source.refresh_from_db()
    return response


def test_a_key_is_made_when_none_is_given(as_ada):
    make_source(key="redig2013")

    added(as_ada, authors="Redig, AJ\r\n=American Cancer Society", year="2013")

    source = Source.objects.get(title="Bone pain")
    assert source.key == "redig2013b"
    assert source.authors == [{"family": "Redig", "given": "A. J."}, {"literal": "American Cancer Society"}]
    assert source.authors_text == "Redig, A. J.; American Cancer Society"


def test_a_key_that_is_given_is_kept(as_ada):
    added(as_ada, key="my-own-key")

    assert Source.objects.get().key == "my-own-key"


@pytest.mark.parametrize(
    "key", ["2013redig", "Redig2013", "redig 2013", "redig_2013", "taken", "x" * 61, "ré"]
)
def test_a_key_that_texts_cannot_use_is_refused(as_ada, key):
    make_source(key="taken")

    response = added(as_ada, key=key)

    form = response.context["adminform"].form
    assert form.errors["key"]
    assert form["title"].value() == "Bone pain"
    assert Source.objects.count() == 1


def test_a_key_never_changes(as_ada):
    source = make_source(key="redig2013")

    changed(as_ada, source, key="other", title="Another title")

    assert (source.key, source.title) == ("redig2013", "Another title")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("doi", " https://doi.org/10.1111/JOIM.12084 ", "10.1111/joim.12084"),
        ("doi", "doi:10.1111/joim.12084", "10.1111/joim.12084"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/23844915/", "23844915"),
        ("pmid", " 23844915 ", "23844915"),
        ("pmcid", "pmc3725834", "PMC3725834"),
        ("isbn", "978-0-306-40615-7", "9780306406157"),
    ],
)
def test_an_identifier_is_kept_in_its_normal_form(as_ada, field, typed, kept):
    response = added(as_ada, **{field: typed})

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert getattr(Source.objects.get(), field).casefold() == kept.casefold()


@pytest.mark.parametrize(
    ("field", "typed", "reason"),
    [
        ("doi", "joim.12084", "This is not a valid DOI."),
        ("doi", "10.1/a and 10.1111/b and 10.2222/c", "This is not a valid DOI."),
        ("pmid", "abc", "This is not a valid PubMed number"),
        ("pmid", "123456789012", "This is not a valid PubMed number"),
        ("pmcid", "3725834x", "This is not a valid PubMed Central number"),
        ("isbn", "978-0-306-40615-8", "This is not a valid ISBN"),
        ("url", "javascript:alert(1)", "Enter a valid URL."),
        ("url", "ftp://example.org/a", "Enter a valid URL."),
        ("year", "12345", "A year has at most four digits."),
        ("year", "99999999999999999999", "A year"),
        ("year", "MMXX", "Enter a whole number."),
        ("accessed", "yesterday", "Enter a valid date."),
        ("csl_type", "nonsense", "Select a valid choice."),
        ("title", "   ", "This field is required."),
        ("title", "a\x00b", "Null characters are not allowed."),
        ("authors", ", Amanda", "A name has no family name. Write it into the first box, or remove the row."),
        ("publisher", "x" * 301, "Ensure this value has at most 300 characters"),
    ],
)
def test_an_impossible_value_is_refused_beside_its_field(as_ada, field, typed, reason):
    page = as_ada.get(reverse(ADD))
    data = as_submitted(page, **{"title": "Bone pain", "volume": "7", field: typed})

    response = as_ada.post(reverse(ADD), data)

    form = response.context["adminform"].form
    assert reason in str(form.errors[field])
    assert form["volume"].value() == "7"
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("year", "month", "day", "field"),
    [
        ("2021", "13", "", "month"),
        ("2021", "0", "", "month"),
        ("2021", "2", "29", "day"),
        ("2021", "", "1", "day"),
        ("", "2", "", "year"),
        ("2021", "4", "31", "day"),
    ],
)
def test_a_date_that_is_not_in_the_calendar_is_refused(as_ada, year, month, day, field):
    response = added(as_ada, year=year, month=month, day=day)

    assert list(response.context["adminform"].form.errors) == [field]


@pytest.mark.parametrize("date", [("2024", "2", "29"), ("2021", "12", ""), ("2021", "", ""), ("", "", "")])
def test_a_date_may_be_as_exact_as_it_is_known(as_ada, date):
    added(as_ada, year=date[0], month=date[1], day=date[2])

    source = Source.objects.get()
    assert tuple(str(part or "") for part in (source.year, source.month, source.day)) == date


@pytest.mark.parametrize(
    ("field", "here", "typed"),
    [
        ("doi", "10.1111/joim.12084", "10.1111/JOIM.12084"),
        ("pmid", "23844915", "23844915"),
        ("pmcid", "PMC3725834", "pmc3725834"),
    ],
)
def test_a_second_source_with_the_same_identifier_is_refused_with_a_link_to_the_first(
    as_ada, field, here, typed
):
    first = make_source(title="The <em>first</em> one", **{field: here})

    response = added(as_ada, **{field: typed})

    error = str(response.context["adminform"].form.errors[field])
    assert "This work is already here" in error
    assert f'href="{reverse("admin:sources_source_change", args=[first.pk])}"' in error
    assert "&lt;em&gt;first" in error
    assert "__all__" not in response.context["adminform"].form.errors
    assert Source.objects.count() == 1


@pytest.mark.parametrize(("kind", "number"), [("book", 1), ("chapter", 2)])
def test_a_second_book_with_the_same_isbn_is_refused_and_a_chapter_of_it_is_not(as_ada, kind, number):
    first = make_source(csl_type="book", title="The first one", isbn="9780306406157")

    response = added(as_ada, csl_type=kind, isbn="978-0-306-40615-7")

    assert Source.objects.count() == number
    if number == 1:
        error = str(response.context["adminform"].form.errors["isbn"])
        assert f'already here: <a href="{reverse("admin:sources_source_change", args=[first.pk])}"' in error


def test_books_that_share_an_isbn_since_an_import_can_be_changed(as_ada):
    make_source(csl_type="book", isbn="9780306406157")
    second = make_source(csl_type="book", isbn="9780306406157")

    changed(as_ada, second, notes="Volume 2.")

    second.refresh_from_db()
    assert second.notes == "Volume 2."


def test_an_identifier_of_a_merged_source_is_refused_with_what_to_do(as_ada):
    gone, stays = make_source(key="gone2020", doi="10.1000/a"), make_source()
    merge(gone, stays, although=DIFFERING)

    error = str(changed(as_ada, stays, doi="10.1000/a").context["adminform"].form.errors["doi"])

    assert f'<a href="{reverse("admin:sources_source_change", args=[gone.pk])}">gone2020</a> has it' in error
    assert "restore that one from its history" in error


def test_a_source_keeps_its_own_identifier(as_ada):
    source = make_source(doi="10.1111/joim.12084")

    assert changed(as_ada, source, title="Better").status_code == 302
    assert (source.doi, source.title) == ("10.1111/joim.12084", "Better")


def test_an_edit_keeps_what_the_form_does_not_show(as_ada):
    item = {
        "type": "article-journal",
        "title": "Loss of <i>BRCA1</i>",
        "author": [
            {"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den"},
            {"family": "King", "given": "M. L.", "suffix": "Jr"},
            {"literal": "STROBE Initiative"},
        ],
        "editor": [{"family": "Gogh", "given": "V.", "dropping-particle": "van"}],
        "issued": {"date-parts": [[2013, 5]], "season": "spring"},
        "volume": 274,
        "DOI": "https://doi.org/10.1111/joim.12084",
        "abstract": "Long.",
        "custom": {"kind": [1, 2, {"deep": None}]},
    }
    source = Source.objects.add(item, evidence="review")
    before = source.to_csl()

    response = changed(as_ada, source, notes="Looked at.")

    assert response.status_code == 302, response.context["adminform"].form.errors
    assert source.notes == "Looked at."
    assert source.to_csl() == before


def test_a_possible_duplicate_gets_one_warning_with_a_link_and_nothing_is_lost(as_ada):
    first = make_source(title="Bone Pain!", authors=[{"family": "Other"}])
    data = as_submitted(as_ada.get(reverse(ADD)), title="Bone pain", volume="7")

    warned = as_ada.post(reverse(ADD), data)
    form = warned.context["adminform"].form
    saved = as_ada.post(reverse(ADD), as_submitted(warned, save_anyway="on"))

    assert "This could be a duplicate." in str(form.errors["save_anyway"])
    assert reverse("admin:sources_source_change", args=[first.pk]) in str(form.errors["save_anyway"])
    assert 'type="checkbox" name="save_anyway"' in warned.content.decode()
    assert form["volume"].value() == "7"
    assert saved.status_code == 302
    assert Source.objects.get(volume="7").title == "Bone pain"


def test_an_edit_of_other_fields_gets_no_duplicate_warning(as_ada):
    make_source(title="Bone pain")
    source = make_source(title="Bone pain")

    assert changed(as_ada, source, notes="Another one.").status_code == 302
    assert "could be a duplicate" in changed(as_ada, source, title="Bone  pain").content.decode()
