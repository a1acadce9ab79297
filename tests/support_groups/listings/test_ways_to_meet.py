import ast
import datetime
import re
from datetime import UTC
from pathlib import Path

import pytest
from django.utils.translation import gettext_lazy

from support_groups.listings import ways_to_meet
from support_groups.listings.rules import problems
from support_groups.models import Group
from support_groups.pages import ical, jsonld
from tests.factories import make_group
from tests.support_groups.html import compact

PACKAGE = Path(ways_to_meet.__file__).parents[1]
TEMPLATES = [PACKAGE.parent / "templates" / folder for folder in ("support_groups", "admin/support_groups")]
AT = datetime.datetime(2026, 12, 1, 12, tzinfo=UTC)
BY_RADIO = ways_to_meet.WayToMeet(
    code="radio",
    label=gettext_lazy("By radio"),
    where=gettext_lazy("By radio, from anywhere"),
    trusted_days=200,
    joined_by=("website",),
    join_error=gettext_lazy("Say which frequency."),
    is_remote=True,
    has_times=False,
    is_on_home_page=True,
)
OTHER_MEANINGS = {
    ("exchange/formats/columns.py", "text"): "a kind of column",
    ("exchange/sample.py", "in-person"): "a value in the sample file",
    ("exchange/sample.py", "online"): "a value in the sample file",
}


@pytest.fixture
def by_radio(monkeypatch):
    monkeypatch.setattr(ways_to_meet, "WAYS", (*ways_to_meet.WAYS, BY_RADIO))


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(AT, tick=False)


@pytest.mark.django_db
def test_a_new_way_is_one_entry_for_the_finder_and_the_pages(visitor, by_radio):
    make_group(name="Short Wave", slug="wave", attendance="radio", patterns=[])
    make_group(name="Other", attendance="online")

    finder = compact(visitor.get("/support-groups/?how=radio").content.decode())
    page = visitor.get("/support-groups/wave/").content.decode()

    assert 'name="how" value="radio" checked' in finder
    assert '<span class="vh">Remove:</span> By radio' in finder
    assert '<p class="on-paper">By radio</p>' in finder
    assert "<p>By radio, from anywhere</p>" in finder
    assert "Whenever you like" in finder
    assert ">Other</a>" not in finder
    assert "It has no meeting times" in page
    assert 'name="how" value="radio"' in visitor.get("/").content.decode()


@pytest.mark.django_db
def test_a_new_way_is_one_entry_for_rules_calendars_and_json_ld(by_radio):
    group = make_group(attendance="radio", patterns=[], confirmed_on=datetime.date(2026, 12, 1))

    graph = jsonld.series(group, at=AT, absolute=str)

    assert [p.sentence for p in problems({"attendance": "radio", "status": "listed"}) if p.is_error] == [
        "Say which frequency."
    ]
    assert group.due_on == datetime.date(2026, 12, 1) + datetime.timedelta(days=200)
    assert Group.objects.overdue(datetime.date(2027, 6, 19)).count() == 0
    assert Group.objects.overdue(datetime.date(2027, 6, 20)).count() == 1
    assert graph["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert graph["location"] == {"@type": "VirtualLocation", "url": group.get_absolute_url()}
    assert b"BEGIN:VCALENDAR" in ical.of_group(group, at=AT, absolute=str)


def test_the_choices_of_the_model_are_those_of_the_table():
    assert Group.Attendance.choices == ways_to_meet.choices()
    assert Group.Attendance.IN_PERSON == "in-person"


def test_no_other_module_names_a_way_to_meet():
    codes = {way.code for way in ways_to_meet.WAYS}
    named = set()
    for path in PACKAGE.rglob("*.py"):
        name = path.relative_to(PACKAGE).as_posix()
        if name == "listings/ways_to_meet.py" or name.startswith("migrations/"):
            continue
        nodes = list(ast.walk(ast.parse(path.read_text())))
        # {"text": …} fills the gap in a sentence.
        keys = {id(key) for node in nodes if isinstance(node, ast.Dict) for key in node.keys}
        constants = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in keys]
        named |= {(name, node.value) for node in constants if node.value in codes}

    assert codes >= {"in-person", "online", "telephone", "hybrid", "text"}
    assert named <= set(OTHER_MEANINGS)


def test_no_template_names_a_way_to_meet():
    paths = [path for folder in TEMPLATES for path in folder.rglob("*.html")]
    assert len(paths) > 20
    for path in paths:
        tags = " ".join(re.findall(r"{[%{].*?[%}]}|value=\"[^\"]*\"", path.read_text()))
        for way in ways_to_meet.WAYS:
            assert not re.search(rf"""["']{way.code}["'](?! %)""", tags), (path.name, way.code)
