"""Spanish words around a schedule: places, people, how to join, and clocks that are not when a meeting begins.

A word that is not here is asked about, so enter only words that can never bear on when a group meets. Everything is
without accents, so that it counts for phrases with and without them.
"""

DAY = r"(?:lunes|martes|miercoles|jueves|viernes|sabado|domingo)"
TO_A_DAY_OR_CLOCK = rf"(?= (?:el |la |las |al )?(?:\d|mediodia|{DAY}))"
TO_A_CLOCK = r"(?= ?[:,-]? ?(?:a partir de |desde |de |a )?(?:las? )?(?:\d|mediodia))"
PEOPLE = r"(?:personas|participantes|asistentes|plazas|cupos|lugares|pacientes|mujeres|miembros)"
SIGN_UP = (
    r"(?:inscripcion(?:es)?|inscribirse|inscribase|inscribete|registro|registrarse|registrese|registrate"
    r"|reservas?|reservar|reserve|confirmar|confirmacion|confirme|apuntarse|anotarse)"
)
FIGURES = (
    r"(?:de |entre )?\d{1,3}(?: ?(?:-|a|y) ?\d{1,3})? anos(?: (?:o mas|en adelante|y mas))?"
    r"|(?:mayores|menores) de \d{2}(?: anos)?|\+ ?\d{2} anos"
    rf"|(?:(?:maximo|hasta|solo|grupos? de|limitado a) )?\d{{1,3}} {PEOPLE}(?: (?:como )?maximo)?"
    rf"|maximo (?:de )?\d{{1,3}} {PEOPLE}|(?:{PEOPLE}|aforo|cupo) limitad[oa]s?|aforo (?:maximo )?\d{{1,3}}"
    r"|[$€] ?\d+(?:[.,]\d{2})?(?: (?:por|la|al|cada) (?:persona|sesion|clase|mes))?"
    r"|\d+(?:[.,]\d{2})? ?(?:€|euros?|pesos|dolares|usd|mxn|soles)(?: (?:por|la|al|cada) (?:persona|sesion|clase|mes))?"
    r"|(?:id|clave|codigo|contrasena|id de reunion|codigo de acceso) ?[:#]? ?\d[\d -]{2,}"
    r"|(?:estadios?|etapas?|estadio) (?:\d|iv|i{1,3})(?:(?: ?[,/-] ?| y | o )(?:\d|iv|i{1,3})\b)*"
    r"|(?:c\.? ?p\.?|codigo postal) ?\d{4,5}|(?:extension|ext\.|int\.|interno) ?\d{1,5}|apartado \d+"
)
STREET = (
    r"(?:calle|c/|avenida|avda\.?|av\.|plaza|pza\.|paseo|carretera|ctra\.|camino|bulevar|boulevard|calzada|carrera|cra\."
    r"|diagonal|jiron|jr\.|pasaje|ronda|via)"
)
WHERE_IT_IS = (
    r"(?:piso|planta|sala|salon|aula|despacho|oficina|consultorio|edificio|torre|puerta|local|modulo|bloque|cubiculo)"
    r"\.? ?#?(?:\d+[a-z]?|[a-z])\b(?! (?:las?|partir)\b)(?! ?(?:h\b|hs\b|horas|:))"
    r"|(?:\d+\.?(?:[ao]|er)?|primer|primera|segundo|segunda|tercer|tercera|cuarto|cuarta|quinto|quinta)"
    r" (?:piso|planta)|planta (?:baja|alta|principal)"
    rf"|{STREET} (?:[a-z.]+ ){{1,5}}?,? ?(?:n\.? ?o?\.? ?|num\.? ?|no\. ?|# ?)?\d{{1,5}}(?! ?(?:h\b|hs\b|horas|[ap]\. ?m|[ap]m|[:.]\d))"
)

SURROUNDINGS = {
    "doors": r"(?:(?:apertura|abren|se abren|abrimos) (?:de )?(?:las )?puertas?|(?:las )?puertas (?:se )?abren"
    rf"|puertas(?: abiertas)?{TO_A_CLOCK}|(?:la )?sala (?:de (?:espera|zoom) |virtual )?(?:se )?abre|(?:se )?abre (?:la sala|zoom)"
    r"|(?:acceso|ingreso|entrada|conexion) (?:a la sala|a zoom|al zoom)"
    rf"|(?:acceso|ingreso|llegada|conexion|recepcion|acreditacion(?:es)?|registro){TO_A_CLOCK})",
    "aside": r"(?:(?:cafe|merienda|refrigerios?|almuerzo|desayuno|comida|cena|tentempie|aperitivo|bocadillos|brunch|picnic)"
    r"(?: compartid[oa]| ligero| ligera| incluid[oa]| de bienvenida)?"
    r"|bienvenida|convivio|convivencia|charla informal|tiempo (?:social|libre)|ponencia|presentacion|guarderia"
    r"|salida del (?:autobus|bus|grupo|paseo))",
    "deadline": rf"{SIGN_UP}(?: (?!hasta\b|antes\b)[a-z]+){{0,3}}"
    rf" (?:hasta|antes del?|a mas tardar(?: a)?){TO_A_DAY_OR_CLOCK}"
    r"|(?:fecha limite|plazo)(?: de (?:inscripcion|registro|reserva))?(?: es| hasta)?",
    "finish": r"(?:terminan?|terminamos|finalizan?|acaban?|concluyen?|cierre)(?= (?:a )?(?:las? )?\d| a las?\b)",
    "figures": FIGURES,
    "days_before": rf"{SIGN_UP}(?: previa)? (?:(?:con )?(?:\d\d?|una?|dos|tres) (?:horas?|dias?|semanas?) (?:de antelacion|antes)"
    r"|el dia (?:antes|anterior))",
    "notes": rf"(?:se requiere |requiere |con |previa |es necesari[ao] |por favor,? )?{SIGN_UP}"
    r"(?: (?:es |son |sera )?(?:previas?|requerida|obligatoria|necesaria|gratuita|abierta))+"
    rf"|(?:se requiere|requiere|con|previa|sin|no requiere|no se requiere|no es necesaria|es necesaria) {SIGN_UP}(?: previa)?"
    r"|sin (?:cita|cita previa|reserva|costo|coste)|no (?:necesita|requiere|hace falta|es necesaria) cita(?: previa)?"
    r"|gratis|gratuit[oa]s?|(?:entrada|acceso) (?:libre|gratuit[oa])|(?:actividad|participacion|asistencia) gratuita"
    r"|abiert[oa]s? (?:al publico|a tod[oa]s|a la comunidad)|tod[oa]s (?:son )?bienvenid[oa]s|bienvenid[oa]s?(?: tod[oa]s)?"
    r"|nuev[oa]s (?:participantes|integrantes|miembros) (?:siempre )?(?:son )?bienvenid[oa]s"
    r"|recien diagnosticad[oa]s|(?:antes de|despues de|tras) (?:el |su |la |una )?(?:diagnostico|cirugia|mastectomia|tratamiento)"
    r"|antes de (?:asistir|venir|su primera (?:visita|reunion|sesion)|la primera (?:visita|reunion|sesion))"
    r"|(?:una |1 )?hora (?:menos|antes) en canarias|uno a uno|de tu a tu|(?:entre|de) pares",
    "places": WHERE_IT_IS,
    "contacts": r"(?:llame|llamar|llama|contacte|contactar|escriba|escribir|escribanos|envie|mande)"
    r"(?: (?!for\b|to schedule|para\b)[^\s;.()]+){0,8}|para (?:mas |mayor )?(?:informacion|info|informes)[^;()\n]*"
    r"|(?:mas |mayores )?(?:informes|informacion)(?: en| al?)?(?: ?:)?(?= )",
    "office": r"informes|informacion|oficinas?|telefonos?|atencion(?: telefonica| al publico)?|consultas|inscripcion(?:es)?"
    r"|secretaria|recepcion|contacto|llamar|llame",
    "remote": r"en linea|virtual(?:es)?|por (?:zoom|telefono|meet|teams|videollamada|videoconferencia)|videollamada|telefonico",
    "relative": r"respectivamente|despues|antes|si|tras|segun|aproximadamente|aprox|alrededor|casi|sobre las?|hacia las?|cerca de las?"
    r"|algun[oa]s?|ciert[oa]s|vari[oa]s|unos|unas|rotativ\w+|impar(?:es)?|semanas? par(?:es)?|luna|siguiente|anterior"
    r"|posterior|mas o menos",
    "seasons": r"cuaresma|adviento|ramadan|pascuas?|navidad\w*|navide\w+|semanas?|sant[oa]s?|verano|invierno|otono|primavera"
    r"|estival|lectiv[oa]s?|escolar(?:es)?|academic[oa]|vacacion\w*|ano|anos|anual(?:es)?|trimestres?|cuatrimestres?|bimestres?"
    r"|semestres?|cursos?|temporadas?|ferias?|fiestas?|carnaval\w*|pentecostes|corpus|muertos|reyes|epifania|januca|pesaj|yom"
    r"|kipur|puentes?|lluvias|mes|meses|dias?|ciclos?|periodos?|novena\w*|posadas|luna",
    "name_leads": r"con|facilita|facilitad[oa]|dirige|dirigid[oa]|coordina|coordinad[oa]|imparte|impartid[oa]|junto|frente",
    "place_nouns": r"centro|hospital|hospitalario|iglesia|parroquia|capilla|catedral|templo|sinagoga|mezquita|sala|salon|aula"
    r"|biblioteca|casa|hogar|clinica|consultorio|sanatorio|instituto|universidad|facultad|colegio|escuela|calle|avenida|plaza"
    r"|paseo|carretera|bulevar|auditorio|fundacion|asociacion|sociedad|liga|cruz|edificio|torre|local|sede|oficina|ayuntamiento"
    r"|municipio|delegacion|barrio|colonia|planta|piso|parque|jardin|hotel|club|cafeteria|restaurante|teatro|museo|gimnasio"
    r"|polideportivo|ambulatorio|residencia|unidad|servicio|ministerio|estacion|mercado|patronato|confederacion|federacion",
    "harmless": r"linea|presencial(?:es)?|espanol|castellano|ingles|bilingue|zoom|meet|online|enlace|telefono|telefonic[oa]"
    r"|videollamada|videoconferencia|plataforma|internet|web|pagina|correo|electronico|whatsapp|facebook|mujer(?:es)?|hombres?"
    r"|pacientes?|cuidador(?:es|as?)?|familiar(?:es)?|familias?|amig[oa]s|parejas?|personas?|adult[oa]s|jovenes|hij[oa]s|madres"
    r"|supervivientes|sobrevivientes|cancer|mama|seno|metastasic[oa]|metastasis|avanzado|secundario|estadio|etapa|tratamiento"
    r"|quimioterapia|radioterapia|diagnostic\w+|recien|afectad[oa]s|oncolog\w+|psicolog\w+|psicooncolog\w+|enfermer[oa]s?"
    r"|trabajador[ae]?s?|social(?:es)?|voluntari[oa]s?|medic[oa]s?|doctora?|dra?|terapeuta|profesional(?:es)?|equipo|apoyo|ayuda"
    r"|mutua|acompanamiento|duelo|grupo|grupal|individual|circulo|encuentros?|charlas?|taller|yoga|arte|escritura"
    r"|meditacion|relajacion|ejercicio|caminata|caminatas|musica|nutricion|cafe|te|compartir|tema|temas|preguntas|informacion|informes"
    r"|inscripcion(?:es)?|registro|reserva|previa|requerida|obligatoria|necesaria|gratuit[oa]s?|gratis|costo|coste|donativo"
    r"|aportacion|voluntaria|libre|abiert[oa]s?|confidencial|tod[oa]s|publico|comunidad|nuev[oa]s|miembros"
    r"|integrantes|participantes|asistentes|bienvenid[oa]s?|aparcamiento|estacionamiento|accesible|entrada|piso|planta|baja|lugar"
    r"|ubicacion|direccion|espacio|seguro|modalidad|formato|hibrid[oa]|ambiente|cualquier|tipo",
    "small_words": r"con|en|de|del|por|para|el|la|los|las|un|una|y|o|e|u|a|al|lo|se|su|sus|le|les|nos|que|es|son|este|esta"
    r"|estos|estas|como|quien(?:es)?|muy|tambien|ademas|grupo|nuestr[oa]s?|mediante|traves|viven|vive|tienen|sin|dirigid[oa]",
}
