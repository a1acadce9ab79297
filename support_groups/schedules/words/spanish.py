"""Schedules in Spanish as it is written in the United States: 12-hour clock, "a. m." and "p. m." (RAE, Ortografía)."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from support_groups.schedules import zones
from support_groups.schedules.words.clocks import end_of
from support_groups.schedules.words.seasons import told

if TYPE_CHECKING:
    from support_groups.schedules.patterns import Pattern

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
PLURALS = (*WEEKDAYS[:5], "sábados", "domingos")
MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ORDINALS = {
    1: "primer",
    2: "segundo",
    3: "tercer",
    4: "cuarto",
    5: "quinto",
    -1: "último",
    -2: "penúltimo",
}
NUMBERS = "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce".split()


def listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} y {items[-1]}"


def number(value: int) -> str:
    return NUMBERS[value] if value < len(NUMBERS) else str(value)


def on(day: date) -> str:
    return f"{day.day} de {MONTHS[day.month - 1]} de {day.year}"


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


def hours(p: Pattern) -> str:
    if p.begins is None:
        return f"{p.minutes} minutos" if p.minutes else ""
    return span(p.begins, p.minutes)


def rule(p: Pattern) -> str:
    if p.kind == "appointment":
        return "con cita previa"
    if p.kind == "dates":
        return listed([on(day) for day in p.on])
    if p.kind == "daily":
        return "todos los días" if p.interval == 1 else f"cada {number(p.interval)} días"
    if p.kind == "weekly":
        return weekly(p)
    if p.kind == "monthly":
        weekdays = listed([WEEKDAYS[day] for day in p.weekdays])
        return f"{listed([ORDINALS[number] for number in p.ordinals])} {weekdays}{of_month(p)}"
    return by_date(p)


def weekly(p: Pattern) -> str:
    weekdays = listed([PLURALS[day] for day in p.weekdays])
    if p.interval == 1:
        return "de lunes a viernes" if p.weekdays == (0, 1, 2, 3, 4) else f"todos los {weekdays}"
    if p.interval == 2 and len(p.weekdays) == 1:
        return f"cada dos {weekdays}"
    return f"cada {number(p.interval)} semanas, los {weekdays}"


def by_date(p: Pattern) -> str:
    numbers = [str(day) for day in p.days if day > 0]
    shown = [f"día{'s' * (len(numbers) > 1)} {listed(numbers)}"] if numbers else []
    return listed([*shown, *(["último día"] if -1 in p.days else [])]) + of_month(p)


def of_month(p: Pattern) -> str:
    if p.kind == "monthly" and p.interval == 1 and (only := told(p.months).only):
        return f" de {listed([MONTHS[month - 1] for month in only])}"
    return " de cada mes" if p.interval == 1 else f" cada {number(p.interval)} meses"


def course(p: Pattern) -> str:
    count = p.count or 0
    if p.kind == "weekly" and p.interval == 1 and len(p.weekdays) == 1:
        names = WEEKDAYS if count == 1 else PLURALS
        return f"{'un' if count == 1 else number(count)} {names[p.weekdays[0]]}"
    return f"{number(count)} {'sesión' if count == 1 else 'sesiones'}, {rule(p)}"


def bounds(p: Pattern, *, complete: bool) -> str:
    text = ""
    if p.count and p.anchor:
        text = f" desde el {on(p.anchor)}"
    elif complete and p.anchor:
        text = f", contando desde el {on(p.anchor)}"
    if p.starts_on and p.ends_on:
        return f"{text} del {on(p.starts_on)} al {on(p.ends_on)}"
    if p.starts_on:
        return f"{text} desde el {on(p.starts_on)}"
    return f"{text} hasta el {on(p.ends_on)}" if p.ends_on else text


def season(p: Pattern) -> str:
    told_as = told(p.months)
    if told_as.run:
        return f"de {MONTHS[told_as.run[0] - 1]} a {MONTHS[told_as.run[1] - 1]}"
    if told_as.without:
        return f"excepto en {listed([MONTHS[month - 1] for month in told_as.without])}"
    monthly = p.kind == "monthly" and p.interval == 1
    return (
        f"en {listed([MONTHS[month - 1] for month in told_as.only])}" if told_as.only and not monthly else ""
    )


def sentence(p: Pattern, *, complete: bool) -> str:
    """
    >>> from support_groups.schedules.patterns import Pattern
    >>> sentence(Pattern(kind="monthly", weekdays=(1,), ordinals=(2, 4), begins=time(13), minutes=90),
    ...          complete=False)
    'segundo y cuarto martes de cada mes, de 1 a 2:30 p. m.'
    """
    first = (course(p) if p.count else rule(p)) + bounds(p, complete=complete)
    zone = zones.label(p.zone, "es") if p.zone else ""
    return ", ".join(part for part in (first, season(p), hours(p), zone) if part)
