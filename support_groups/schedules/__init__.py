"""When a group meets: patterns, date exceptions, next dates, plain words, and phrases read back into patterns.

Pure: no database, no settings, the clock is an argument. Use the names below.
"""

from support_groups.schedules.date_exceptions import DateException, Effect
from support_groups.schedules.meetings import Meeting, next_dates
from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import from_phrase
from support_groups.schedules.phrases.reading import Reading
from support_groups.schedules.rrule_reader import from_rrule
from support_groups.schedules.rule import PatternKind
from support_groups.schedules.validation import InvalidPattern
