"""Time zones that a phrase names: whose clock they mean, and whether they fit each other and the group's own."""

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations

from django.utils.translation import get_language

from support_groups.schedules.patterns import Pattern
from support_groups.schedules.phrases import questions
from support_groups.schedules.phrases.items import Item
from support_groups.schedules.phrases.reading import Draft
from support_groups.schedules.phrases.source import Token
from support_groups.schedules.zone_rules import course
from support_groups.schedules.zones import full_label, is_same_clock, is_zone, label

COMPARED, A_YEAR = date(2026, 1, 1), timedelta(days=366)
TIMED = ("hours", "zone")


def with_own_clock(items: list[Item], zone: str) -> list[Item]:
    """ "7 pm MST" of a group in Phoenix is on Phoenix's clock, although others call theirs the same."""
    if not is_zone(zone):
        return items
    return [_with_own_clock(item, zone) if item.name in TIMED else item for item in items]


def _with_own_clock(item: Item, zone: str) -> Item:
    named = tuple(zone if _is_own(token, zone) else token.value for token in _zone_tokens(item))
    return replace(item, values=item.values | {"zones": named}) if "zones" in item.values else item


def _is_own(token: Token, zone: str) -> bool:
    return token.value == "?" and token.text.lower() in _abbreviations(zone)


def ask_whose_clock(items: list[Item], draft: Draft, zone: str) -> None:
    """ "7 pm CST" of a group in Regina, which keeps CST all year, is not on Chicago's clock in summer."""
    if not is_zone(zone):
        return
    for item in items:
        for token in _zone_tokens(item) if item.name in TIMED else []:
            if token.value != "?" and _may_mean(token, zone):
                _ask_whose(item, token, draft, zone)


def _may_mean(token: Token, zone: str) -> bool:
    """Whether a zone named in a phrase shares its abbreviation, not its clock, with the group's. "EDT" is said only
    where the clocks change."""
    if not is_zone(token.value) or is_same_clock(token.value, zone):
        return False
    is_of_summer = token.text.lower().endswith("dt")
    return not is_of_summer and bool(_abbreviations(zone) & _abbreviations(token.value))


def _ask_whose(item: Item, token: Token, draft: Draft, zone: str) -> None:
    question = questions.which_of_zones(item.text)
    language = get_language() or "en"
    draft.ask(question)
    draft.offer_phrase(question, full_label(token.value, language), "")
    draft.offer_phrase(
        question, full_label(zone, language), draft.typed[: token.start] + draft.typed[token.end :]
    )


def _zone_tokens(item: Item) -> list[Token]:
    return [token for token in item.tokens if token.symbol == "zone"]


@cache
def _abbreviations(zone: str) -> frozenset[str]:
    """
    >>> sorted(_abbreviations("America/Denver")), sorted(_abbreviations("America/Phoenix"))
    (['mdt', 'mst'], ['mst'])
    """
    return frozenset(name.lower() for _moment, (_offset, name) in course(zone) if name.isalpha())


def compare(items: list[Item], typed: str, draft: Draft) -> None:
    """ "10 am and 6 pm ET" may mean ET for both, and "Mondays 6 pm ET / Tuesdays 10 am AEDT" one meeting."""
    if len({pattern.zone for pattern in draft.patterns}) < 2:
        return
    timed = [item for item in items if item.name in TIMED]
    named = {name for item in timed for name in item.values["zones"]}
    if len(named) == 1:
        draft.ask(questions.applies_to_all(label(named.pop(), get_language() or "en")))
    if _share_a_moment(draft.patterns):
        draft.ask(questions.one_meeting(typed))


def _share_a_moment(patterns: list[Pattern]) -> bool:
    moments = [
        {moment.timestamp() for moment in pattern.dates(COMPARED, COMPARED + A_YEAR)}
        for pattern in patterns
        if pattern.zone and pattern.begins
    ]
    return any(one & other for one, other in combinations(moments, 2))
