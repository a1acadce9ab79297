"""The import pages: match columns, preview, confirm, and overwrite nobody's work."""

import io

import pytest
from django.urls import reverse

from support_groups.exchange import exports, importing
from support_groups.models import Group, GroupImport
from tests.factories import make_group, make_organization

pytestmark = pytest.mark.django_db
PAGE = "admin:support_groups_group_import"
SAID = {"stage_fit": "breast", "time_zone": "America/New_York", "arrival": "draft"}


def table(*rows: str) -> bytes:
    return "\n".join(["Group,Agency,Town,Color", *rows, ""]).encode()


def upload(client, data: bytes, name="groups.csv", **options):
    file = io.BytesIO(data)
    file.name = name
    return client.post(reverse(PAGE), {"file": file}, **options)


def address(staged_import, page="detail") -> str:
    return reverse(f"{PAGE}_{page}", args=[staged_import.pk])


def mapped(client, data: bytes, **posted) -> GroupImport:
    upload(client, data)
    staged_import = GroupImport.objects.get()
    guess = {f"column-{n}": name for n, name in enumerate(["name", "organization", "town", ""])}
    response = client.post(address(staged_import, "mapping"), guess | SAID | posted, follow=True)
    assert response.redirect_chain, response.context["form"].errors
    staged_import.refresh_from_db()
    return staged_import


def decide(client, staged_import, **posted):
    return client.post(address(staged_import, "decide"), posted, follow=True)


def whole(group) -> bytes:
    return b"".join(exports.as_csv(Group.objects.filter(pk=group.pk), private=True))


def test_a_table_is_shown_with_our_guess_and_its_first_cells(as_grace):
    response = upload(as_grace, table("Lantern,Heron House,Akron,red"), follow=True)

    page = response.content.decode()
    form = response.context["form"]
    assert [form[f"column-{n}"].value() for n in range(4)] == ["name", "organization", "town", ""]
    assert "<div>Heron House</div>" in page
    assert not Group.objects.exists()


def test_columns_are_read_as_the_person_matched_them(as_grace):
    staged_import = mapped(
        as_grace, table("Akron,Heron House,Lantern,red"), **{"column-0": "town", "column-2": "name"}
    )

    values = staged_import.rows.get().values
    assert {name: value for name, value in values.items() if not name.startswith("_")} == {
        "name": "Lantern",
        "organization": "Heron House",
        "town": "Akron",
        "country": "US",
    }


@pytest.mark.parametrize(("chosen", "country"), [({}, None), ({"country": "US"}, "US")])
def test_the_country_of_a_file_is_chosen_not_assumed(as_grace, chosen, country):
    columns = {"column-0": "town", "column-2": "name"}

    staged_import = mapped(as_grace, table("Springfield,Heron House,Lantern,red"), **columns, **chosen)

    assert staged_import.rows.get().values.get("country") == country


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"column-0": ""}, "Choose the column that holds the name of the group."),
        ({"column-2": "name"}, "Two columns of the file are both mapped to “name”."),
        ({"time_zone": "Eastern"}, "“Eastern” is not a time zone"),
        ({"stage_fit": "nonsense"}, "Select a valid choice."),
        ({"town": "a\x00b"}, "Null characters are not allowed."),
    ],
)
def test_an_invalid_column_match_is_explained_and_nothing_is_lost(as_grace, posted, sentence):
    upload(as_grace, table("Lantern,Heron House,Akron,red"))
    staged_import = GroupImport.objects.get()
    guess = {f"column-{n}": name for n, name in enumerate(["name", "organization", "town", ""])}

    response = as_grace.post(
        address(staged_import, "mapping"), guess | SAID | {"organization": "Typed"} | posted
    )

    assert sentence in str(response.context["form"].errors)
    assert 'value="Typed"' in response.content.decode()
    assert not staged_import.rows.exists()


def test_the_preview_separates_new_rows_possible_duplicates_and_unread_rows(as_grace):
    org = make_organization(name="Heron House")
    make_group(name="Same", organization=org)
    make_group(name="Alike", organization=make_organization(name="Other"))
    rows = [
        "New,Heron House,Akron,",
        "Same,Heron House,Akron,",
        "Alike,Heron House,Akron,",
        "x" * 151 + ",,Akron,",
    ]

    staged_import = mapped(as_grace, table(*rows))
    page = as_grace.get(address(staged_import)).content.decode()

    assert dict(staged_import.rows.values_list("position", "status")) == {
        2: "new",
        3: "maybe",
        4: "maybe",
        5: "invalid",
    }
    assert "the same name, organization and town" in page
    assert "the same name and town" in page
    assert "Ensure this value has at most 150 characters" in page
    assert Group.objects.count() == 2


def test_nothing_is_confirmed_before_somebody_has_matched_the_columns(as_grace):
    upload(as_grace, table("Lantern,Heron House,Akron,red"))
    staged_import = GroupImport.objects.get()

    response = decide(as_grace, staged_import, confirm="1")

    staged_import.refresh_from_db()
    assert response.redirect_chain[-1] == (address(staged_import, "mapping"), 302)
    assert staged_import.confirmed_at is None


def test_unread_columns_are_named(as_grace):
    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,red", "Porch,,Akron,blue", "A,b,c,d,e"))

    page = " ".join(as_grace.get(address(staged_import)).content.decode().split())

    assert "<li> Color: in 2 rows </li>" in page
    assert "<td>4</td> <td>This row has more cells than the first line has names.</td>" in page


def test_confirming_saves_what_is_chosen_and_twice_saves_it_once(as_grace, grace):
    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,", "Porch,Heron House,Akron,"))
    first, second = staged_import.rows.all()

    for _ in range(2):
        page = decide(
            as_grace,
            staged_import,
            **{
                f"shown-{first.pk}": "1",
                f"shown-{second.pk}": "1",
                f"save-{second.pk}": "on",
                "confirm": "1",
            },
        )

    assert "1 group was added." in page.content.decode()
    group = Group.objects.get()
    assert (group.name, group.status, group.link_visibility) == ("Porch", "draft", "on-request")
    staged_import.refresh_from_db()
    assert bytes(staged_import.data) == b""  # it held people's addresses


@pytest.mark.parametrize(
    ("choice", "number", "status"), [("add", 2, "added"), ("update", 1, "updated"), ("skip", 1, "maybe")]
)
def test_possible_duplicates_are_decided_by_a_person(as_grace, choice, number, status):
    here = make_group(name="Lantern", organization=None)
    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,"))
    row = staged_import.rows.get()

    decide(as_grace, staged_import, **{f"row-{row.pk}": choice})
    decide(as_grace, staged_import, confirm="1")

    row.refresh_from_db()
    here.refresh_from_db()
    assert (Group.objects.count(), row.status) == (number, status)
    assert (here.organization is not None) == (choice == "update")


def test_changes_are_shown_old_and_new_and_only_they_are_saved(as_grace):
    group = make_group(name="Lantern", organization=make_organization(name="Heron House"), notes="Ask Ann.")
    group.contacts.create(name="Ann", email="ann@example.org")
    data = b"".join(exports.as_csv(Group.objects.all())).replace(b"A circle of people", b"Some people")
    upload(as_grace, data)
    staged_import = GroupImport.objects.get()
    as_grace.post(address(staged_import, "mapping"), SAID)

    page = " ".join(as_grace.get(address(staged_import)).content.decode().split())
    before = whole(group)
    decide(as_grace, staged_import, confirm="1")

    assert "<td>A circle of people who get it.</td> <td>Some people who get it.</td>" in page
    assert whole(group) == before.replace(b"A circle of people", b"Some people")


def test_a_group_edited_after_the_preview_is_not_overwritten(as_grace):
    group = make_group()
    data = b"".join(exports.as_csv(Group.objects.all())).replace(b"A circle of people", b"Some people")
    upload(as_grace, data)
    staged_import = GroupImport.objects.get()
    as_grace.post(address(staged_import, "mapping"), SAID, follow=True)
    Group.objects.filter(pk=group.pk).update(summary="Written meanwhile")

    page = decide(as_grace, staged_import, confirm="1").content.decode()

    group.refresh_from_db()
    assert group.summary == "Written meanwhile"
    assert "Somebody changed this group after you looked at it." in page


def test_a_group_that_the_database_refuses_leaves_nothing_behind(as_grace, monkeypatch):
    from django.db import IntegrityError

    from support_groups.models import Contact, Organization, Venue

    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,"))

    def refused(*args, **kwargs):
        raise IntegrityError

    monkeypatch.setattr("support_groups.exchange.storage.GroupStore._save_rows", refused)
    decide(as_grace, staged_import, confirm="1")

    assert staged_import.rows.get().status == "failed"
    for model in (Group, Contact, Organization, Venue):
        assert not model.objects.exists()


def test_a_long_import_shows_its_progress_and_continues_automatically(as_grace, monkeypatch):
    monkeypatch.setattr(importing.compare_some, "__kwdefaults__", {"most": 2})
    monkeypatch.setattr(importing.save_some, "__kwdefaults__", {"by": None, "most": 2})
    upload(as_grace, table(*[f"Circle {n},,Akron," for n in range(5)]))
    staged_import = GroupImport.objects.get()
    guess = {f"column-{n}": name for n, name in enumerate(["name", "organization", "town", ""])}
    as_grace.post(address(staged_import, "mapping"), guess | SAID)

    comparing = as_grace.get(address(staged_import))
    while "Refresh" in as_grace.get(address(staged_import)).headers:
        pass
    saving = decide(as_grace, staged_import, confirm="1")

    assert "2 of 5 rows." in comparing.content.decode()
    assert "2 of 5 rows." in saving.content.decode()
    while "Refresh" in (last := as_grace.get(address(staged_import))).headers:
        pass
    assert "5 groups were added." in last.content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {"row-x": "add"},
        {"row-": "add"},
        {"shown-²": "1"},
        {"row-" + "9" * 40: "add"},
        {"all": "nonsense"},
        {"page": "x"},
    ],
)
def test_invalid_choices_change_nothing(as_grace, posted):
    staged_import = mapped(as_grace, table("Lantern,,Akron,"))

    assert decide(as_grace, staged_import, **posted).status_code == 200
    assert staged_import.rows.get().choice == ""


def test_the_pages_need_permission_to_change_groups(as_grace, as_ada, as_vera, visitor):
    staged_import = mapped(as_grace, table("Lantern,,Akron,"))
    pages = [
        (reverse(PAGE), "get"),
        (address(staged_import), "get"),
        (address(staged_import, "mapping"), "get"),
    ]
    pages.append((address(staged_import, "decide"), "post"))

    for page, method in pages:
        for client in (as_ada, as_vera):
            assert getattr(client, method)(page, {"confirm": "1"}).status_code == 403
        assert getattr(visitor, method)(page).headers["Location"].startswith(reverse("admin:login"))
    assert as_grace.get(address(staged_import, "decide")).status_code == 405
    assert not Group.objects.exists()


@pytest.mark.parametrize("pk", [0, 10**30])
def test_a_missing_import_is_404(as_grace, pk):
    assert as_grace.get(reverse(f"{PAGE}_detail", args=[pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_preview_takes_the_same_queries_at_any_length(as_grace, django_assert_num_queries, rows):
    for number in range(rows):
        make_group(name=f"Circle {number}", organization=make_organization())
    staged_import = mapped(as_grace, table(*[f"Circle {number},,Akron," for number in range(rows)]))

    with django_assert_num_queries(14):
        as_grace.get(address(staged_import))


@pytest.mark.parametrize("rows", [1, 3])
def test_comparing_takes_the_same_queries_for_any_number_of_rows(as_grace, django_assert_num_queries, rows):
    for _ in range(rows):
        make_group(organization=make_organization())
    upload(as_grace, b"".join(exports.as_csv(Group.objects.all())))
    staged_import = GroupImport.objects.get()
    as_grace.post(address(staged_import, "mapping"), SAID)

    with django_assert_num_queries(26):
        importing.compare_some(staged_import, at=staged_import.made_at)


def test_the_preview_says_which_clock_each_new_group_gets_and_from_what(as_grace):
    header = "Group,Town,State,Time zone\n"
    rows = "Lantern,Akron,OH,America/New_York\nPorch,Fresno,CA,\nAlder,Nowhere Falls,TN,\n"
    upload(as_grace, (header + rows).encode())
    staged_import = GroupImport.objects.get()
    columns = {f"column-{n}": name for n, name in enumerate(["name", "town", "region", "time_zone"])}

    as_grace.post(address(staged_import, "mapping"), columns | SAID | {"time_zone": ""}, follow=True)
    page = " ".join(as_grace.get(address(staged_import)).content.decode().split())

    assert "Eastern time, as the file says." in page
    assert "Pacific time, from Fresno, California." in page
    assert "Which time zone? Tennessee may be on Central time or Eastern time." in page


def test_each_row_of_the_review_says_its_line_of_the_file(as_grace):
    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,red", "Candle,Heron House,Akron,red"))

    page = as_grace.get(address(staged_import)).content.decode()

    assert "Line 2 of the file" in page
    assert "Line 3 of the file" in page
