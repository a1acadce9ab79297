"""Phrases with one word too many: each says twice, and differently, when the group meets, or only seems to.

As in `organizations`: the schedule on 22 November 2026, or `ASK`.
"""

from tests.support_groups.schedules.organizations import ASK

PHRASES = [
    # A second zone
    ("Tuesdays 6 pm ET (Pacific)", ASK),
    ("Tuesdays 8 am - 5 pm CST Pacific", ASK),
    ("Tuesdays 7 pm Mountain (Arizona)", ASK),
    ("Hora del Pacífico: todos los jueves, 6 p.m. hora del Este", ASK),
    ("Tuesdays 6 pm EST (New York time)", "FREQ=WEEKLY;BYDAY=TU @18:00 America/New_York"),
    ("Pacific time: Tuesdays, 6 pm PT", "FREQ=WEEKLY;BYDAY=TU @18:00 America/Los_Angeles"),
    ("Tuesdays noon PT/3pm ET", "FREQ=WEEKLY;BYDAY=TU @12:00 America/Los_Angeles"),
    # A second clock with nothing between
    ("Tuesdays 18:00 (noon)", ASK),
    ("Wednesdays 6 pm midday", ASK),
    ("Tuesdays 12 pm midnight", ASK),
    ("Tuesdays 9am-11am-1pm", ASK),
    ("Tuesdays 1:00-2:00 pm at 4 pm", ASK),
    ("Los martes de 18:00 mediodía a 19:30", ASK),
    ("Wednesdays at 10 until 9 am", ASK),
    ("Wednesdays 1-11:30 am", ASK),
    ("Tuesdays 12:00 pm (noon) - 1:00 pm", "FREQ=WEEKLY;BYDAY=TU @12:00 +60"),
    ("Tuesdays at 10 am and 6 pm", "FREQ=WEEKLY;BYDAY=TU @10:00 | FREQ=WEEKLY;BYDAY=TU @18:00"),
    ("Fridays 10 pm-6 am", "FREQ=WEEKLY;BYDAY=FR @22:00 +480"),
    # One of two, with a place between
    ("Mondays 6 pm at Example Library or Thursdays noon at Example Hall", ASK),
    ("Lunes 18 h en la biblioteca o los jueves 10 h en el hospital", ASK),
    ("Mondays 6 pm ET on Zoom or in person", "FREQ=WEEKLY;BYDAY=MO @18:00 America/New_York"),
    # A deadline of several words is no meeting
    ("Tuesdays 6 pm. Register by Dec 9, Monday at 5 pm", "FREQ=WEEKLY;BYDAY=TU @18:00"),
    ("Tuesdays 6 pm. RSVP by 5 pm Monday, December 7.", "FREQ=WEEKLY;BYDAY=TU @18:00"),
    # Hours of an office, or of a telephone line
    ("Los martes 18 h. Informes: lunes a viernes de 9 a 13 h", ASK),
    ("Tuesdays 6 pm. Office hours: Mon-Fri 9am-5pm", ASK),
    ("Tuesdays 6 pm. Helpline: weekdays 9am-5pm", ASK),
    (
        "Mondays 6 pm ET by phone, Wednesdays 7 pm ET at the library",
        "FREQ=WEEKLY;BYDAY=MO @18:00 America/New_York | FREQ=WEEKLY;BYDAY=WE @19:00 America/New_York",
    ),
    # Another time on one of its days
    ("Tuesdays 6 pm; 4 pm on 12/22", ASK),
    ("Tuesdays 6 pm; 4 pm on 12/23", "FREQ=WEEKLY;BYDAY=TU @18:00 | 2026-12-23 @16:00"),
    ("Daily at 7 am, Sundays 9 am", ASK),
    ("Monday to Friday 9 am, Fridays 10 am", ASK),
    (
        "Monday to Friday 9 am, Saturdays 10 am",
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @09:00 | FREQ=WEEKLY;BYDAY=SA @10:00",
    ),
    (
        "Mondays and Wednesdays 10 am; Wednesdays 6 pm",
        "FREQ=WEEKLY;BYDAY=MO,WE @10:00 | FREQ=WEEKLY;BYDAY=WE @18:00",
    ),
    # Two ranges of dates, and what is none
    ("Tuesdays Jan 5 to Feb 9 and Mar 2 to Apr 6, 2027, 6 pm", ASK),
    ("Tuesdays 6 pm UTC-5", ASK),
    ("Tuesdays 18:00 (UTC -03:00)", ASK),
    ("Tuesdays 6 pm UTC-7 pm", "FREQ=WEEKLY;BYDAY=TU @18:00 +60 UTC"),
    ("Tuesdays 6 pm your time", ASK),
    ("Los martes a las 18 h en tu hora local", ASK),
    # "Without"
    (
        "Todos los martes a las 18 h, sin julio ni agosto",
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU @18:00",
    ),
    ("Los martes 18 h, no en agosto", "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TU @18:00"),
    ("Los martes 18 h a partir del 12 de enero de 2027", "FREQ=WEEKLY;BYDAY=TU from 2027-01-12 @18:00"),
    ("Los viernes a las 17'30", "FREQ=WEEKLY;BYDAY=FR @17:30"),
    ("Los viernes 7 pm CDMX", "FREQ=WEEKLY;BYDAY=FR @19:00 America/Mexico_City"),
    ("Martes y jueves 18 h, sin", ASK),
    ("Martes y jueves 18 h, sin inscripción", "FREQ=WEEKLY;BYDAY=TU,TH @18:00"),
    ("Todos los días hábiles de 8 a 20 hs", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @08:00 +720"),
    # Text from a website
    ("<p>Second Thursday,&nbsp;6&ndash;7:30 p.m.</p>", "FREQ=MONTHLY;BYDAY=2TH @18:00 +90"),
    ("Tuesdays<br>1:00 pm - 2:30 pm<br/>Room 204", "FREQ=WEEKLY;BYDAY=TU @13:00 +90"),
    ("Tuesdays <s>1 pm</s> 2 pm", ASK),
    ('Tuesdays <span style="text-decoration:line-through">1 pm</span>, 4 pm', ASK),
    ("Mondays6pm", "FREQ=WEEKLY;BYDAY=MO @18:00"),
    ("2ndTuesday 6:30pm", "FREQ=MONTHLY;BYDAY=2TU @18:30"),
    ("5th of every month at 7 pm NZT", "FREQ=MONTHLY;BYMONTHDAY=5 @19:00 Pacific/Auckland"),
    ("Tuesdays and Thursdays, 10am and 2pm respectively", ASK),
    ("Los jueves 18:30 h; puertas abiertas desde las 18 h", "FREQ=WEEKLY;BYDAY=TH @18:30"),
    ("24/7 online forum", "FREQ=DAILY @00:00 +1440"),
    (
        "Alternate Saturdays 11am, next one 5 December",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA anchor 2026-12-05 @11:00",
    ),
]
