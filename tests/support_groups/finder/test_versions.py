"""A group that is listed in two languages is one result, one pin, one line of a sheet and one entry of a calendar."""

import re
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.management import call_command
from django.http import QueryDict
from icalendar import Calendar

from support_groups.finder.search import find
from support_groups.models import Families, Group, GroupSearch
from support_groups.pages.home_groups import home_groups
from support_groups.schedules import Pattern
from tests.factories import make_group, make_venue

pytestmark = pytest.mark.django_db
AT = datetime(2026, 12, 1, 12, tzinfo=UTC)
CALENDAR = "/support-groups/calendar.ics"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(AT, tick=False):
        yield


def pair(**fields) -> tuple[Group, Group]:
    """An English original and its Spanish translation, of a group where both are spoken."""
    both = {"attendance": "online", "languages": ("en", "es")} | fields
    english = make_group(**{"name": "Circle", "slug": "circle"} | both)
    spanish = make_group(name="Círculo", slug="circulo", language="es", translation_of=english, **both)
    return english, spanish


def names(query: str = "", **options) -> list[str]:
    return [group.name for group in find(QueryDict(query), at=AT, **options)]


def uids(client, query: str = "") -> list[str]:
    calendar = Calendar.from_ical(client.get(CALENDAR + query).content)
    return [str(event["UID"]) for event in calendar.walk("VEVENT")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Circle"]),
        ("lang=en", ["Circle"]),
        ("lang=es", ["Círculo"]),
        ("how=online&fit=mbc&day=tuesday&tz=America/Denver", ["Circle"]),
        ("q=circulo", ["Círculo"]),  # only that listing has the word
        ("q=circulo&lang=en", ["Círculo"]),
        ("sort=name&lang=es", ["Círculo"]),
    ],
)
def test_one_of_two_versions_is_found(query, found):
    pair()

    assert names(query) == found


def test_a_language_that_neither_version_is_written_in_gets_english():
    pair(languages=("en", "es", "cmn"))

    assert names("lang=cmn") == ["Circle"]


def test_without_english_the_original_is_found():
    original = make_group(name="Mesa", language="es")
    make_group(name="Mesa dos", language="es", translation_of=original)

    assert names() == ["Mesa"]


def test_english_is_found_also_if_it_is_the_translation():
    make_group(name="Table", translation_of=make_group(name="Mesa", language="es"))

    assert names() == ["Table"]


def test_a_filter_that_only_one_version_matches_shows_that_one():
    english, _spanish = pair()
    english.languages.clear()
    GroupSearch.objects.refresh(at=AT)

    assert names("lang=en") == ["Círculo"]  # where English is spoken, as its listing says
    assert names() == ["Circle"]


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_a_version_that_is_not_found_hides_no_other(status):
    english, spanish = pair()
    english.status = status
    english.save()

    assert names() == ["Círculo"]
    english.status, spanish.status = "listed", status
    english.save()
    spanish.save()
    assert names("lang=es") == ["Circle"]


def test_a_suggestion_counts_a_group_in_two_languages_once(visitor):
    pair()

    response = visitor.get("/support-groups/?q=circ&cost=paid")

    assert [count for _words, _query, count in response.context["relaxed"]] == ["1 group"]


def test_a_link_counts_at_once_and_no_longer_when_it_is_taken_back():
    english, spanish = pair()
    Group.objects.filter(pk=spanish.pk).update(translation_of=None)
    assert sorted(names()) == ["Circle", "Círculo"]

    Group.objects.filter(pk=english.pk).update(translation_of=spanish)

    assert names() == ["Circle"]


def test_translations_of_translations_and_of_hidden_originals_are_one_family():
    english, spanish = pair()
    make_group(name="Círculo dos", language="es", translation_of=spanish, attendance="online")
    assert names() == ["Circle"]
    assert names("lang=es") == ["Círculo"]

    for group in (english, spanish):
        Group.objects.filter(pk=group.pk).update(status="draft")

    assert names() == ["Círculo dos"]


def test_near_a_place_one_version_is_found_with_one_pin(visitor):
    pair(attendance="in-person", venue=make_venue(latitude=41.08, longitude=-81.52))

    response = visitor.get("/support-groups/?place=Akron, OH&lang=es")

    (item,) = response.context["items"]
    assert (item.group.name, item.number) == ("Círculo", 1)
    assert response.context["heading"].startswith("1 group ")
    assert visitor.get("/support-groups/?place=Akron, OH&radius=10&day=sunday").context["items"] == []


def test_a_result_links_to_the_other_version(visitor):
    pair()

    english = visitor.get("/support-groups/").content.decode()
    spanish = visitor.get("/support-groups/?lang=es").content.decode()

    assert ' hreflang="es" lang="es">Círculo (en español)</a>' in " ".join(english.split())
    assert ' hreflang="en" lang="en">Circle (in English)</a>' in " ".join(spanish.split())


@pytest.mark.parametrize("slug", ["circle", "circulo"])
def test_each_version_names_both_to_search_engines(visitor, slug):
    pair()

    page = visitor.get(f"/support-groups/{slug}/").content.decode()

    links = re.findall(r'<link rel="alternate" hreflang="(\w+)"', " ".join(page.split()))
    assert sorted(links) == ["en", "es"]


def test_a_draft_is_linked_from_no_result(visitor):
    _english, spanish = pair()
    Group.objects.filter(pk=spanish.pk).update(status="draft")

    text = visitor.get("/support-groups/").content.decode()

    assert "Circle" in text
    assert "Círculo" not in text


def test_a_page_links_to_every_other_version(visitor):
    english, spanish = pair()
    make_group(name="Círculo dos", slug="dos", language="es", translation_of=english)

    text = " ".join(visitor.get(spanish.get_absolute_url()).content.decode().split())

    assert 'href="/support-groups/circle/" hreflang="en" lang="en">in English</a>' in text
    assert 'href="/support-groups/dos/" hreflang="es" lang="es">en español</a>' in text


def test_a_sheet_and_the_home_page_name_a_group_once(visitor):
    pair()
    GroupSearch.objects.refresh(at=AT)

    assert [entry.group.name for entry in visitor.get("/support-groups/sheet/").context["entries"]] == [
        "Circle"
    ]
    home = visitor.get("/")
    assert home.context["groups"].number == 1
    assert [item.group.name for item in home_groups(AT).soon] == ["Circle"]


def test_a_calendar_has_one_entry_under_one_name_in_every_language(visitor):
    patterns = [Pattern(kind="weekly", weekdays=(day,), begins=time(18)) for day in (1, 3)]
    english, spanish = pair(patterns=patterns)
    for group in (english, spanish):
        group.schedule_exceptions.create(kind="extra", first="2026-12-13", begins="10:00")

    own = uids(visitor)

    assert len(own) == 3
    assert uids(visitor, "?lang=es") == own
    for group in (english, spanish):
        calendar = Calendar.from_ical(visitor.get(f"/support-groups/{group.slug}/calendar.ics").content)
        assert [str(event["UID"]) for event in calendar.walk("VEVENT")] == own
        assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {group.name}


def test_the_same_pattern_has_the_same_name_also_in_another_order(visitor):
    first, second, third = (Pattern(kind="weekly", weekdays=(day,), begins=time(18)) for day in (1, 3, 4))
    english, spanish = pair(patterns=[first, second])
    spanish.meeting_patterns.all().delete()
    for position, pattern in enumerate([second, third]):
        spanish.meeting_patterns.create(rule=pattern.to_dict(), position=position)
    tuesday, thursday = (str(row.uid) for row in english.meeting_patterns.all())

    found = uids(visitor, "?lang=es")

    assert found == [f"{thursday}@localhost", f"{tuesday}@localhost"]


def test_a_pattern_that_only_the_translation_has_is_an_entry_of_its_own(visitor):
    _english, spanish = pair()
    spanish.meeting_patterns.create(
        rule=Pattern(kind="weekly", weekdays=(4,), begins=time(9)).to_dict(), position=1
    )

    found = uids(visitor, "?lang=es")

    assert len(found) == len(set(found)) == 2
    assert found[0] == uids(visitor)[0]


@pytest.mark.parametrize("format", ["csv", "json"])
def test_open_data_have_both_versions(visitor, format):
    pair()

    text = b"".join(visitor.get(f"/support-groups/export.{format}").streaming_content).decode()

    assert "Circle" in text
    assert "Círculo" in text
    assert sorted(names(all_versions=True)) == ["Circle", "Círculo"]


def test_very_many_versions_are_looked_up_a_few_at_a_time(monkeypatch):
    monkeypatch.setattr("support_groups.models.search_queryset.KEYS_AT_ONCE", 2)
    for number in range(3):
        english = make_group(name=f"Circle {number}")
        make_group(name=f"Círculo {number}", language="es", translation_of=english)

    assert sorted(names()) == ["Circle 0", "Circle 1", "Circle 2"]


def test_a_circle_of_links_has_one_original():
    families = Families([(1, 2), (2, 3), (3, 1)])

    assert {families.original_of(key) for key in (1, 2, 3)} == {1}


@pytest.mark.parametrize("number", [1, 3])
def test_a_search_takes_the_same_queries_for_any_number_of_versions(
    visitor, django_assert_num_queries, number
):
    for n in range(number):
        original = make_group(name=f"Circle {n}", attendance="online", languages=("en", "es"))
        make_group(
            name=f"Círculo {n}",
            language="es",
            translation_of=original,
            attendance="online",
            languages=("es",),
        )
    GroupSearch.objects.refresh(at=AT)
    visitor.get("/support-groups/")

    with django_assert_num_queries(12):
        visitor.get("/support-groups/?lang=es")
    with django_assert_num_queries(12):
        visitor.get(CALENDAR + "?lang=es")


@pytest.mark.parametrize("confirmed", ["2026-11-01,Grace,phone", ",,"])
def test_an_imported_listing_in_spanish_is_found_by_language(visitor, tmp_path, confirmed):
    file = tmp_path / "groups.csv"
    file.write_text(
        "name,slug,status,stage_fit,attendance,languages,joining,rrule,time_zone,website,verified_on,verified_by,verified_how\n"
        "Mesa Azul,mesa-azul,listed,mbc,online,es,Write first,RRULE:FREQ=WEEKLY;BYDAY=MO;BYHOUR=18;BYMINUTE=0 "
        f"DURATION:PT60M,America/New_York,https://example.org/mesa,{confirmed}\n"
    )

    call_command("import_groups", str(file), "--listed")

    assert names("lang=es") == ["Mesa Azul"]
    assert names("lang=en") == []
