"""Holidays by name: which dates they mean, that somebody is always asked, and that nothing else became readable."""

from datetime import date

import pytest

from support_groups.schedules import from_phrase, holidays
from support_groups.schedules.exception_phrases import from_exception_phrase
from support_groups.schedules.holiday_names import HOLIDAYS, LIBRARY_NAMES

TODAY = date(2026, 12, 1)
NEW_YORK = "America/New_York"
THURSDAYS = from_phrase("Thursdays 6 pm", today=TODAY).patterns


def days(words: str, country: str = "US", today: date = TODAY) -> dict[str, str]:
    found = holidays.dates(holidays.named(words), country, today)
    return {str(one.day): one.name for one in found}


@pytest.mark.parametrize(
    ("words", "country", "meant"),
    [
        ("Thanksgiving", "US", {"2027-11-25": "Thanksgiving"}),
        ("Thanksgiving", "CA", {"2027-10-11": "Thanksgiving"}),
        ("Thanksgiving", "GB", {}),
        ("the day after Thanksgiving", "US", {"2027-11-26": "Day after Thanksgiving"}),
        ("Christmas Eve and New Year's Day", "US", {"2026-12-24": "Christmas Eve", "2027-01-01": "New Year’s Day"}),
        ("New Year’s", "US", {"2026-12-31": "New Year’s Eve", "2027-01-01": "New Year’s Day"}),
        ("MLK Day & Presidents' Day", "US", {"2027-01-18": "Martin Luther King Jr. Day", "2027-02-15": "Presidents’ Day"}),
        ("Independence Day", "US", {"2027-07-04": "Independence Day", "2027-07-05": "Independence Day (observed)"}),
        ("Juneteenth", "US", {"2027-06-18": "Juneteenth (observed)", "2027-06-19": "Juneteenth"}),
        ("Independence Day", "MX", {"2027-09-16": "Independence Day"}),
        ("Labour Day", "CA", {"2027-09-06": "Labor Day"}),
        ("Labor Day", "MX", {"2027-05-01": "Labor Day"}),
        ("Boxing Day", "GB", {"2026-12-26": "Boxing Day", "2026-12-28": "Boxing Day (observed)"}),
        ("Good Friday, Easter and Easter Monday", "US", {"2027-03-26": "Good Friday", "2027-03-28": "Easter Sunday", "2027-03-29": "Easter Monday"}),
        ("Mother's Day", "US", {"2027-05-09": "Mother’s Day"}),
        ("Mother's Day", "GB", {"2027-03-07": "Mother’s Day"}),
        ("Veterans Day holiday", "US", {"2027-11-11": "Veterans Day"}),
        ("Día de Acción de Gracias", "US", {"2027-11-25": "Día de Acción de Gracias"}),
        ("Nochebuena y Navidad", "MX", {"2026-12-24": "Nochebuena", "2026-12-25": "Navidad"}),
        ("el Día de las Madres", "MX", {"2027-05-10": "Día de las Madres"}),
        ("el día de la Independencia", "US", {"2027-07-04": "Día de la Independencia", "2027-07-05": "Día de la Independencia (día en que se observa)"}),
        ("Jueves Santo, Viernes Santo", "MX", {"2027-03-25": "Jueves Santo", "2027-03-26": "Viernes Santo"}),
    ],
)  # fmt: skip
def test_a_name_means_dates_of_the_coming_twelve_months(words, country, meant):
    if words == "New Year’s":
        words = "New Year's"  # phrases come with even quotes
    assert days(words, country) == meant


@pytest.mark.parametrize(
    ("words", "country", "number"),
    [
        ("federal holidays", "US", 13),
        ("all federal and bank holidays", "US", 13),
        ("holidays", "MX", 7),
        ("los feriados", "MX", 7),
        ("días festivos oficiales", "MX", 7),
        ("UK bank holidays", "GB", 9),
        ("statutory holidays", "CA", 11),
    ],
)
def test_a_calendar_means_each_of_its_days_with_observed_ones(words, country, number):
    assert len(days(words, country)) == number


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Passover",
            "school holidays",
            "Christmas holidays",
            "Thanksgiving week",
            "the holidays",
            "most holidays",
        ),
        *(
            "the first Monday",
            "holidays in December",
            "holiday weekends",
            "Christmas break",
            "Eid",
            "",
            ", and",
        ),
        *(
            "US and Canadian holidays",
            "Thanksgiving Eve dinner",
            "vacaciones",
            "Semana Santa",
            "puente",
            "Ramadan",
        ),
        *("Thanksgiving if it snows", "fiestas patronales", "religious holidays", "New Year's week"),
    ],
)
def test_other_words_name_no_holiday(words):
    assert holidays.named(words) is None


@pytest.mark.parametrize("country", holidays.CALENDARS)
def test_each_holiday_of_a_calendar_has_a_name_in_both_languages(country):
    names = days("holidays", country).values()
    nombres = days("feriados", country).values()

    assert set(LIBRARY_NAMES.values()) <= HOLIDAYS.keys()
    assert len(names) == len(nombres)
    assert {name.removesuffix(" (observed)") for name in names} <= {
        one.names["en"] for one in HOLIDAYS.values()
    }


def test_a_holiday_of_today_is_among_them_and_the_day_before_is_not():
    assert list(days("Christmas", today=date(2026, 12, 25))) == ["2026-12-25", "2027-12-24"]
    assert list(days("Christmas", today=date(2027, 1, 1))) == ["2027-12-24", "2027-12-25"]


@pytest.mark.parametrize(
    ("phrase", "zone", "offered"),
    [
        ("Thursdays 6 pm except holidays", NEW_YORK, ["All 2 dates", "Thursday, November 11, 2027: Veterans Day", "Thursday, November 25, 2027: Thanksgiving"]),
        ("Thursdays 6 pm, no meeting on federal holidays", NEW_YORK, ["All 2 dates", "Thursday, November 11, 2027: Veterans Day", "Thursday, November 25, 2027: Thanksgiving"]),
        ("Thursdays 6 pm (closed on Thanksgiving)", NEW_YORK, ["Thursday, November 25, 2027: Thanksgiving"]),
        ("Thursdays 6 pm except Thanksgiving, Christmas Eve, and Easter", NEW_YORK, ["All 2 dates", "Thursday, December 24, 2026: Christmas Eve", "Thursday, November 25, 2027: Thanksgiving"]),
        ("Todos los jueves a las 18:00, excepto feriados", "America/Mexico_City", ["Thursday, September 16, 2027: Día de la Independencia"]),
        ("Mondays 6 pm except the Canadian holidays", NEW_YORK, ["All 4 dates", "Monday, December 28, 2026: Boxing Day (observed)", "Monday, May 24, 2027: Victoria Day", "Monday, September 6, 2027: Labor Day", "Monday, October 11, 2027: Thanksgiving"]),
        ("Mondays 6 pm except Thanksgiving", NEW_YORK, ["Yes, there is nothing to skip"]),
        ("Thursdays 6 pm except holidays", "", ["United States", "Canada", "United Kingdom", "Mexico"]),
        ("Thursdays 6 pm except Thanksgiving", "Asia/Tokyo", ["United States", "Canada"]),
        ("Thursdays 6 pm except Thanksgiving", "Europe/London", []),
        ("Thursdays 6 pm except holidays in December", NEW_YORK, []),
        ("Thursdays 6 pm except holidays, Fridays 6 pm", NEW_YORK, []),
        ("Thursdays 6 pm except school holidays", NEW_YORK, []),
        ("Thursdays 6 pm except Passover", NEW_YORK, []),
        ("Thursdays 6 pm except when it falls on a holiday", NEW_YORK, []),
    ],
)  # fmt: skip
def test_a_schedule_without_holidays_asks_and_offers_the_meeting_days(phrase, zone, offered):
    reading = from_phrase(phrase, today=TODAY, zone=zone)

    assert [offer.sentence for offer in reading.offers] == offered
    assert [question.field for question in reading.questions] == ["exceptions"]
    assert reading.exceptions == ()


def test_dates_are_chosen_one_by_one_until_there_are_no_others():
    reading = from_phrase("Mondays 6 pm except holidays", today=TODAY, zone=NEW_YORK)
    labor_day = next(offer for offer in reading.offers if "Labor Day" in offer.sentence)
    assert "by the calendar of US federal holidays" in reading.questions[0]
    memorial_day = next(offer for offer in labor_day.reading.offers if "Memorial Day" in offer.sentence)
    assert "Besides Sep 6, 2027 (Labor Day)" in labor_day.reading.questions[0]

    none = memorial_day.reading.offers[0]
    answered = reading.answered([labor_day.key, memorial_day.key, none.key])

    assert none.sentence == "No, no other dates"
    assert answered.questions == ()
    assert [(str(one.first), one.reason) for one in answered.exceptions] == [
        ("2027-09-06", "Labor Day"),
        ("2027-05-31", "Memorial Day"),
    ]


def test_dates_that_were_chosen_stay_when_another_question_is_answered():
    reading = from_phrase("Every other Thursday 6 pm except Thanksgiving", today=TODAY, zone=NEW_YORK)
    skipped = next(offer for offer in reading.offers if "Thanksgiving" in offer.sentence)
    first = next(offer for offer in skipped.reading.offers if "December 2, 2027" not in offer.sentence)

    answered = reading.answered([skipped.key, first.key])

    assert answered.questions == ()
    assert [str(one.first) for one in answered.exceptions] == [
        day
        for day in ["2027-11-25"]
        if any(answered.patterns[0].dates(date(2027, 11, 25), date(2027, 11, 25)))
    ]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("no meeting Thanksgiving", ["2027-11-25 Thanksgiving"]),
        ("Thanksgiving is cancelled", ["2027-11-25 Thanksgiving"]),
        ("closed for Thanksgiving", ["2027-11-25 Thanksgiving"]),
        ("we don't meet on Thanksgiving Day", ["2027-11-25 Thanksgiving"]),
        ("closed on Christmas Eve and New Year's", ["2026-12-24 Christmas Eve", "2026-12-31 New Year’s Eve"]),
        ("no meeting on federal holidays", ["2027-11-11 Veterans Day", "2027-11-25 Thanksgiving"]),
        ("no meeting on Thanksgiving: library closed", ["2027-11-25 library closed"]),
        ("no hay reunión en Nochebuena", ["2026-12-24 Nochebuena"]),
        ("cerrado en feriados", ["2027-11-11 Día de los Veteranos", "2027-11-25 Día de Acción de Gracias"]),
    ],
)
def test_a_line_about_holidays_asks_and_the_first_answer_makes_exceptions(line, offered):
    asked = from_exception_phrase(line, today=TODAY, zone=NEW_YORK, patterns=THURSDAYS)
    answered = from_exception_phrase(
        line, today=TODAY, zone=NEW_YORK, patterns=THURSDAYS, answers=[asked.offers[0].key]
    )

    assert asked.exceptions == ()
    assert "Which dates does the group skip?" in asked.questions[0]
    assert [f"{one.first} {one.reason}" for one in answered.exceptions] == offered
    assert answered.questions == ()


@pytest.mark.parametrize(
    "line",
    [
        *(
            "no meeting on Passover",
            "closed for the holidays",
            "no meeting Thanksgiving week",
            "off for spring break",
        ),
        *(
            "no meeting Thanksgiving at 6 pm",
            "no meeting every Thanksgiving",
            "moved from Thanksgiving to Friday",
        ),
        *(
            "no meeting Thanksgiving and Dec 24",
            "no meeting Thanksgiving unless it snows",
            "extra meeting on Labor Day",
        ),
        *("cerrado en Semana Santa", "no hay reunión en vacaciones", "other place on Veterans Day: library"),
    ],
)
def test_a_line_with_other_words_is_asked_about_as_before(line):
    reading = from_exception_phrase(line, today=TODAY, zone=NEW_YORK, patterns=THURSDAYS)

    assert (reading.exceptions, reading.offers) == ((), ())
    assert reading.questions


def test_without_a_country_the_line_asks_whose_holidays_and_then_offers_any_day():
    line = "no meeting on Labor Day"
    asked = from_exception_phrase(line, today=TODAY)
    mexico = next(offer for offer in asked.offers if offer.sentence == "Mexico")

    answered = from_exception_phrase(line, today=TODAY, answers=["no key", mexico.key])

    assert [offer.sentence for offer in asked.offers] == ["United States", "Canada", "Mexico"]
    assert [offer.sentence for offer in answered.offers] == ["Saturday, May 1, 2027: Labor Day"]
    assert "because there is no schedule yet" in answered.questions[0]
