"""Spanish phrases as organizations in Spain, Mexico, the Southern Cone and the United States word them.

What each must be read as on 22 November 2026 was written down before the reader was tried. The notation is that of the
phrasebook; ASK stands for at least one question, whatever is read besides it.
"""

ASK = ""

TUNED = [
    ("Todos los martes de 14 a 16 horas", "FREQ=WEEKLY;BYDAY=TU @14:00 +120"),
    ("Los miércoles, 17.30 horas", "FREQ=WEEKLY;BYDAY=WE @17:30"),
    ("Jueves, 17:30 h, sala 2", ASK),  # every Thursday, or one
    ("Los lunes a las 5 de la tarde", "FREQ=WEEKLY;BYDAY=MO @17:00"),
    ("2° y 4° martes de cada mes, 18 h", "FREQ=MONTHLY;BYDAY=2TU,4TU @18:00"),
    ("2.º y 4.º jueves de mes, de 10 a 12 h", "FREQ=MONTHLY;BYDAY=2TH,4TH @10:00 +120"),
    ("segundo y cuarto sábado del mes, 10:00 a 11:30", ASK),  # am or pm
    ("1er y 3er lunes, 6 p. m.", "FREQ=MONTHLY;BYDAY=1MO,3MO @18:00"),
    ("primer y tercer sábado de cada mes, 10 a. m. a 12 m.", "FREQ=MONTHLY;BYDAY=1SA,3SA @10:00 +120"),
    ("Viernes cada quince días, 16:00 h", ASK),  # from which
    ("Quincenal, los martes a las 18 h", ASK),
    (
        "cada dos semanas los jueves, 19 h, a partir del 3 de diciembre de 2026",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH anchor 2026-12-03 @19:00",
    ),
    ("último jueves del mes, 18:30 h", "FREQ=MONTHLY;BYDAY=-1TH @18:30"),
    ("De lunes a viernes de 9 a 14 h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @09:00 +300"),
    ("Lunes, miércoles y viernes, 11 de la mañana", "FREQ=WEEKLY;BYDAY=MO,WE,FR @11:00"),
    ("Todos los jueves excepto festivos, 17 h", ASK),
    (
        "Primer lunes de mes excepto agosto, 18 h",
        "FREQ=MONTHLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=1MO @18:00",
    ),
    (
        "Los miércoles de octubre a junio, 17:00 h",
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,10,11,12;BYDAY=WE @17:00",
    ),
    ("Todos los domingos al mediodía", "FREQ=WEEKLY;BYDAY=SU @12:00"),
    ("Sábados, de 10 de la mañana a mediodía", "FREQ=WEEKLY;BYDAY=SA @10:00 +120"),
    ("Cada lunes a las 8 de la noche, hora del Este", "FREQ=WEEKLY;BYDAY=MO @20:00 America/New_York"),
    ("Los martes a las 19 h (hora peninsular)", "FREQ=WEEKLY;BYDAY=TU @19:00 Europe/Madrid"),
    ("Los martes durante Ramadán, 20 h", ASK),
    ("Los jueves del curso escolar, 17 h", ASK),
    ("Martes de verano, 19 h", ASK),
    ("Primer viernes de Adviento, 18 h", ASK),
    ("Miércoles de Semana Santa, 18 h", ASK),
    ("Los lunes de 16.30 a 18.00 horas", "FREQ=WEEKLY;BYDAY=MO @16:30 +90"),
    ("Lunes y miércoles 17:30 a 19:00 hs", "FREQ=WEEKLY;BYDAY=MO,WE @17:30 +90"),
    ("Segundo sábado de cada mes, 15 hrs.", "FREQ=MONTHLY;BYDAY=2SA @15:00"),
    ("Terceros miércoles de cada mes a las 16:00 hrs", "FREQ=MONTHLY;BYDAY=3WE @16:00"),
    ("todos los 1° y 3° viernes de mes, 17 hs", "FREQ=MONTHLY;BYDAY=1FR,3FR @17:00"),
    (
        "El primer y el tercer martes de cada mes, de 5 a 7 de la tarde",
        "FREQ=MONTHLY;BYDAY=1TU,3TU @17:00 +120",
    ),
    (
        "Nos reunimos el último sábado de cada mes, de 10:00 a.m. a 12:00 m.",
        "FREQ=MONTHLY;BYDAY=-1SA @10:00 +120",
    ),
    ("Los segundos viernes de cada mes, de 17 a 18:30", "FREQ=MONTHLY;BYDAY=2FR @17:00 +90"),
    (
        "Reuniones todos los miércoles 6:30 pm (hora del Centro) por Zoom",
        "FREQ=WEEKLY;BYDAY=WE @18:30 America/Chicago",
    ),
    ("Los días 1 y 15 de cada mes a las 18 h", "FREQ=MONTHLY;BYMONTHDAY=1,15 @18:00"),
    ("El 20 de cada mes, 19 h", "FREQ=MONTHLY;BYMONTHDAY=20 @19:00"),
    ("Todos los martes a las diecisiete horas", "FREQ=WEEKLY;BYDAY=TU @17:00"),
    ("a las siete y media de la tarde, todos los jueves", "FREQ=WEEKLY;BYDAY=TH @19:30"),
    ("Los lunes a las 6 y cuarto de la tarde", "FREQ=WEEKLY;BYDAY=MO @18:15"),
    ("Los martes de 6 a 7 y media de la tarde", "FREQ=WEEKLY;BYDAY=TU @18:00 +90"),
    (
        "Taller de 8 sesiones, los jueves de 17 a 19 h, desde el 14 de enero de 2027",
        "FREQ=WEEKLY;COUNT=8;BYDAY=TH anchor 2027-01-14 @17:00 +120",
    ),
    ("Todos los miércoles menos el último, 18 h", ASK),
    ("Los lunes no festivos, 18 h", ASK),
    ("Martes y jueves alternos, 17 h", ASK),
    ("Los jueves 17 h (salvo vacaciones escolares)", ASK),
    ("Cada tercer miércoles, 18 h", ASK),
    ("Una vez al mes, 19 h", ASK),
    ("Dos veces al mes, los martes, 19 h", ASK),
    ("Con cita previa", "appointment"),
    ("Horario por confirmar", ASK),
    (
        "A partir del 12 de enero de 2027, todos los martes, 18 h",
        "FREQ=WEEKLY;BYDAY=TU from 2027-01-12 @18:00",
    ),
    ("Grupo en pausa hasta septiembre; martes 18 h", ASK),
    ("Los martes a las 7", ASK),
    ("Los viernes a partir de las 17 h", "FREQ=WEEKLY;BYDAY=FR @17:00"),
    ("Los viernes hasta las 18 h", ASK),
    ("Los martes a las 17 o 18 h", ASK),
    ("Los jueves alrededor de las 18 h", ASK),
    ("Los lunes 18 h, sujeto a cambios", ASK),
    ("Los lunes 18 h. Consulte fechas en el sitio web", ASK),
    ("Todos los días de 8 a 20 h", "FREQ=DAILY @08:00 +720"),
    ("las 24 horas del día, todos los días", "FREQ=DAILY @00:00 +1440"),
    (
        "Primer martes de enero, abril, julio y octubre, 18 h",
        "FREQ=MONTHLY;BYMONTH=1,4,7,10;BYDAY=1TU @18:00",
    ),
    ("Trimestral, primer sábado, 10 h", ASK),
    ("Los jueves 18 h, de septiembre a junio, excepto Navidad", ASK),
    ("Semanas impares, martes 18 h", ASK),
    (
        "Los miércoles a las 10 h y a las 17 h",
        "FREQ=WEEKLY;BYDAY=WE @10:00 | FREQ=WEEKLY;BYDAY=WE @17:00",
    ),
    ("Todos los martes 17-18.30h", "FREQ=WEEKLY;BYDAY=TU @17:00 +90"),
    ("Cada jueves 5:00pm - 6:30pm EST", "FREQ=WEEKLY;BYDAY=TH @17:00 +90 America/New_York"),
    ("Cada jueves a la 1 de la tarde, hora del Pacífico", "FREQ=WEEKLY;BYDAY=TH @13:00 America/Los_Angeles"),
    ("Los lunes, 16 h (15 h en Canarias)", ASK),
    ("Los martes de 11 a 13 h. Entrada libre", "FREQ=WEEKLY;BYDAY=TU @11:00 +120"),
    (
        "Se reúne el cuarto miércoles de cada mes, de 18:30 a 20:00 horas, en el Centro Cívico La Paloma",
        "FREQ=MONTHLY;BYDAY=4WE @18:30 +90",
    ),
    ("penúltimo jueves de mes, 17 h", "FREQ=MONTHLY;BYDAY=-2TH @17:00"),
    ("todos los viernes en Cuaresma, 19 h", ASK),
    ("Segundo martes de mes, apertura de puertas 18.30, comienzo 19.00 h", "FREQ=MONTHLY;BYDAY=2TU @19:00"),
    ("Todos los jueves 18 h, recepción desde las 17:30", "FREQ=WEEKLY;BYDAY=TH @18:00"),
    ("Los sábados a las 10 h; inscripción hasta las 9 h", "FREQ=WEEKLY;BYDAY=SA @10:00"),
    ("Los sábados 9 am, café a las 8:30 am", "FREQ=WEEKLY;BYDAY=SA @09:00"),
]

# Written after the reader was finished for the phrases above, and labeled before it was tried on these.
HELD_OUT = [
    (
        "Sesiones quincenales, jueves de 17:00 a 18:30 h, a partir del 14 de enero de 2027",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH anchor 2027-01-14 @17:00 +90",
    ),
    ("Todos los miércoles de 19 a 20.30 hs por Zoom", ASK),  # on which clock
    ("Último sábado de mes a las 11:00 h en la Parroquia San Ejemplo", "FREQ=MONTHLY;BYDAY=-1SA @11:00"),
    ("Martes por medio, 18 hs", ASK),
    (
        "Los lunes de 6:00 p.m. a 8:00 p.m., hora de Colombia",
        "FREQ=WEEKLY;BYDAY=MO @18:00 +120 America/Bogota",
    ),
    (
        "Todos los jueves a las 16:00 hrs, tiempo del centro de México",
        "FREQ=WEEKLY;BYDAY=TH @16:00 America/Mexico_City",
    ),
    ("Grupo cerrado de 10 sesiones, los martes de 18 a 20 h", ASK),
    (
        "Segundo y cuarto jueves de cada mes; la sala abre a las 16:45, empezamos a las 17 h",
        "FREQ=MONTHLY;BYDAY=2TH,4TH @17:00",
    ),
    ("Todos los viernes a las 17 h, inscripción previa obligatoria", "FREQ=WEEKLY;BYDAY=FR @17:00"),
    ("Primer lunes no festivo de cada mes, 18 h", ASK),
    ("Los miércoles lectivos a las 17 h", ASK),
    ("De octubre a mayo, los martes a las 17:30 h", "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,10,11,12;BYDAY=TU @17:30"),
    ("Todos los sábados de 10 a 12 del mediodía", "FREQ=WEEKLY;BYDAY=SA @10:00 +120"),
    ("Los jueves a las 7 pm, café a las 6:30 pm", "FREQ=WEEKLY;BYDAY=TH @19:00"),
    (
        "Los lunes de 17 a 18 h y los miércoles de 10 a 11 h",
        "FREQ=WEEKLY;BYDAY=MO @17:00 +60 | FREQ=WEEKLY;BYDAY=WE @10:00 +60",
    ),
    ("Una vez por semana, horario a convenir", ASK),
    (
        "Los martes, excepto en julio y agosto, a las 18 h",
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU @18:00",
    ),
    ("Cada miércoles hasta Navidad, 18 h", ASK),
    ("Los jueves a las 5:30 pm, menos el Jueves Santo", ASK),
    ("Los primeros martes de cada mes a las 10 de la mañana", "FREQ=MONTHLY;BYDAY=1TU @10:00"),
    ("15 de enero, 12 de febrero y 12 de marzo de 2027, 18 h", "2027-01-15 2027-02-12 2027-03-12 @18:00"),
    ("Todos los lunes de enero a las 18 h", "FREQ=WEEKLY;BYMONTH=1;BYDAY=MO @18:00"),
    ("Jornada de puertas abiertas el 3 de febrero de 2027, 11 h", ASK),
    (
        "Los viernes de 16 a 17:30 h, mujeres con cáncer de mama metastásico",
        "FREQ=WEEKLY;BYDAY=FR @16:00 +90",
    ),
    ("Todos los martes a las 18 h si no llueve", ASK),
    ("Todos los martes a las 18 h, si hay al menos cinco personas", ASK),
    (
        "Primer y tercer miércoles, 12:00 del mediodía a 1:30 de la tarde, hora del Pacífico",
        "FREQ=MONTHLY;BYDAY=1WE,3WE @12:00 +90 America/Los_Angeles",
    ),
    ("Los sábados cada tres semanas, 10 h", ASK),
    ("Lunes a viernes, 8:00 a 15:00 hrs.", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @08:00 +420"),
    ("Todos los jueves, 18 h, durante la Fiesta de la Vendimia a las 20 h", ASK),
    ("Cuarto martes del mes, 6:30 p. m.; termina a las 8 p. m.", "FREQ=MONTHLY;BYDAY=4TU @18:30 +90"),
    ("Los lunes a la hora de la cena", ASK),
    ("Reunión mensual: tercer sábado, 9:30 a. m.", "FREQ=MONTHLY;BYDAY=3SA @09:30"),
]
