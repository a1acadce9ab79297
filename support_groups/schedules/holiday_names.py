"""Names of holidays in English and Spanish, as regular expressions over plain text, and as visitors read them.

Longer names come before those they begin with.
"""

from typing import NamedTuple

MEANINGS = {"new_years": ["new_years_eve", "new_year"]}  # "New Year's" may be either


class HolidayName(NamedTuple):
    names: dict[str, str]
    words: dict[str, str]


def _name(english: str, spanish: str, words: str, palabras: str = "") -> HolidayName:
    return HolidayName({"en": english, "es": spanish}, {"en": words, "es": palabras})


DAY = "(?: day)?"
HOLIDAYS = {
    "new_years_eve": _name("New Year’s Eve", "Fin de Año", "new year'?s?'? eve", "nochevieja|fin de ano|vispera de ano nuevo"),
    "new_year": _name("New Year’s Day", "Año Nuevo", "new year'?s?'? day", "(?:dia de )?ano nuevo"),
    "new_years": _name("New Year’s", "Año Nuevo", "new year'?s?'?"),
    "epiphany": _name("Epiphany", "Día de Reyes", "epiphany|three kings'?" + DAY, "dia de (?:los )?reyes(?: magos)?|epifania"),
    "martin_luther_king": _name(
        "Martin Luther King Jr. Day", "Día de Martin Luther King",
        r"(?:dr\.? )?(?:mlk|martin luther king)(?:,? jr\.?)?(?:'s)?(?: birthday)?" + DAY,
        "(?:dia|natalicio) de martin luther king(?:,? jr\\.?)?",
    ),
    "valentine": _name("Valentine’s Day", "San Valentín", "(?:st\\.? |saint )?valentine'?s'?" + DAY, "(?:dia de )?san valentin"),
    "presidents": _name("Presidents’ Day", "Día de los Presidentes", "president'?s?'? day|washington'?s birthday", "dia de los presidentes"),
    "st_patrick": _name("St. Patrick’s Day", "San Patricio", "(?:st\\.? |saint )patrick'?s" + DAY, "(?:dia de )?san patricio"),
    "ash_wednesday": _name("Ash Wednesday", "Miércoles de Ceniza", "ash wednesday", "miercoles de ceniza"),
    "holy_thursday": _name("Holy Thursday", "Jueves Santo", "(?:holy|maundy) thursday", "jueves santo"),
    "good_friday": _name("Good Friday", "Viernes Santo", "good friday", "viernes santo"),
    "easter_monday": _name("Easter Monday", "Lunes de Pascua", "easter monday", "lunes de pascua"),
    "easter": _name("Easter Sunday", "Domingo de Pascua", "easter(?: sunday)?", "(?:domingo de )?(?:pascua|resurreccion)"),
    "mothers_day": _name("Mother’s Day", "Día de las Madres", "mother'?s'? day|mothering sunday", "dia de las? madres?"),
    "victoria": _name("Victoria Day", "Día de Victoria", "victoria day"),
    "memorial": _name("Memorial Day", "Día de los Caídos", "memorial day", "dia de los caidos"),
    "juneteenth": _name("Juneteenth", "Juneteenth", "juneteenth(?: national independence)?" + DAY),
    "fathers_day": _name("Father’s Day", "Día del Padre", "father'?s'? day", "dia del padre"),
    "canada_day": _name("Canada Day", "Día de Canadá", "canada day", "dia de canada"),
    "independence": _name("Independence Day", "Día de la Independencia", "independence day|(?:4th|fourth) of july", "dia de la independencia"),
    "labor": _name("Labor Day", "Día del Trabajo", "labou?r day", "dia del trabajo|dia del trabajador"),
    "truth": _name(
        "National Day for Truth and Reconciliation", "Día de la Verdad y la Reconciliación",
        "(?:the )?(?:national )?day (?:for|of) truth and reconciliation|truth and reconciliation day",
    ),
    "columbus": _name(
        "Columbus Day and Indigenous Peoples’ Day", "Día de la Raza", "columbus day|indigenous people'?s?'? day", "dia de (?:la raza|colon)"
    ),
    "halloween": _name("Halloween", "Halloween", "halloween"),
    "all_souls": _name("All Souls’ Day", "Día de Muertos", "all souls'? day", "dia de (?:los )?(?:fieles )?(?:muertos|difuntos)"),
    "veterans": _name("Veterans Day", "Día de los Veteranos", "veteran'?s?'? day", "dia de los veteranos"),
    "remembrance": _name("Remembrance Day", "Día del Recuerdo", "remembrance day"),
    "after_thanksgiving": _name(
        "Day after Thanksgiving", "Día después de Acción de Gracias", "(?:the )?day after thanksgiving|black friday",
        "dia despues de accion de gracias|viernes negro",
    ),
    "thanksgiving": _name("Thanksgiving", "Día de Acción de Gracias", "thanksgiving" + DAY, "(?:dia de )?accion de gracias"),
    "guadalupe": _name("Our Lady of Guadalupe", "Virgen de Guadalupe", "our lady of guadalupe", "(?:dia de la )?virgen de guadalupe"),
    "christmas_eve": _name("Christmas Eve", "Nochebuena", "(?:christmas|xmas) eve", "nochebuena|vispera de navidad"),
    "christmas": _name("Christmas Day", "Navidad", "(?:christmas|xmas)" + DAY, "(?:dia de )?navidad"),
    "boxing": _name("Boxing Day", "Boxing Day", "boxing day"),
    "constitution": _name("Constitution Day", "Día de la Constitución", "constitution day", "dia de la constitucion"),
    "juarez": _name("Benito Juárez’s Birthday", "Natalicio de Benito Juárez", "benito juarez'?s? (?:birthday|day)", "(?:natalicio de )?benito juarez"),
    "revolution": _name("Revolution Day", "Día de la Revolución", "revolution day", "(?:dia de la )?revolucion(?: mexicana)?"),
    "may_day": _name("Early May Bank Holiday", "Early May Bank Holiday", "(?:early )?may day|early may bank holiday"),
    "spring_bank": _name("Spring Bank Holiday", "Spring Bank Holiday", "spring bank holiday"),
    "summer_bank": _name("Summer Bank Holiday", "Summer Bank Holiday", "(?:late )?(?:summer|august) bank holiday"),
}  # fmt: skip
KINDS = "(?:federal|public|national|legal|statutory|stat|bank|government|official|observed|major)"
SETS = {
    "en": rf"(?:{KINDS}(?: (?:and|or) |, ?|/| ))*holidays?",
    "es": r"(?:dias? )?(?:festivos?|feriados?)(?: (?:nacional|oficial|federal)(?:es)?)*",
}
COUNTRY_WORDS = {
    "US": r"u\.?s\.?(?:a\.?)?|american|estadounidenses?|estados unidos",
    "CA": r"canadian|canada(?! day)|canadienses?",
    "GB": r"u\.?k\.?|british|english|britanicos?|reino unido",
    "MX": r"mexican(?:[oa]s?)?|mexico",
}
LIBRARY_NAMES = {  # as the package has them -> key
    "New Year's Day": "new_year",
    "Martin Luther King Jr. Day": "martin_luther_king",
    "Washington's Birthday": "presidents",
    "Memorial Day": "memorial",
    "Juneteenth National Independence Day": "juneteenth",
    "Independence Day": "independence",
    "Labor Day": "labor",
    "Columbus Day": "columbus",
    "Veterans Day": "veterans",
    "Thanksgiving Day": "thanksgiving",
    "Christmas Day": "christmas",
    "Good Friday": "good_friday",
    "Easter Monday": "easter_monday",
    "Victoria Day": "victoria",
    "Canada Day": "canada_day",
    "National Day for Truth and Reconciliation": "truth",
    "Remembrance Day": "remembrance",
    "Boxing Day": "boxing",
    "May Day": "may_day",
    "Spring Bank Holiday": "spring_bank",
    "Late Summer Bank Holiday": "summer_bank",
    "Constitution Day": "constitution",
    "Benito Juárez's birthday": "juarez",
    "Revolution Day": "revolution",
}
