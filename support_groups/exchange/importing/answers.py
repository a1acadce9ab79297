"""Answers of staff to questions about the phrases of a row, before the import is confirmed.

An answer is kept with its row, never with a phrase for all rows: the same words can mean two things of two groups. The
row is then compared again from what the file said. Of rows that were merged, equal words get one answer: they are
meetings of one group.
"""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from support_groups.exchange.importing.row_clock import clock_of
from support_groups.models import GroupImport, GroupImportRow
from support_groups.schedules import Reading, from_phrase
from support_groups.schedules.phrases.reading import Offer

MOST_PHRASES = 10  # of one row


@dataclass(frozen=True)
class AskedPhrase:
    """A phrase of a row with what is still open and what was answered."""

    number: int
    text: str
    chosen: list[Offer]
    reading: Reading

    @property
    def questions(self) -> list[tuple[str, list[Offer]]]:
        """Those with offers."""
        asked = [(question, self.reading.offers_for(question)) for question in self.reading.questions]
        return [(question, offers) for question, offers in asked if offers]


def asked_phrases(row: GroupImportRow, at: datetime.datetime) -> list[AskedPhrase]:
    """Of one row that has been compared and not saved yet."""
    if not row.as_staged:
        return []
    asked, today, zone = [], timezone.localdate(at), clock_of(row.values).zone
    for number, phrase in enumerate(_phrases(row)[:MOST_PHRASES]):
        first = from_phrase(phrase, today=today, zone=zone)
        chosen = first.chosen(row.answers.get(phrase, ())) if first.questions else []
        asked.append(AskedPhrase(number, phrase, chosen, chosen[-1].reading if chosen else first))
    return [phrase for phrase in asked if phrase.chosen or phrase.questions]


def _phrases(row: GroupImportRow) -> list[str]:
    """As the file has them; rules take the place of phrases."""
    parts = [values for _position, values, _problems in row.as_staged.get("parts", [])] or [
        row.as_staged["values"]
    ]
    phrased = [values["schedule"] for values in parts if values.get("schedule") and not values.get("rrule")]
    return list(dict.fromkeys(phrase for phrases in phrased for phrase in phrases))


def answer(staged_import: GroupImport, pressed: str, at: datetime.datetime) -> None:
    """Keep the answer of one button, "<key of the row> <number of the phrase> +<key of the offer>"; "-" takes it back.

    The row waits to be compared again. What no button sends changes nothing.
    """
    pk, number, key = ([*pressed.split(" "), "", "", ""])[:3]
    if not (_is_number(pk) and _is_number(number) and key[:1] in ("+", "-")):
        return
    with transaction.atomic():
        staged_import.lock()
        row = staged_import.rows.filter(pk=int(pk), staged_import__confirmed_at=None).first()
        if row is None or row.status == GroupImportRow.Status.WAITING:
            return
        row.staged_import = staged_import
        phrases = {phrase.number: phrase for phrase in asked_phrases(row, at)}
        if int(number) in phrases:
            _keep(row, phrases[int(number)], key)


def _keep(row: GroupImportRow, phrase: AskedPhrase, key: str) -> None:
    keys = [offer.key for offer in phrase.chosen if offer.key != key[1:]]
    offered = {offer.key for offer in phrase.reading.offers}
    if key[0] == "+" and key[1:] in offered:
        keys.append(key[1:])
    row.answers = row.answers | {phrase.text: keys}
    row.values, row.problems = row.as_staged["values"], row.as_staged["problems"]
    row.status, row.match, row.changes, row.reason = GroupImportRow.Status.WAITING, None, [], ""
    row.save(update_fields=["answers", "values", "problems", "status", "match", "changes", "reason"])


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 16
