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
    # "Without"
    (
        "Todos los martes a las 18 h, sin julio ni agosto",
        "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,9,10,11,12;BYDAY=TU @18:00",
    ),
    ("Martes y jueves 18 h, sin", ASK),
    ("Martes y jueves 18 h, sin inscripción", "FREQ=WEEKLY;BYDAY=TU,TH @18:00"),
    ("Todos los días hábiles de 8 a 20 hs", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR @08:00 +720"),
    # Text from a website
    ("<p>Second Thursday,&nbsp;6&ndash;7:30 p.m.</p>", "FREQ=MONTHLY;BYDAY=2TH @18:00 +90"),
    ("Tuesdays<br>1:00 pm - 2:30 pm<br/>Room 204", "FREQ=WEEKLY;BYDAY=TU @13:00 +90"),
    ("Tuesdays <s>1 pm</s> 2 pm", ASK),
    ('Tuesdays <span style="text-decoration:line-through">1 pm</span>, 4 pm', ASK),
    ("24/7 online forum", "FREQ=DAILY @00:00 +1440"),
    (
        "Alternate Saturdays 11am, next one 5 December",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA anchor 2026-12-05 @11:00",
    ),
]
