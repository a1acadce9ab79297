"""Schedules in Spanish as it is written in the United States: 12-hour clock, "a. m." and "p. m." (RAE, Ortografía)."""

from datetime import date, time

from django.utils.translation import gettext_noop

from support_groups.schedules.languages.contract import Lexicon
from support_groups.schedules.languages.wording import Wording, end_of
from support_groups.schedules.rule import Rule

NAME = gettext_noop("Spanish")
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
NUMBERS = "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce".split()


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


LEXICON = Lexicon(
    weekdays=(
        "lunes lun", "martes", "miercoles mie", "jueves jue", "viernes vie", "sabado sabados sab",
        "domingo domingos dom",
    ),
    months=(
        "enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto",
        "septiembre setiembre", "octubre", "noviembre", "diciembre dic",
    ),
    ordinals={
        1: "primer primero primera primeros", 2: "segundo segunda segundos",
        3: "tercer tercero tercera terceros", 4: "cuarto cuarta cuartos", 5: "quinto quinta quintos",
        -1: "ultimo ultima ultimos", -2: "penultimo",
    },
    numbers={
        1: "un una uno",
        **{value: name for value, name in enumerate(NUMBERS) if value > 1},
        **dict(enumerate("trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte".split(), 13)),
        **{21: "veintiuna veintiun veintiuno", 22: "veintidos", 23: "veintitres", 24: "veinticuatro"},
    },
    parts_of_day={"am": "manana mananas", "pm": "tarde tardes noche noches"},
    clock_words={"noon": "mediodia", "midnight": "medianoche"},
    words={
        "every": "cada", "other": "alternos alternas", "and": "y e o ni und", "to": "al", "until": "hasta",
        "from": "desde entre", "starting": "comienza comienzo comenzando empieza inicia inicio", "of": "de del",
        "in": "en", "month": "mes meses", "week": "semana semanas", "day": "dia dias",
        "monthly": "mensual mensualmente mensuales", "weekly": "semanal semanalmente semanales",
        "daily": "diario diariamente", "fortnightly": "quincenal quincenalmente quincenales",
        "biweekly": "bisemanal", "bimonthly": "bimensual bimestral",
        "quarterly": "trimestral trimestralmente trimestre", "session": "sesion sesiones curso taller",
        "except": "excepto salvo", "holiday": "festivos feriados festivo feriado",
    },
    ignored="el la los las lo se reune reunen nos reunimos reunion reuniones por para hora horas cuando solo horario con partir",
    phrases={
        "holidays": r"(?:dias )?(?:festivos|feriados)",
        "if_five": r"si (?:lo )?hay",
        "notes": r"(?:se requiere|requiere|previa) inscripcion|inscripcion (?:requerida|obligatoria|previa)|gratis"
        r"|gratuit[oa]s?|entrada (?:libre|gratuita)|(?:una |1 )?hora (?:menos|antes) en canarias",
        "paused": r"suspendid[oa]s?|en pausa|hasta nuevo aviso",
        "appointment": r"(?:con|previa|por) cita(?: previa)?|cita previa|a demanda",
        "unknown_yet": r"por (?:confirmar|determinar|definir|anunciar)|a confirmar|proximamente",
        "first_meeting": r"(?:primera|proxima) (?:reunion|sesion)(?: ?:)?|a partir del?(?! las?\b)",
        "counting_from": r"contando desde",
        "not_meeting": r"no (?:hay|habra) (?:reunion|reuniones|sesion|sesiones|grupo)|no se reunen?|menos(?: en)?"
        r"|excepto|salvo|sin reunion(?:es)?",
        "twice_monthly": r"(?:dos veces|2x) ?(?:al|por|/) ?mes",
        "once_weekly": r"una vez (?:a la|por) semana|/ ?semana\b\.?",
        "twice_weekly": r"dos veces (?:a la|por) semana",
        "once_monthly": r"una vez al mes",
        "per_month": r"al mes|/ ?mes\b\.?",
        "labels": r"(?:cuando|dias?|horas?|horario|fechas?) ?:(?!\d)",
        "daily": r"(?:los )?(?:siete|7) dias (?:de|a) la semana|todos los dias|a diario|cada dia",
        "all_hours": r"(?:las )?24 horas(?: (?:del|al) dia)?",
        "weekends": r"fines? de semana",
        "workdays": r"entre semana|dias (?:laborables|habiles)",
        "every": r"todos (?:los|las)|todas las",
        "next_day": r"del dia siguiente",
        "last_day": r"ultimo dia",
        "places": r"(?:piso|sala|salon)\.? ?#?\d+\w?",
        "contacts": r"(?:llame|llamar|contacte)(?: (?!for\b|to schedule)[^\s;.()]+){0,8}"
        r"|para (?:mas) (?:informacion|info)[^;()\n]*",
        "remote": r"en linea|virtuales?",
        "relative": r"despues|antes|si",
        "harmless": r"linea|presencial|espanol|sala|hospital|mujeres|pacientes|cuidadores|familiares",
        "name_leads": r"con",
        "place_nouns": r"centro|hospital|iglesia|parroquia|sala|salon|biblioteca|casa|clinica|calle|avenida|auditorio"
        r"|fundacion|asociacion|edificio|plaza",
        "seasons": r"cuaresma|adviento|ramadan|pascuas?|navidad\w*|semana|verano|invierno|otono|primavera|escolar"
        r"|vacaciones|ano|trimestre|semestre|curso|temporada",
        "small_words": r"con|en|de|del|por|para|el|la|los|las|un|una|y|o|e|u|a|al",
        "canceled": r"no (?:hay|habra) (?:reunion|reuniones|sesion|sesiones|grupo)|sin reunion(?:es)?|cancelad[oa]s?|cerrado",
        "canceled_after": r"cancelad[oa]s?|cerrado|no hay reunion",
        "moved": r"movida|trasladada|cambia",
        "moved_to": r"pasa|se mueve",
        "extra": r"(?:reunion extra|extraordinaria)(?: reunion)?",
        "other_place": r"otro lugar",
        "because": r"por",
    },
    before_city="hora de ",
    before_hour="las?",
    parts_of_hour={
        "y media": 30, "y cuarto": 15, "menos cuarto": -15, "y diez": 10, "y veinte": 20, "menos diez": -10,
        "menos veinte": -20, "en punto": 0,
    },
    # Spain without the Canary Islands, and countries with one zone. "Hora de México" has several and is asked about.
    zones={
        "Europe/Madrid": "hora peninsular; hora peninsular espanola; peninsular; hora de espana peninsular",
        "Atlantic/Canary": "hora canaria; hora insular; en canarias; canarias",
        "America/Mexico_City": "hora del centro de mexico; hora de la cdmx",
        "America/Bogota": "hora de colombia; hora colombiana",
        "America/Lima": "hora de peru; hora peruana",
        "America/Caracas": "hora de venezuela",
        "America/Argentina/Buenos_Aires": "hora de argentina; hora argentina",
        "America/Montevideo": "hora de uruguay",
        "America/Asuncion": "hora de paraguay",
        "America/La_Paz": "hora de bolivia",
        "America/Puerto_Rico": "hora de puerto rico",
        "America/Santo_Domingo": "hora de republica dominicana; hora de la republica dominicana",
        "America/Havana": "hora de cuba",
        "America/Panama": "hora de panama",
        "America/Costa_Rica": "hora de costa rica",
        "America/Guatemala": "hora de guatemala",
        "America/El_Salvador": "hora de el salvador",
        "America/Tegucigalpa": "hora de honduras",
        "America/Managua": "hora de nicaragua",
    },
)  # fmt: skip
