from html import escape

import pytest

from sources.formats import read
from sources.models.importing import notes_on

FILES = {
    "ris": "TY  - JOUR\nTI  - T\nAU  - {}\nER  - \n",
    "bibtex": "@article{{a, title = {{T}}, author = {{{}}}}}",
    "endnote-xml": "<xml><records><record><titles><title>T</title></titles><contributors><authors><author>{}</author></authors>"
    "</contributors></record></records></xml>",
    "csl-json": '[{{"type": "book", "title": "T", "author": "{}"}}]',
}
FORMATS = pytest.mark.parametrize("name", FILES)


def one(name, authors):
    written = escape(authors) if name == "endnote-xml" else authors
    reading = read(FILES[name].format(written).encode())
    assert (reading.format, reading.problems) == (name, [])
    return reading.items[0]


def short(names):
    """Names on one line each, whether a particle has a field of its own or not."""
    parts = ("non-dropping-particle", "family", "literal")
    return [
        ", ".join(
            filter(None, (" ".join(filter(None, (name.get(part) for part in parts))), name.get("given"), name.get("suffix")))
        )
        for name in names
    ]  # fmt: skip


@FORMATS
@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Vega T.H.", ["Vega, T. H."]),
        ("Vega T. H.", ["Vega, T. H."]),
        ("Vega J.-P.", ["Vega, J.-P."]),
        ("van der Vega T.H.", ["van der Vega, T. H."]),
        ("VEGA T", ["VEGA, T."]),
        ("Vega LA, Jr.", ["Vega, L. A., Jr"]),
        ("Vega LA Jr", ["Vega, L. A., Jr"]),
        ("Vega, Tom, MD, PhD", ["Vega, Tom"]),
        ("Mary Vega, PhD", ["Vega, Mary"]),
        ("Mary Vega MD", ["Vega, Mary"]),
        ("Mary Vega, MD", ["Vega, Mary"]),
        ("Vega, MD", ["Vega, M. D."]),
        ("J Vega", ["Vega, J."]),
    ],
)
def test_initials_may_stand_behind_with_or_without_stops(name, written, names):
    assert short(one(name, written)["author"]) == names


@FORMATS
@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Roe J., Vega T.H.", ["Roe, J.", "Vega, T. H."]),
        ("Roe J, Vega TH", ["Roe, J.", "Vega, T. H."]),
        ("J. Roe, T. H. Vega, R. Lind", ["Roe, J.", "Vega, T. H.", "Lind, R."]),
        ("J Roe, TH Vega", ["Roe, J.", "Vega, T. H."]),
        ("Roe, J., Vega, T.H.", ["Roe, J.", "Vega, T. H."]),
        ("Roe, J, Vega, TH, Lind, R", ["Roe, J.", "Vega, T. H.", "Lind, R."]),
        ("Roe, J., T. H. Vega, and R. Lind", ["Roe, J.", "Vega, T. H.", "Lind, R."]),
        ("Ann Roe, Tom van Vega, Rita Lind", ["Roe, Ann", "van Vega, Tom", "Lind, Rita"]),
        ("Roe, Ann B., Tom H. Vega, and Rita Lind", ["Roe, Ann B.", "Vega, Tom H.", "Lind, Rita"]),
        ("Jane Roe, Tom Vega", ["Roe, Jane", "Vega, Tom"]),
        ("Roe LA Jr, Vega T", ["Roe, L. A., Jr", "Vega, T."]),
        ("Roe J and Vega T", ["Roe, J.", "Vega, T."]),
        ("Roe J; Vega T", ["Roe, J.", "Vega, T."]),
        ("Roe, J., on behalf of the Made Up Study Group", ["Roe, J.", "Made Up Study Group"]),
    ],
)
def test_several_people_in_one_field_are_several_people(name, written, names):
    item = one(name, written)

    assert short(item["author"]) == names
    assert notes_on(item) == []


@FORMATS
@pytest.mark.parametrize(
    "written",
    [
        "Department of Health",
        "Department of Health, UK",
        "Department of Health and Human Services",
        "Centers for Disease Control and Prevention",
        "National Institute for Health and Care Excellence",
        "Food and Drug Administration",
        "Cancer Research UK",
        "Made Up Clinic Staff",
        "The Made Up Times",
    ],
)
def test_a_department_is_one_organization(name, written):
    assert one(name, written)["author"] == [{"literal": written}]


@FORMATS
@pytest.mark.parametrize(
    ("written", "literal"),
    [
        ("Society, American Cancer", "American Cancer Society"),
        ("Services, U.S. Department of Health and Human", "U.S. Department of Health and Human Services"),
    ],
)
def test_an_organization_that_a_program_turned_around_is_turned_back(name, written, literal):
    if name != "bibtex":  # where its "and" parts two names
        assert one(name, written)["author"] == [{"literal": literal}]


@FORMATS
@pytest.mark.parametrize(
    "written", ["Roe J, Vega T, et al.", "Roe J, Vega T et al", "Roe, J., Vega, T., et al"]
)
def test_et_al_at_the_end_is_no_name_but_known(name, written):
    item = one(name, written)

    assert short(item["author"]) == ["Roe, J.", "Vega, T."]
    assert item["custom"] == {"et-al": True}


@FORMATS
@pytest.mark.parametrize("written", ["Roe, John, Vega, Tom", "Jane Roe, Vega Lind", "Roe J, Vega"])
def test_a_name_that_may_be_several_is_reported(name, written):
    [note] = notes_on(one(name, written))

    assert "was read as one name, but may be several" in note


@FORMATS
@pytest.mark.parametrize(
    "written",
    ["García Márquez, Gabriel José", "King, Martin Luther, Jr.", "Roe, Jane Ann", "Department of Health, UK"],
)
def test_an_ordinary_name_needs_no_note(name, written):
    assert notes_on(one(name, written)) == []


def test_two_organizations_stay_two():
    item = one("bibtex", "American Cancer Society and World Health Organization")

    assert short(item["author"]) == ["American Cancer Society", "World Health Organization"]


def test_for_in_the_name_of_an_organization_parts_nothing():
    assert one("ris", "Doctors for Health")["author"] == [{"literal": "Doctors for Health"}]


@FORMATS
def test_entities_part_no_names(name):
    assert short(one(name, "M&uuml;ller, Jo")["author"]) == ["Müller, Jo"]
