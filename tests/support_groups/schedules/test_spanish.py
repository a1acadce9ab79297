"""Spanish schedules: read as their authors meant them or asked about, with accents and without."""

import unicodedata
from datetime import date

import pytest

from support_groups.schedules import from_phrase
from tests.support_groups.schedules.spanish_phrasebook import ASK, HELD_OUT, TUNED
from tests.support_groups.schedules.test_phrases import described

TODAY = date(2026, 11, 22)


def without_accents(text: str) -> str:
    """Capitals stay: they show which words are names."""
    return "".join(
        letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter)
    )


@pytest.mark.parametrize("written", [str, without_accents], ids=["with accents", "without"])
@pytest.mark.parametrize(("phrase", "schedule"), [*TUNED, *HELD_OUT])
def test_a_phrase_is_read_as_it_was_meant_or_asked_about(phrase, schedule, written):
    reading = from_phrase(written(phrase), today=TODAY)

    if schedule == ASK:
        assert reading.questions
    else:
        assert " | ".join(map(described, reading.patterns)) == schedule
        assert reading.questions == ()


@pytest.mark.parametrize(
    ("time", "begins"),
    [
        ("a las 12 de la noche", "00:00"),  # Diccionario panhispánico de dudas, "hora"
        ("a las 12 de la mañana", "12:00"),
        ("a las 12 m.", "12:00"),
        ("a las 2 de la madrugada", "02:00"),
        ("a las ocho menos cuarto de la tarde", "19:45"),
        ("a las 7 y media de la tarde", "19:30"),
        ("a la una y cuarto de la tarde", "13:15"),
        ("a las veintiuna horas", "21:00"),
        ("a las siete horas", "07:00"),
        ("17.30 horas", "17:30"),
        ("9.00 horas", "09:00"),
        ("16 hrs.", "16:00"),
        ("19 hs", "19:00"),
        ("19h30", "19:30"),
    ],
)
def test_a_time_of_day(time, begins):
    reading = from_phrase(f"todos los martes, {time}", today=TODAY)

    assert [f"{pattern.begins:%H:%M}" for pattern in reading.patterns] == [begins]
    assert [pattern.minutes for pattern in reading.patterns] == [None]
    assert reading.questions == ()


def test_two_hours_are_a_length():
    reading = from_phrase("todos los martes a las 17 h, 2 horas", today=TODAY)

    assert described(reading.patterns[0]) == "FREQ=WEEKLY;BYDAY=TU @17:00 +120"


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("hora peninsular", "Europe/Madrid"),
        ("hora de Colombia", "America/Bogota"),
        ("hora del Centro de México", "America/Mexico_City"),
        ("hora del Centro", "America/Chicago"),
        ("hora centro", "America/Chicago"),
        ("hora centro de México", "America/Mexico_City"),
        ("Hora Este", "America/New_York"),
        ("tiempo del Pacífico", "America/Los_Angeles"),
        ("hora montaña", "America/Denver"),
    ],
)
def test_a_zone_by_the_name_of_its_country(zone, name):
    reading = from_phrase(f"todos los martes a las 19 h, {zone}", today=TODAY)

    assert [pattern.zone for pattern in reading.patterns] == [name]
    assert reading.questions == ()


@pytest.mark.parametrize(
    "zone", ["hora de México", "hora de Chile", "hora local", "hora norte", "hora Casa Ejemplo"]
)
def test_a_country_with_several_zones_is_asked_about(zone):
    for phrase in (f"todos los martes a las 19 h, {zone}", f"todos los sábados 10am {zone}"):
        assert from_phrase(phrase, today=TODAY, zone="America/New_York").questions


@pytest.mark.parametrize("time", ["de 5 a 7 h", "a las 5 h", "a las 6 horas"])
def test_small_hours_are_asked_about(time):
    assert "am or pm" in from_phrase(f"todos los martes {time}", today=TODAY).questions[0]


READ = [(phrase, schedule) for phrase, schedule in TUNED if schedule != ASK]
INSERTED = (
    *(
        "en Cuaresma",
        "quizás",
        "en Pentecostés",
        "si hay quórum",
        "según temporada",
        "a veces",
        "rotativo",
        "los pares",
    ),
    *(
        "Verano",
        "cuando haya luna",
        "antes de Reyes",
        "vísperas de festivo",
        "en días alternos",
        "fin de mes",
        "aprox.",
    ),
)


@pytest.mark.parametrize("word", INSERTED)
def test_a_word_that_bears_on_time_is_never_passed_over(word):
    for phrase, schedule in READ:
        for written in (f"{phrase}, {word}", f"{word}, {phrase}", f"{phrase} ({word})"):
            reading = from_phrase(written, today=TODAY)

            assert reading.questions or " | ".join(map(described, reading.patterns)) != schedule, written
