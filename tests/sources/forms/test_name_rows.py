"""Names as rows of inputs: what a row shows can be changed, what it can't show stays."""

import json
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.http import QueryDict

from sources.forms.name_rows import MOST_ROWS, NameRow, dump, names_in, with_names
from sources.forms.names import NamesField

NAMES = [
    {"family": "Redig", "given": "A. J."},
    {"literal": "American Cancer Society"},
    {"family": "King", "given": "Martin Luther", "suffix": "Jr"},
    {"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den"},
    {"family": "Gogh", "given": "Vincent", "dropping-particle": "van"},
    {"family": "Mao", "given": "Zedong", "static-ordering": True},
    {"family": "Jones", "given": "K", "comma-suffix": True, "parse-names": False, "isInstitution": "x"},
    {"family": "Smith, Jones & “Partners” <b>", "given": "A."},
    {"given": "Madonna"},
    {"literal": "Two\nlines", "affiliation": [{"name": "A hospital"}]},
    {"family": "  Two  spaces ", "given": "A. J.", "ORCID": "0000-0001"},
    {"family": 5, "literal": "Five"},
    {"family": "Fern", "literal": "Dr. Fern"},
    {"suffix": "Jr"},
]


class Inputs(HTMLParser):
    """What a browser would send of the rows; nothing inside <template>."""

    def __init__(self, html):
        super().__init__()
        self.data, self.select, self.inside = QueryDict(mutable=True), "", 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.inside += tag == "template"
        if self.inside:
            return
        if tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and "selected" in attrs:
            self.data[self.select] = attrs["value"]
        elif tag == "textarea" or (tag == "input" and attrs["type"] != "checkbox"):
            self.data[attrs["name"]] = " ".join(attrs.get("value", "").split("\n"))

    def handle_endtag(self, tag):
        self.inside -= tag == "template"


def sent(names, **changes) -> QueryDict:
    field = NamesField(required=False)
    data = Inputs(field.widget.render("authors", field.prepare_value(names))).data
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    return data


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_an_untouched_row_keeps_every_part_of_its_name(name):
    others = [{"family": "Abe"}, {"literal": "Society"}]

    assert names_in(sent([*others, name]), "authors") == [*others, name]


def test_every_name_of_the_project_s_own_files_comes_back_as_it_was():
    items = json.loads((Path(__file__).parents[3] / "mbc_site/demo/sources.json").read_text())
    lists = [item[role] for item in items for role in ("author", "editor") if role in item]

    assert len(lists) > 50
    for names in lists:
        assert names_in(sent(names), "authors") == names


def test_a_changed_part_is_changed_and_the_others_stay():
    names = [{"family": "Berg", "given": "J.", "non-dropping-particle": "van den", "ORCID": "0000-1"}]

    changed = names_in(sent(names, authors__0__given="JW"), "authors")

    assert changed == [
        {"family": "Berg", "given": "J. W.", "non-dropping-particle": "van den", "ORCID": "0000-1"}
    ]


def test_a_person_becomes_an_organization_and_back():
    organization = names_in(
        sent([{"family": "American Cancer Society", "given": ""}], authors__0__kind="organization"), "authors"
    )
    person = names_in(sent([{"literal": "Redig"}], authors__0__kind="person"), "authors")

    assert organization == [{"literal": "American Cancer Society"}]
    assert person == [{"family": "Redig"}]


def test_rows_are_ordered_by_their_place_removed_and_ignored_when_empty():
    names = [{"family": "Abe"}, {"family": "Bol"}, {"family": "Cho"}]

    data = sent(names, authors__0__place="3", authors__2__place="1", authors__1__remove="1")

    assert names_in(data, "authors") == [{"family": "Cho"}, {"family": "Abe"}]


def test_a_pasted_list_becomes_names_after_the_others():
    data = sent([{"family": "Abe"}], authors__pasted="Smith J., Vega T.H.\nAmerican Cancer Society")

    assert [name.get("family") or name["literal"] for name in names_in(data, "authors")] == [
        *("Abe", "Smith", "Vega", "American Cancer Society")
    ]


def test_names_beyond_the_rows_stay():
    names = [{"family": f"Author {number}"} for number in range(MOST_ROWS + 40)]

    assert names_in(sent(names), "authors") == names


def test_the_row_says_what_it_does_not_show():
    page = NamesField().widget.render("authors", dump([NAMES[4]]))

    assert "Also kept, and not shown here: dropping-particle: van" in unescape(page)


@pytest.mark.parametrize(
    "changes",
    [
        {"authors__TOTAL_FORMS": "9" * 30},
        {"authors__TOTAL_FORMS": "-1"},
        {"authors__0__was": "[" * 10_000},
        {"authors__0__was": '"text"'},
        {"authors__0__place": "²"},
        {"authors__rest": '{"family": 1}'},
        {"authors__0__family": "x" * 100_000},
        {"authors__0__kind": "ship"},
    ],
)
def test_absurd_values_are_no_error(changes):
    data = with_names(sent([{"family": "Abe"}], **changes))

    assert len(data["authors"]) < 50_000
    assert not [name for name in data if name.startswith("authors-")]


def test_an_empty_row_is_no_name():
    assert NameRow().name() is None
    assert NameRow("organization").name() is None
