"""What staff save is found at once: search rows are refreshed in the same request, before anybody searches."""

import datetime
import io
import re
from dataclasses import replace

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from support_groups.models import Group, Language, ScheduleException, SearchMark
from tests.factories import WEEKLY, make_group, make_organization, make_venue
from tests.posting import as_submitted
from tests.support_groups.admin.pages import added, change_page, opened, saved
from tests.support_groups.admin.test_history import restored
from tests.support_groups.admin.test_lists import act
from tests.support_groups.exchange.test_admin_importing import decide, mapped, table
from tests.support_groups.finder.search_rows import check_search, computed, stored

pytestmark = pytest.mark.django_db


@pytest.fixture
def follows(django_capture_on_commit_callbacks):
    """Does something staff do; afterwards the search must have changed, and be as derived afresh."""

    def _follows(do, *args, **kwargs):
        check_search()
        before = stored()
        connection.run_on_commit.clear()  # of what was made before: the commit of a test never comes
        with django_capture_on_commit_callbacks(execute=True):
            result = do(*args, **kwargs)
        assert stored() == computed() != before
        assert not SearchMark.objects.exists()
        return result

    return _follows


def spanish():
    return Language.objects.get(code="es").pk


def test_search_finds_a_new_group(as_grace, follows, visitor):
    follows(added, as_grace, languages=[spanish()], **{"meeting_patterns-0-phrase": "Tuesdays 6 pm"})

    assert "Tuesday circle" in visitor.get("/support-groups/?lang=es&day=tuesday").content.decode()


def test_search_finds_a_group_confirmed_today_by_language(as_grace, follows, visitor):
    """Found by its language: an instance that was opened before must not overwrite what was derived since."""
    group = make_group(name="Círculo", confirmed_on=None)

    follows(
        saved,
        as_grace,
        group,
        languages=[spanish()],
        confirmation_by="leader",
        confirmation_how="phone",
        name="Luz",
    )

    assert "Luz" in visitor.get("/support-groups/?lang=es").content.decode()


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("confirm_today", {"by": "leader", "how": "phone"}),
        ("pause", {"until": "2027-01-05"}),
        ("close", {}),
    ],
)
def test_search_follows_a_list_action(as_grace, follows, action, said):
    follows(
        act,
        as_grace,
        action,
        [make_group(confirmed_on=None), make_group(confirmed_on=None)],
        _confirm="1",
        **said,
    )


def test_search_follows_a_venue_and_an_organization(as_grace, follows):
    venue, runs = make_venue(), make_organization()
    make_group(venue=venue, organization=runs)

    follows(saved, as_grace, venue, name="Beacon Hall")
    follows(saved, as_grace, runs, name="Beacon House")


def test_search_follows_a_closure_of_a_venue(as_grace, follows):
    group = make_group()
    first = group.next_meetings(group.created_at, 1)[0].starts.date()
    address = reverse("admin:support_groups_venue_close", args=[group.venue.pk])
    shown = as_grace.post(address, {"first": f"{first}", "last": f"{first}", "reason": "Closed."})

    follows(as_grace.post, address, as_submitted(shown, _confirm="1"))

    assert ScheduleException.objects.get().first == first


def test_search_follows_a_restored_version(as_grace, follows):
    group = make_group(name="Before", languages=["es"])
    saved(as_grace, group)
    saved(as_grace, group, name="After", languages=[Language.objects.get(code="en").pk])

    follows(restored, as_grace, group)

    venue = group.venue
    saved(as_grace, venue)
    saved(as_grace, venue, town="Toledo")
    follows(restored, as_grace, venue)


def test_search_follows_an_import_in_the_admin(as_grace, follows):
    staged_import = mapped(as_grace, table("Lantern,Heron House,Akron,red", "Beacon,Heron House,Akron,red"))

    follows(decide, as_grace, staged_import, confirm="1")

    assert Group.objects.count() == 2


def test_search_follows_an_import_by_command(follows, tmp_path):
    (tmp_path / "groups.csv").write_text(
        "Group Name,City,State,When\nLantern,Akron,OH,Every Friday at 6 pm\n"
    )
    (tmp_path / "mapping.json").write_text('{"defaults": {"stage_fit": "mbc"}}')
    arguments = (str(tmp_path / "groups.csv"), "--mapping", str(tmp_path / "mapping.json"))

    follows(call_command, "import_groups", *arguments, stdout=io.StringIO())

    assert Group.objects.get().name == "Lantern"


def test_search_finds_the_demonstration(follows, visitor):
    follows(call_command, "load_demo", stdout=io.StringIO())

    assert visitor.get("/support-groups/?lang=es").context["page_obj"].paginator.count >= 5


PLAIN = {"name": "After", "confirmation_by": "leader", "confirmation_how": "phone"}
EVERYTHING = PLAIN | {
    "exception_phrase": "no meeting on December 24, 2099",
    "contacts-0-name": "Anna",
    "meeting_patterns-0-phrase": "Fridays 6 pm",
}


COMMANDS = re.compile(r"SAVEPOINT|^SET LOCAL")  # they ask for no data


@pytest.fixture
def full_group():
    """A group with rows of every kind."""
    group = make_group(
        organization=make_organization(),
        languages=["en", "es"],
        audiences=["living-with-mbc", "men"],
        patterns=[WEEKLY, replace(WEEKLY, weekdays=(4,))],
    )
    for day in (24, 25):
        group.schedule_exceptions.create(first=datetime.date(2099, 12, day))
    group.contacts.create(name="Ann", phone="555-0101")
    group.contacts.create(name="Bea", phone="555-0102")
    return group


@pytest.mark.parametrize(("changes", "number"), [({"name": "After"}, 33), (PLAIN, 36), (EVERYTHING, 40)])
def test_saving_a_group_takes_at_most_40_queries_and_one_refresh(
    as_grace, django_capture_on_commit_callbacks, full_group, changes, number
):
    group = full_group
    check_search()
    ContentType.objects.get_for_models(*apps.get_models())  # a process asks once
    more = {"languages": [spanish()]} if changes is EVERYTHING else {}
    data = opened(as_grace, group, **changes, **more)

    connection.run_on_commit.clear()
    with CaptureQueriesContext(connection) as asked, django_capture_on_commit_callbacks(execute=True):
        assert as_grace.post(change_page(group), data).status_code == 302

    questions = [query["sql"] for query in asked if not COMMANDS.search(query["sql"])]
    assert len(questions) == number, "\n".join(sql[:150] for sql in questions)
    assert sum('INSERT INTO "support_groups_groupsearch"' in sql for sql in questions) == 1
