"""Schedules in Spanish as it is written in the United States: 12-hour clock, "a. m." and "p. m." (RAE, Ortografía)."""

from datetime import date, time

from django.utils.translation import gettext_noop

from support_groups.schedules.languages.spanish_words import NUMBERS, WORDS
from support_groups.schedules.languages.wording import Wording, end_of
from support_groups.schedules.rule import Rule

NAME = gettext_noop("Spanish")
LEXICON = WORDS
ZONE_NAMES = {
    "America/New_York": "hora del Este", "America/Chicago": "hora del Centro",
    "America/Denver": "hora de la Montaña", "America/Phoenix": "hora de Arizona",
    "America/Los_Angeles": "hora del Pacífico", "America/Anchorage": "hora de Alaska",
    "Pacific/Honolulu": "hora de Hawái", "America/Halifax": "hora del Atlántico",
    "America/St_Johns": "hora de Terranova",
}  # fmt: skip
CITY_NAMES = {
    "America/Mexico_City": "Ciudad de México", "America/Cancun": "Cancún", "America/Panama": "Panamá",
    "America/Bogota": "Bogotá", "America/Havana": "La Habana", "America/Asuncion": "Asunción",
    "Europe/London": "Londres", "Europe/Dublin": "Dublín", "Atlantic/Canary": "Canarias",
    "Asia/Kathmandu": "Katmandú", "Asia/Kolkata": "Calcuta", "Australia/Sydney": "Sídney",
    "Australia/Adelaide": "Adelaida", "Africa/Johannesburg": "Johannesburgo",
}  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
PLURALS = (*WEEKDAYS[:5], "sábados", "domingos")
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ORDINALS = {
    1: "primer", 2: "segundo", 3: "tercer", 4: "cuarto", 5: "quinto", -1: "último", -2: "penúltimo",
}  # fmt: skip


def on(day: date) -> str:
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


WORDING = Wording(
    months=MONTHS,
    numbers=NUMBERS,
    conjunction="y",
    minutes="{} minutos",
    month_to_month="de {} a {}",
    except_months="excepto en {}",
    in_months="en {}",
    of_months=" de {}",
    from_day=" desde el {}",
    counting_from=", contando desde el {}",
    until_day=" hasta el {}",
    on=on,
    period=lambda first, last: f" del {on(first)} al {on(last)}",
)


def clock(at: time) -> str:
    """
    >>> clock(time(18, 30)), clock(time(12)), clock(time(0))
    ('6:30 p. m.', 'mediodía', 'medianoche')
    """
    if at in (time(0), time(12)):
        return "mediodía" if at.hour else "medianoche"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes} {'a. m.' if at.hour < 12 else 'p. m.'}"


def preposition(word: str, at: time) -> str:
    """de 6:30, del mediodía; a las 6:30, a la 1, al mediodía."""
    if at == time(12):
        return f"{word}l"
    if word == "de" or at == time(0):
        return word
    return "a la" if at.hour % 12 == 1 else "a las"


def day(on: date, *, with_year: bool) -> str:
    """
    >>> day(date(2026, 12, 8), with_year=False), day(date(2027, 1, 5), with_year=True)
    ('martes 8 de diciembre', 'martes 5 de enero de 2027')
    """
    year = f" de {on.year}" if with_year else ""
    return f"{WEEKDAYS[on.weekday()]} {on.day} de {MONTHS[on.month - 1]}{year}"


def span(begins: time, minutes: int | None) -> str:
    """
    >>> span(time(13), 90), span(time(23), 120), span(time(18), None)
    ('de 1 a 2:30 p. m.', 'de 11 p. m. a 1 a. m.', 'a las 6 p. m.')
    """
    start = clock(begins)
    if not minutes:
        return f"{preposition('a', begins)} {start}"
    if minutes == 24 * 60 and begins == time(0):
        return "las 24 horas"
    if minutes == 24 * 60:
        return f"{preposition('de', begins)} {start} a {start} del día siguiente"
    closing = end_of(begins, minutes)
    end = clock(closing)
    if start[-5:] == end[-5:] in ("a. m.", "p. m.") and minutes < 12 * 60:
        start = start[:-6]
    to = "al" if closing == time(12) else "a"
    return f"{preposition('de', begins)} {start} {to} {end}"


def repetition(rule: Rule) -> str:
    if rule.kind == "appointment":
        return "con cita previa"
    if rule.kind == "dates":
        return WORDING.listed([on(day) for day in rule.on])
    if rule.kind == "daily":
        return "todos los días" if rule.interval == 1 else f"cada {WORDING.number(rule.interval)} días"
    if rule.kind == "weekly":
        return weekly(rule)
    if rule.kind == "monthly":
        weekdays = WORDING.listed([WEEKDAYS[day] for day in rule.weekdays])
        return f"{WORDING.listed([ORDINALS[number] for number in rule.ordinals])} {weekdays}{of_month(rule)}"
    return by_date(rule)


def weekly(rule: Rule) -> str:
    weekdays = WORDING.listed([PLURALS[day] for day in rule.weekdays])
    if rule.interval == 1:
        return "de lunes a viernes" if rule.weekdays == (0, 1, 2, 3, 4) else f"todos los {weekdays}"
    if rule.interval == 2 and len(rule.weekdays) == 1:
        return f"cada dos {weekdays}"
    return f"cada {WORDING.number(rule.interval)} semanas, los {weekdays}"


def by_date(rule: Rule) -> str:
    numbers = [str(day) for day in rule.days if day > 0]
    shown = [f"día{'s' * (len(numbers) > 1)} {WORDING.listed(numbers)}"] if numbers else []
    return WORDING.listed([*shown, *(["último día"] if -1 in rule.days else [])]) + of_month(rule)


def of_month(rule: Rule) -> str:
    every = " de cada mes" if rule.interval == 1 else f" cada {WORDING.number(rule.interval)} meses"
    return WORDING.of_season(rule) or every


def course(rule: Rule) -> str:
    count = rule.count or 0
    if rule.kind == "weekly" and rule.interval == 1 and len(rule.weekdays) == 1:
        names = WEEKDAYS if count == 1 else PLURALS
        return f"{'un' if count == 1 else WORDING.number(count)} {names[rule.weekdays[0]]}"
    return f"{WORDING.number(count)} {'sesión' if count == 1 else 'sesiones'}, {repetition(rule)}"


def city_time(city: str) -> str:
    return f"hora de {city}"


def full_zone_name(label: str) -> str:
    return label


def sentence(rule: Rule, zone: str, *, complete: bool) -> str:
    """
    >>> rule = Rule(kind="monthly", weekdays=(1,), ordinals=(2, 4), begins=time(13), minutes=90)
    >>> sentence(rule, "hora del Este", complete=False)
    'segundo y cuarto martes de cada mes, de 1 a 2:30 p. m., hora del Este'
    """
    first = (course(rule) if rule.count else repetition(rule)) + WORDING.bounds(rule, complete=complete)
    return ", ".join(filter(None, (first, WORDING.season(rule), WORDING.hours(rule, span), zone)))
