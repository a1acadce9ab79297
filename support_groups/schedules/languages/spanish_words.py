"""The Spanish words that people type about schedules, in Spain and the Americas."""

from support_groups.schedules.languages.contract import Lexicon
from support_groups.schedules.languages.spanish_surroundings import SURROUNDINGS

NUMBERS = "cero una dos tres cuatro cinco seis siete ocho nueve diez once doce".split()

WORDS = Lexicon(
    weekdays=(
        "lunes lun", "martes", "miercoles mie", "jueves jue", "viernes vie", "sabado sabados sab",
        "domingo domingos dom",
    ),
    months=(
        "enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago",
        "septiembre setiembre", "octubre", "noviembre", "diciembre dic",
    ),
    ordinals={
        1: "primer primero primera primeros primeras", 2: "segundo segunda segundos segundas",
        3: "tercer tercero tercera terceros terceras", 4: "cuarto cuarta cuartos cuartas",
        5: "quinto quinta quintos quintas",
        -1: "ultimo ultima ultimos ultimas", -2: "penultimo penultima penultimos",
    },
    numbers={
        1: "un una uno",
        **{value: name for value, name in enumerate(NUMBERS) if value > 1},
        **dict(enumerate("trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte".split(), 13)),
        **{21: "veintiuna veintiun veintiuno", 22: "veintidos", 23: "veintitres", 24: "veinticuatro"},
    },
    parts_of_day={"am": "manana mananas madrugada", "pm": "tarde tardes noche noches"},
    clock_words={"noon": "mediodia", "midnight": "medianoche"},
    words={
        "every": "cada", "only": "solo solamente unicamente", "other": "alternos alternas alterno alterna", "and": "y e o ni und", "to": "al", "until": "hasta",
        "from": "desde entre", "starting": "comienza comienzan comenzamos comienzo comenzando empieza empiezan empezamos inicia inician iniciamos inicio", "of": "de del",
        "in": "en", "month": "mes meses", "week": "semana semanas", "day": "dia dias",
        "monthly": "mensual mensualmente mensuales", "weekly": "semanal semanalmente semanales",
        "daily": "diario diariamente", "fortnightly": "quincenal quincenalmente quincenales catorcenal",
        "biweekly": "bisemanal", "bimonthly": "bimensual bimestral",
        "quarterly": "trimestral trimestralmente trimestre", "session": "sesion sesiones curso taller",
        "except": "excepto salvo", "holiday": "festivos feriados festivo feriado",
    },
    ignored="el la los las lo se reune reunen nos reunimos reunion reuniones por para horas cuando horario partir",
    phrases={
        **SURROUNDINGS,
        "fillers": r"hora de (?:inicio|comienzo|entrada|la reunion)(?: ?:)?",
        "holidays": r"(?:dias )?(?:festivos|feriados)(?: nacionales| oficiales| locales)?|dias? de fiesta",
        "if_five": r"si (?:lo )?hay",
        "paused": r"suspendid[oa]s?|en (?:pausa|receso)|hasta nuevo aviso|inactivo|ya no se reunen?",
        "appointment": r"(?:con|previa|por) cita(?: previa)?|cita previa|a demanda|(?:horarios? |dia y hora )?a convenir",
        "unknown_yet": r"por (?:confirmar|determinar|definir|anunciar)(?:se)?|a confirmar|pendiente de confirmar|proximamente"
        r"|sujet[oa]s? a cambios?|puede(?:n)? (?:cambiar|variar)|(?:fechas?|horarios?|dias?) variables?"
        r"|(?:consult\w+|ver|vea|preguntar?|pregunte)(?: por)?(?: las?| los?| el| nuestr[oa]s?)? (?:fechas?|horarios?|calendario|dias?)"
        r"|segun (?:calendario|disponibilidad)|(?:en )?(?:tu|su) hora(?:rio)? local|(?:en )?(?:tu|su) (?:huso|zona) horari[oa]",
        "first_meeting": r"(?:primera|proxima) (?:reunion|sesion)(?: ?:)?|a partir del?(?! las?\b)",
        "counting_from": r"contando desde",
        "not_meeting": r"no (?:hay|habra) (?:reunion|reuniones|sesion|sesiones|grupo)|no se reunen?|menos(?: en)?"
        r"|excepto|exceptuando|salvo|sin reunion(?:es)?|(?:sin|no)(?= (?:en )?(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto"
        r"|septiembre|setiembre|octubre|noviembre|diciembre)\b)|(?:con|a) excepcion de|no nos reunimos|descanso(?= en )|cerrado(?= en )",
        "twice_monthly": r"(?:dos veces|2x) ?(?:al|por|/) ?mes",
        "once_weekly": r"una vez (?:a la|por) semana|cada (?:ocho|8) dias|/ ?semana\b\.?",
        "twice_weekly": r"dos veces (?:a la|por) semana",
        "once_monthly": r"una vez al mes",
        "per_month": r"al mes|/ ?mes\b\.?",
        "another_rule": r"semanas? (?:im)?pares?|dias? (?:im)?pares?|cada tercer dia|luna (?:llena|nueva)"
        r"|(?:semana|dia) por medio|semana si y (?:otra|semana) no",
        "labels": r"(?:cuando|dias?|horas?|horario|fechas?) ?:(?!\d)",
        "daily": r"(?:los )?(?:siete|7) dias (?:de|a) la semana|(?:todos los dias|cada dia)(?! (?:laborable|habil|de semana))|a diario",
        "all_hours": r"(?:las )?24 horas(?: (?:del|al) dia)?",
        "weekends": r"fines? de semana",
        "workdays": r"entre semana|(?:todos los |los )?dias (?:laborables|habiles|de semana)|cada dia (?:laborable|habil)",
        "every": r"todos (?:los|las)|todas las",
        "next_day": r"del dia siguiente",
        "last_day": r"ultimo dia",
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
        "America/New_York": "hora este; tiempo del este; tiempo este; horario del este; hora estandar del este"
        "; hora de verano del este; hora de nueva york; hora de miami",
        "America/Chicago": "hora centro; hora central; tiempo del centro; tiempo central; tiempo centro; horario del centro"
        "; hora estandar del centro; hora de verano del centro; hora de houston",
        "America/Denver": "hora montana; tiempo de la montana; tiempo de montana; hora de montana; horario de la montana",
        "America/Los_Angeles": "hora pacifico; tiempo del pacifico; tiempo pacifico; horario del pacifico"
        "; hora estandar del pacifico; hora de verano del pacifico; hora de california",
        "Europe/Madrid": "hora peninsular; hora peninsular espanola; peninsular; hora de espana peninsular",
        "Atlantic/Canary": "hora canaria; hora insular; en canarias; canarias",
        "America/Mexico_City": "hora del centro de mexico; hora centro de mexico; tiempo del centro de mexico; hora de la cdmx; hora de cdmx; hora cdmx; cdmx",
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
