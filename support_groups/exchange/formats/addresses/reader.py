"""An address as people write it, on one line or several: which country it is in, and then its parts.

Nothing is guessed: if two countries are about as likely, no country is chosen, and whatever no part takes is in `unread`.
"""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.utils.translation import gettext as _

from support_groups.exchange.formats.addresses import attempts, british, countries, postcodes, towns
from support_groups.exchange.formats.addresses.attempts import Attempt
from support_groups.exchange.formats.addresses.towns import Hints

LONGEST = 500  # characters; the rest stays unread
MOST_PIECES = 15
BREAK = re.compile(r"[,;\n\r|·•()\[\]]+|\s[-–—/]\s")
LONGEST_CODE = 3  # letters
CERTAIN = 2.5  # points by which the best country must lead
LISTS = ("surplus", "unread", "questions", "may_be_in")
PARTS = ("venue", "street", "room", "town", "region", "postcode", "country")


@dataclass
class Address:
    """Texts, "" where the address has none. `surplus` was understood, but no part holds it; `unread` was not."""

    venue: str = ""
    street: str = ""
    room: str = ""
    town: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""
    surplus: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    may_be_in: list[str] = field(default_factory=list)  # countries, if it is not certain which

    @property
    def values(self) -> dict[str, str]:
        return {name: text for name in PARTS if (text := getattr(self, name))}


def read_address(text: str, hints: Hints | None = None) -> Address:
    """
    >>> read_address("4953 W Fern St, Chicago, IL 60641, USA").values
    {'street': '4953 W Fern St', 'town': 'Chicago', 'region': 'IL', 'postcode': '60641', 'country': 'US'}
    >>> read_address("Fehrbelliner Str. 92, 10119 Berlin, Germany").values
    {'street': 'Fehrbelliner Str. 92', 'town': 'Berlin', 'postcode': '10119', 'country': 'DE'}
    >>> read_address("Ontario, CA").may_be_in
    ['CA', 'US']
    """
    read = _read(text, hints or Hints())
    return replace(read, **{name: list(getattr(read, name)) for name in LISTS})


@lru_cache(maxsize=2048)
def _read(text: str, hints: Hints) -> Address:
    pieces = [
        piece for part in BREAK.split(text[:LONGEST]) if (piece := " ".join(part.split()).strip(" .,-–"))
    ]
    surplus = [text[LONGEST:].strip()] if text[LONGEST:].strip() else []
    surplus += pieces[:-MOST_PIECES]
    pieces = pieces[-MOST_PIECES:]
    remarks: list[str] = []
    while len(pieces) > 1 and _is_remark(pieces[-1], pieces[:-1]):
        remarks.insert(0, pieces.pop())
    if not pieces:
        return Address(unread=surplus)
    address = _best(pieces, hints) or _address(Attempt("", pieces, hints).read())
    address.unread[:0] = surplus
    address.unread += remarks
    return address


def _is_remark(piece: str, others: list[str]) -> bool:
    """What stands behind an address in small letters, such as "use side door", and is no name."""
    if piece[:1].isupper() or any(letter.isdigit() for letter in piece) or " " not in piece:
        return False
    is_name = (
        towns.countries_of(piece)
        or countries.countries_with_region(piece)
        or countries.countries_named(piece)
    )
    return not is_name and any(other[:1].isupper() or other[:1].isdigit() for other in others)


def countries_of_parts(town: str, region: str, postcode: str, hints: Hints) -> list[str]:
    """The country of an address in columns: one if it is certain, several if it may be in any of them, or none.

    >>> countries_of_parts("Akron", "GA", "", Hints()), countries_of_parts("Springfield", "", "", Hints())
    (['US'], ['AU', 'US'])
    """
    scores = {}
    for code in towns.candidates(
        [text for text in (town, region) if text], [postcode] if postcode else [], hints
    ):
        its_region = countries.region_in(region, code) if region else ""
        place = town or ("" if its_region else region)
        is_county = british.is_county_of(region, code)
        scores[code] = towns.score(code, place, its_region, postcode, hints) + (
            towns.UNIQUE if is_county else 0
        )
    best = max(scores.values(), default=0)
    return sorted(code for code, points in scores.items() if points > 0 and best - points < CERTAIN)


def _best(pieces: list[str], hints: Hints) -> Address | None:
    explicit = _explicit(pieces)
    if explicit:
        attempt = Attempt(explicit, pieces, hints).read()
        is_code = len(pieces[-1]) <= LONGEST_CODE  # "Bari, BA" is in a province of Italy, not in Bosnia
        if attempt.is_plausible and not (
            is_code and attempt.town and not towns.is_known(attempt.town, explicit)
        ):
            return _address(attempt)
    possible = _named(pieces) | _implied(pieces, hints)
    tried = [Attempt(code, pieces, hints).read() for code in sorted(possible)]
    tried += _with_country_first(pieces, hints)
    if explicit and len(pieces) > 1:  # what it would be without the name of the country
        others = _named(pieces[:-1]) | _implied(pieces[:-1], hints)
        tried += [Attempt(code, pieces[:-1], hints).read() for code in sorted(others - {explicit})]
    tried.sort(key=lambda attempt: -attempt.score)
    address = _chosen(tried)
    if explicit and address and address.country not in ("", explicit):
        address.may_be_in = sorted([explicit, address.country])
        address.country = ""
    return address


def _with_country_first(pieces: list[str], hints: Hints) -> list[Attempt]:
    """Of "Germany, Berlin"; "Lebanon, PA" scores better as it stands."""
    first, *others = pieces
    codes = countries.countries_named(first) if others and len(first) > 3 else ()
    tried = [Attempt(code, [*others, first], hints, extra=1).read() for code in sorted(codes)]
    return [attempt for attempt in tried if attempt.postcode or towns.is_known(attempt.town, attempt.country)]


def _named(pieces: list[str]) -> set[str]:
    """Countries that the end of the text names, with or without a comma before."""
    whole, *ends = attempts.tails(pieces)
    found = set(countries.countries_named(whole[0]))
    for tail, _rest in ends:
        if tail.isupper() or len(tail) > 3:
            found |= countries.countries_named(tail)
    for match in filter(None, map(PREFIXED.match, pieces[-3:])):
        found |= {postcodes.PREFIXES[match[1].upper()]} if match[1].upper() in postcodes.PREFIXES else set()
    return found


def _implied(pieces: list[str], hints: Hints) -> set[str]:
    """Countries that names of towns and regions, postcodes and what is known beside the text speak for."""
    bare = [text for piece in pieces if (text := CODE.sub("", piece).strip(" ,-"))]
    ends = [some[:end] for some in (pieces, bare) for end in range(len(some), max(0, len(some) - 3), -1)]
    texts = [tail for end in ends for tail, _rest in attempts.tails(end)]
    codes = [match[0] for piece in pieces[-4:] for match in CODE.finditer(piece)]
    return towns.candidates(
        [*texts, *filter(None, (hints.town, hints.region))], [*codes, *filter(None, [hints.postcode])], hints
    )


def _explicit(pieces: list[str]) -> str:
    """The country that a text names beyond doubt: with a name that no region has."""
    last = pieces[-1]
    named = countries.countries_named(last)
    return next(iter(named)) if len(named) == 1 and not countries.countries_with_region(last) else ""


PREFIXED = re.compile(r"([A-Z]{1,3})[-–‑ ]\d{4,5}\b", re.IGNORECASE)
CODE = re.compile(rf"(?:^|(?<=[\s-]))(?:{postcodes.ANY})(?=$|\s)", re.IGNORECASE)


def _chosen(tried: list[Attempt]) -> Address | None:
    """The best country's reading; without a country if the next best is about as likely."""
    if not tried or tried[0].score <= 0:
        return None
    best = tried[0]
    rivals = [one for one in tried if one.country != best.country and best.score - one.score < CERTAIN]
    return _common([tried[0], *rivals]) if rivals else _address(tried[0])


def _common(tried: list[Attempt]) -> Address:
    """What all of them say; which country is right is asked."""
    address = _address(tried[0])
    for name in PARTS:
        if any(getattr(attempt, name) != getattr(tried[0], name) for attempt in tried):
            setattr(address, name, "")
    address.may_be_in = sorted({attempt.country for attempt in tried})
    return address


def _address(attempt: Attempt) -> Address:
    parts = {name: getattr(attempt, name) for name in PARTS}
    address = Address(**parts, surplus=list(attempt.surplus), unread=list(attempt.unread))
    if attempt.has_digits:
        address.questions.append(_("“%s” does not look like a town. What is the town?") % attempt.town)
    if attempt.is_unclear:
        address.questions.append(_("“%s” is a region and a town. Which is meant?") % attempt.region)
    return address
