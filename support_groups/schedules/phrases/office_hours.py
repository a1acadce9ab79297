"""Hours of an office or a telephone line beside those of the group: "Informes: lunes a viernes de 9 a 13 h"."""

import re
from itertools import takewhile

from django.utils.translation import gettext

from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.clauses import is_day, is_time
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.vocabulary import phrase
from support_groups.schedules.text import plain

OFFICE = re.compile(rf"\b(?:{phrase('office')})\W*$")
LISTS = ("and", "comma", "slash")


def ask(items: list[Item], draft: Draft) -> None:
    """Ask about days and times right after words about an office, where the group has its own before them."""
    for place, item in enumerate(items):
        if item.name not in ("note", "leftover") or not OFFICE.search(plain(item.text)):
            continue
        hours = list(takewhile(lambda other: other.name != "hard", items[place + 1 :]))
        follows = next((other for other in hours if other.name != "soft" or other.symbols[0] in LISTS), None)
        has_own = any(is_time(other) for other in items[:place])
        if has_own and follows and (is_day(follows) or is_time(follows)) and any(map(is_time, hours)):
            _ask(item, hours, draft)


def _ask(label: Item, hours: list[Item], draft: Draft) -> None:
    start, end = label.tokens[0].start, hours[-1].tokens[-1].end
    words = draft.typed[start:end]
    question = questions.is_it_the_beginning(words)
    draft.ask(question)
    rest = f"{draft.typed[:start]}{draft.typed[end:]}"
    draft.offer_phrase(question, gettext("No meeting begins at that time"), rest, note=words)
