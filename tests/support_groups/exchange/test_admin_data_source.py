"""Staff name where a file comes from, and see it on the group's page."""

import io
import json

import pytest
from django.urls import reverse

from support_groups.models import DataSource, Group, GroupImport
from tests.factories import make_group

pytestmark = pytest.mark.django_db
PAGE = "admin:support_groups_group_import"
SAID = {"stage_fit": "breast", "time_zone": "America/New_York", "arrival": "draft"}


def meeting(number=1, **fields) -> dict:
    plain = {"id": number, "name": "Moss Talk", "slug": f"moss-{number}", "day": number, "time": "18:00"}
    place = {"formatted_address": "5 Fern Way, Akron, OH 44308, USA", "attendance_option": "in_person"}
    return plain | place | fields


def upload(client, *meetings, name="harbor.json") -> GroupImport:
    file = io.BytesIO(json.dumps(meetings).encode())
    file.name = name
    client.post(reverse(PAGE), {"file": file})
    return GroupImport.objects.first()


def address(staged_import, page="detail") -> str:
    return reverse(f"{PAGE}_{page}", args=[staged_import.pk])


def imported(client, *meetings, **posted) -> GroupImport:
    staged_import = upload(client, *meetings)
    client.post(address(staged_import, "mapping"), SAID | posted, follow=True)
    client.post(address(staged_import, "decide"), {"confirm": "1"}, follow=True)
    return staged_import


def text(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_file_name_is_suggested_and_known_sources_are_offered(as_grace):
    DataSource.objects.create(name="Heron <feed>")

    page = text(as_grace.get(address(upload(as_grace, meeting()), "mapping")))

    assert 'name="data_source" value="harbor"' in page
    assert '<option value="Heron &lt;feed&gt;"></option>' in page


def test_our_own_file_needs_no_source(as_grace):
    make_group()
    data = b"".join(as_grace.get(reverse("support_groups:export-csv")).streaming_content)
    file = io.BytesIO(data)
    file.name = "ours.csv"
    as_grace.post(reverse(PAGE), {"file": file})

    page = text(as_grace.get(address(GroupImport.objects.get(), "mapping")))

    assert "data_source" not in page


@pytest.mark.parametrize(
    ("name", "error"), [("!!", "A data source needs a name"), ("x" * 101, "at most 100 characters")]
)
def test_a_name_that_is_none_is_refused_beside_its_field(as_grace, name, error):
    staged_import = upload(as_grace, meeting())

    response = as_grace.post(address(staged_import, "mapping"), SAID | {"data_source": name})

    assert error in str(response.context["form"].errors["data_source"])
    assert f'value="{name}"' in response.content.decode()
    assert not staged_import.rows.exists()


def test_the_preview_names_the_source_and_all_lines_of_a_merged_row(as_grace):
    staged_import = upload(as_grace, meeting(), meeting(2))

    page = text(
        as_grace.post(address(staged_import, "mapping"), SAID | {"data_source": "Heron feed"}, follow=True)
    )

    assert "Data source: Heron feed." in page
    assert "Records 1, 2 of the file" in page
    assert not DataSource.objects.exists()  # nothing is kept before somebody confirms


def test_a_group_shows_where_it_came_from(as_grace):
    imported(as_grace, meeting(), meeting(2), data_source="Heron feed")

    page = text(as_grace.get(reverse("admin:support_groups_group_change", args=[Group.objects.get().pk])))

    assert "<div>Heron feed, id 1, 2; last imported" in page


def test_a_group_that_staff_typed_has_no_source(as_grace):
    page = text(as_grace.get(reverse("admin:support_groups_group_change", args=[make_group().pk])))

    assert "no data source" in page


def test_what_is_no_longer_in_the_feed_is_named_in_the_preview(as_grace):
    imported(as_grace, meeting(), meeting(3, name="Lamp <script>Talk"))

    staged_import = upload(as_grace, meeting())
    page = text(as_grace.post(address(staged_import, "mapping"), SAID, follow=True))

    assert "1 group came from harbor before and is not, or not whole, in this file" in page
    assert "Lamp &lt;script&gt;Talk</a> 3" in page


def test_saying_that_a_row_is_a_group_of_ours_is_remembered(as_grace):
    make_group(name="Moss Talk")
    staged_import = upload(as_grace, meeting())
    as_grace.post(address(staged_import, "mapping"), SAID, follow=True)
    row = staged_import.rows.get()

    as_grace.post(address(staged_import, "decide"), {f"row-{row.pk}": "update", "confirm": "1"}, follow=True)

    assert Group.objects.get().external_identifiers.get().value == "1"
    assert list(imported(as_grace, meeting()).rows.values_list("status", flat=True)) == ["same"]


def test_a_deleted_group_is_new_again(as_grace):
    imported(as_grace, meeting())
    group = Group.objects.get()
    group.delete()

    assert not DataSource.objects.get().identifiers.exists()
    assert list(imported(as_grace, meeting()).rows.values_list("status", flat=True)) == ["added"]
