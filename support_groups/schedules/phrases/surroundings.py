"""Words around a schedule: which of them can't bear on when a group meets."""

import re
from dataclasses import dataclass
from functools import cache

from support_groups.schedules.phrases.vocabulary import phrase, vocabulary
from support_groups.schedules.text import plain

WORD = re.compile(r"[^\W\d_]+(?:['.&/-][^\W\d_]+)*|\d+|[^\w\s]")
CONNECTORS = ("of", "the", "and", "&", "de", "la", "del", "y", "for", "a", "los", "las")
CLOCK = re.compile(r"\d ?[ap]\.?m\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?h\b|\b\d\d?/\d")
TIME_WORDS = re.compile(r"\b(?:before|after|until|during|except|alternate)\b")
ADDRESS = r"https?://\S+|www\.\S+|\S+@\S+|\b[a-z][\w-]*(?:\.[\w-]+)+(?:/\S*)?"
NUMERIC = re.compile(r"[#(]*\d[\w.()-]*")


@dataclass(frozen=True)
class Word:
    text: str
    low: str
    follows_break: bool  # a comma, a slash or a bracket is before it

    @property
    def is_name(self) -> bool:
        return self.text[:1].isupper()


@cache
def _list(name: str) -> re.Pattern[str]:
    return re.compile(phrase(name))


def _is(name: str, word: Word) -> bool:
    return bool(_list(name).fullmatch(word.low))


def are_harmless(text: str, *, may_be_name: bool = False) -> bool:
    """Whether each word is known to be about a place, people, how to join or the like, or is a name where a name is due.

    >>> are_harmless("at Gilda's Club"), are_harmless("in Lent"), are_harmless("in the hospital lobby")
    (True, False, True)
    """
    words = _words(text)
    place, after_place = 0, False
    while place < len(words):
        word = words[place]
        if word.follows_break:
            may_be_name = after_place
        if _is("name_leads", word):
            may_be_name, after_place, place = True, False, place + 1
            continue
        if not word.is_name:
            if not _is_known(word):
                return False
            after_place = after_place and _is("place_nouns", word)
            may_be_name = may_be_name and word.low not in ("in", "for", "to", "on")
            place += 1
            continue
        run = _run(words, place)
        place += len(run)
        is_town = place < len(words) and words[place].follows_break and _is("states", words[place])
        if not _is_name(run, may_be_name=may_be_name or is_town):
            return False
        place += is_town
        after_place = may_be_name or is_town or any(_is("place_nouns", word) for word in run)
    return True


def is_plain_note(text: str) -> bool:
    """Whether a note names no day, month, season or clock, and has no other word that could bear on time.

    >>> is_plain_note("Call Jane at 555-123-4567"), is_plain_note("Call Jane on Mondays")
    (True, False)
    """
    low = _own_words().sub(lambda match: " " * len(match[0]), plain(text))
    if CLOCK.search(low) or TIME_WORDS.search(low):
        return False
    rest = "".join(typed if kept != " " else " " for typed, kept in zip(text, low, strict=True))
    words = _words(rest)
    symbols = {vocabulary().get(word.low, ("", None))[0] for word in words}
    if symbols & {"weekday", "month_name", "workdays"} or any(_is("seasons", word) for word in words):
        return False
    return are_harmless(NUMERIC.sub(" ", rest), may_be_name=True)


@cache
def _own_words() -> re.Pattern[str]:
    """The words by which notes are known, which may say "before your first visit"; and addresses."""
    names = ("days_before", "notes", "figures", "aside", "remote")
    return re.compile(rf"{ADDRESS}|\b(?:{'|'.join(phrase(name) for name in names)})(?!\w)")


def _words(text: str) -> list[Word]:
    words, follows_break = [], False
    for match in WORD.finditer(text):
        shown = match[0]
        if not (shown[0].isalnum() or shown in "&@"):
            follows_break = follows_break or shown in ",;/()|:-"
            continue
        words.append(Word(shown, plain(shown), follows_break))
        follows_break = False
    return words


def _is_known(word: Word) -> bool:
    """Lower case: a word of our lists, or several joined by a hyphen or a slash."""
    if word.low in "&@":
        return True
    if _is("seasons", word):
        return False
    if any(_is(name, word) for name in ("harmless", "small_words", "place_nouns")):
        return True
    parts = re.split(r"[-/&]", word.low)
    return len(parts) > 1 and all(_is_known(Word(part, part, False)) for part in parts)


def _run(words: list[Word], start: int) -> list[Word]:
    """Capitalized words in a row, with the small ones between them: "Church of the Example"."""
    end = start + 1
    while end < len(words) and not words[end].follows_break:
        ahead = end
        while ahead < len(words) and _connects(words[ahead]):
            ahead += 1
        if ahead >= len(words) or words[ahead].follows_break or not words[ahead].is_name:
            break
        if _is("name_leads", words[ahead]):
            break
        end = ahead + 1
    return words[start:end]


def _connects(word: Word) -> bool:
    return word.low in CONNECTORS and not (word.is_name or word.follows_break)


def _is_name(run: list[Word], *, may_be_name: bool) -> bool:
    if any(_is("seasons", word) for word in run):
        return False
    has_place = len(run) > 1 and any(_is("place_nouns", word) for word in run)
    if not has_place and any(_is("places_or_seasons", word) for word in run):
        return False
    return may_be_name or has_place or all(_is_known(word) or word.low in CONNECTORS for word in run)


PERIODS = frozenset(
    "day days week weeks month months year years dia dias semana semanas mes meses ano anos".split()
)


def names_season(text: str) -> bool:
    """Whether words name a season, a feast or a term, not only a length of time.

    >>> names_season("in Lent"), names_season("during term time"), names_season("after two weeks")
    (True, True, False)
    """
    words = (word for word in _words(text) if word.low not in PERIODS)
    return any(_is("seasons", word) for word in words)
