"""Every part of a phrase that was understood shows in what was read, or somebody is asked about it."""

from datetime import date

import pytest

from support_groups.schedules import from_phrase

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "phrase",
    [
        "Wednesday 13 January and then monthly, 7pm",
        "January 14, 2027, 6 pm, weekly",
        "January 14, 2027, 6 pm, quarterly",
        "January 14, 2027, 6 pm, September to May",
        "12/7 and 12/21, 6:30 pm, in May",
        "12 weeks, Tuesdays 1-3pm, begins February 2, 2027, for six weeks",
        "8 weeks, Mondays, 1/11/27 – 2/15/27, 5:30–7:00 pm",
        "Mon-Fri 9am-5pm the next day",
        "7 pm ET / 4-5 pm PT every Tuesday",
        "Tuesday mornings 6 pm",
        "Tuesday evenings, 2-3 pm",
        "Friday 19 February and Sundays and Friday 19 March 2027, 1pm",
        "Tuesdays at Pacific 10am",
        "Los jueves 19 hs (ART)",
        "Mondays 6 pm WAT",
    ],
)
def test_no_understood_part_of_a_phrase_is_lost_in_silence(phrase):
    assert from_phrase(phrase, today=TODAY).questions


@pytest.mark.parametrize(
    "phrase",
    [
        "Wednesdays weekly 6-7:30pm",
        "6 weeks, Mondays, 1/11/27 – 2/15/27, 5:30–7:00 pm",
        "Biweekly, 2nd and 4th Thursday 6-7pm",
        "Quarterly: January 14, April 8, July 8 and October 14, 2027 at 6 pm",
        "Monday nights 11pm-1am",
        "Tuesdays, 6-7:30 pm ET / 3-4:30 pm PT",
        "Tuesdays at Pacific Hospital, 10 am",
        "Tuesdays 10 am, art therapy",
        "Friday, February 19 and Saturday, March 20, 2027, 1 pm",
    ],
)
def test_a_part_that_says_the_same_again_needs_no_question(phrase):
    reading = from_phrase(phrase, today=TODAY)

    assert reading.patterns
    assert reading.questions == ()
