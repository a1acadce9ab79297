"""A language is one module and one entry: a made-up one gets its words everywhere, and nothing else knows of it."""

import sys
from datetime import UTC, date, datetime, time
from types import ModuleType

import pytest

from support_groups.forms.inputs import ZoneSelect
from support_groups.models import Group
from support_groups.pages import sheet
from support_groups.schedules import Pattern, from_phrase, languages, zones
from support_groups.schedules.languages import LANGUAGES, Lexicon, english
from support_groups.schedules.phrases import clock_tokens, tokens, vocabulary, zone_tokens
from support_groups.schedules.words import say_day, say_hours

TUESDAYS = Pattern(kind="weekly", weekdays=(1,), begins=time(18, 30), minutes=90, zone="America/New_York")
CACHES = (
    vocabulary.vocabulary,
    vocabulary.phrases,
    zones.spoken,
    tokens._many,
    clock_tokens.clock_words,
    zone_tokens._zone_words,
)


def pig_latin() -> ModuleType:
    """Only what the contract asks for."""
    module = ModuleType("pig_latin")
    module.NAME = "Pig Latin"
    module.ZONE_NAMES = {zone: f"{name.lower()}ay" for zone, name in english.ZONE_NAMES.items()}
    module.CITY_NAMES = {"Asia/Kathmandu": "Athmandukay"}
    module.LEXICON = Lexicon(weekdays=("ondaymay", "uesdaytay"), words={"every": "veryeay"})
    module.sentence = lambda rule, zone, *, complete: f"veryeay uesdaytay {rule.begins:%H:%M} {zone}"
    module.day = lambda on, *, with_year: f"ayday {on.day}"
    module.span = lambda begins, minutes: f"{minutes} utesminay"
    module.city_time = lambda city: f"imetay of {city}"
    module.full_zone_name = lambda label: f"{label} imetay"
    return module


@pytest.fixture
def pig(monkeypatch):
    def forget():
        for cache in CACHES:
            cache.cache_clear()

    monkeypatch.setitem(LANGUAGES, "pig", pig_latin())
    forget()
    yield
    monkeypatch.undo()
    forget()


@pytest.mark.usefixtures("pig")
def test_a_new_language_gets_its_words():
    assert TUESDAYS.words("pig") == "Veryeay uesdaytay 18:30 easternay"
    assert say_day(date(2026, 12, 8), "pig-US") == "ayday 8"
    assert say_hours(datetime(2026, 12, 8, 18, tzinfo=UTC), 90, "pig") == "90 utesminay"
    assert zones.label("Asia/Kathmandu", "pig") == "imetay of Athmandukay"
    assert "In-person" in sheet.about_times("America/New_York", "pig")
    assert "easternay imetay" in sheet.about_times("America/New_York", "pig")


@pytest.mark.usefixtures("pig")
def test_a_new_language_can_be_chosen_for_a_listing():
    assert ("pig", "Pig Latin") in Group._meta.get_field("language").choices
    assert languages.supported("pig") == "pig"
    group = Group(language="pig")
    assert group.get_language_display() == "Pig Latin"


@pytest.mark.usefixtures("pig")
def test_phrases_are_read_in_a_new_language():
    reading = from_phrase("veryeay uesdaytay 6:30-8 pm easternay", today=date(2026, 11, 22))

    assert (reading.patterns, reading.questions) == ((TUESDAYS,), ())


def test_without_its_entry_the_words_of_a_language_mean_nothing():
    reading = from_phrase("veryeay uesdaytay 6:30-8 pm", today=date(2026, 11, 22))

    assert reading.patterns == ()
    assert TUESDAYS.words("pig") == TUESDAYS.words("en")


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_keeps_the_contract(code):
    language = LANGUAGES[code]

    assert language.NAME
    assert set(language.ZONE_NAMES) == set(zones.NAMED)
    assert all(zones.is_zone(zone) for zone in language.CITY_NAMES)
    assert set(language.LEXICON.phrases) <= vocabulary.NAMES
    assert (
        sys.modules[f"support_groups.schedules.languages.{language.__name__.rpartition('.')[2]}"] is language
    )
    assert ZoneSelect().optgroups("zone", [""])
