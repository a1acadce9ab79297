"""Words a visitor typed -> places. Nothing of it is sent anywhere or logged.

Codes first, then names, then the town of a street address, then names with a typing error. `choosing` says when one of
several namesakes is meant and when we ask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from support_groups.places import postcodes
from support_groups.places.addressed import MOST_WORDS, town_of_address
from support_groups.places.choosing import choose, shortened
from support_groups.places.distance import between
from support_groups.places.doubts import WIDE, WIDER_THAN_A_COUNTRY, nearly_at_home, parts_of
from support_groups.places.names import LONGEST, key
from support_groups.places.naming import Named, misspelled, named, with_counties
from support_groups.places.place import Place, PlaceKind
from support_groups.places.postcodes import Code

BEFORE = {
    "near",
    "around",
    "outside",
    "greater",
    "downtown",
    "in",
    "cerca",
    "de",
    "of",
    "the",
}  # "near Boston"
AFTER = {"area", "metro", "region", "suburbs"}  # "Boston metro area"
NEIGHBORS_KM = 100  # a town and its postcode are never farther apart


@dataclass(frozen=True)
class PlaceMatches:
    """`places` is best first. When `is_certain`, the first can be used at once and the others are namesakes to offer.

    `suggestions` are places with a name like the one typed, when none has it. `sentence` tells a person what to do or
    what was done ("We looked near Albuquerque, New Mexico."); "" when the place was certain as typed.
    """

    places: tuple[Place, ...] = ()
    is_certain: bool = False
    suggestions: tuple[Place, ...] = ()
    sentence: str = ""

    @property
    def others(self) -> tuple[Place, ...]:
        """What else may be meant: all there are while nothing is certain."""
        return (*self.places[self.is_certain :], *self.suggestions)


def find(text: str, *, country: str = "US", limit: int = 8) -> PlaceMatches:
    """A postcode, town, county, known region, state or country, or the town of an address; never raises.

    `country` (ISO 3166-1 alpha-2) is the visitor's; `limit` bounds `places` and `suggestions`.

    >>> find("Springfield, Ill.").places[0].label, find("87102").places[0].label
    ('Springfield, Illinois', 'Albuquerque 87102, New Mexico')
    >>> find("1600 Elm St, Akron, OH").places[0].label, find("Summit County, OH").places[0].label
    ('Akron, Ohio', 'Summit County, Ohio')
    """
    typed = ", ".join(" ".join(line.split()) for line in text[-LONGEST:].splitlines() if line.strip())
    words = key(typed).split()[:MOST_WORDS]
    if not words:
        return PlaceMatches(sentence=_("Please enter a ZIP code or a town."))
    if codes := postcodes.codes_in(typed):
        if matches := _by_codes(codes, country, limit):
            return matches
    elif postcodes.is_number(typed):
        return PlaceMatches(sentence=_("A US ZIP code has five digits. Please check it, or enter the town."))
    return _by_words(typed, country, limit)


def _by_words(typed: str, country: str, limit: int) -> PlaceMatches:
    words = key(typed).split()[:MOST_WORDS]
    if doubtful := _doubtful(typed, words, country, limit):
        return doubtful
    for tried in (words, _bare(words)):
        if found := named(tried, country):
            matches = _chosen(with_counties(found, tried, country), country, limit, tried)
            return matches if found.is_placed else _or_at_home(matches, words, country, limit)
    if found := town_of_address(typed, country):
        return _told(_chosen(found, country, limit, words))
    found = misspelled(_bare(words), country)
    if not found:
        return PlaceMatches(
            sentence=_(
                "We couldn’t find that place. Please check the spelling, or enter a ZIP code or a larger town nearby."
            )
        )
    best, is_certain = choose(found.places, country, found.is_placed)
    if is_certain and (found.is_placed or best[0].country == country):
        return _told(PlaceMatches(tuple(best[:1]), True, shortened(best[1:], country, limit - 1)))
    return PlaceMatches(
        suggestions=shortened(best, country, limit),
        sentence=_("We couldn’t find that place. Did you mean one of these?"),
    )


def _doubtful(typed: str, words: list[str], country: str, limit: int) -> PlaceMatches | None:
    """What to say of words that are the name of a village too: a continent, or a part of a state."""
    if " ".join(_bare(words)) in WIDER_THAN_A_COUNTRY:
        return PlaceMatches(
            sentence=_("That is wider than a country. Please enter a country, a state or a town.")
        )
    if "," in typed or not (parts := parts_of(words, country)):
        return None
    question = _("We don’t know exactly which part of %(place)s that is. Which place do you mean?")
    return PlaceMatches(parts[:limit], sentence=question % {"place": parts[0].label})


def _bare(words: list[str]) -> list[str]:
    """Without "near" and the like; tried last, since there are places called New Boston and Bay Area."""
    first, end = 0, len(words)
    while first < end - 1 and words[first] in BEFORE:
        first += 1
    while end - 1 > first and words[end - 1] in AFTER:
        end -= 1
    return words[first:end]


def _or_at_home(matches: PlaceMatches, words: list[str], country: str, limit: int) -> PlaceMatches:
    """A place abroad is not certain if one at home is called nearly so: Highlands, Monterey."""
    if not matches.is_certain or matches.places[0].country == country or matches.places[0].kind in WIDE:
        return matches
    bare = _bare(words)
    at_home = [place for place in named(bare, country).places if place.country == country]
    at_home += with_counties(Named(), bare, country).places or nearly_at_home(words, country)
    if not at_home:
        return matches
    question = _("There is more than one place with that name, or nearly that name. Which one do you mean?")
    choices = dict.fromkeys([matches.places[0], *at_home, *matches.places[1:]])
    return PlaceMatches(tuple(choices)[:limit], sentence=question)


def _chosen(found: Named, country: str, limit: int, words: Sequence[str]) -> PlaceMatches:
    best, is_certain = choose(found.places, country, found.is_placed)
    is_certain = is_certain and not found.is_vague
    if len(words) == 1 and len(words[0]) == 2 and len(best) > 1:
        # as often the code of a state as the short form of a town: "LA"; abroad, of a country as of a province
        is_certain = is_certain and best[0].is_area and best[0].country == country
    if is_certain:
        matches = PlaceMatches(shortened(best, country, limit), True)
        return _told(matches) if best[0].kind == PlaceKind.DISTRICT else matches
    if len(best) == 1:
        question = _("The only place we know with that name is abroad. Is it the one you mean?")
    else:
        question = _("There is more than one place with that name. Which one do you mean?")
    return PlaceMatches(shortened(best, country, limit), sentence=question)


def _told(matches: PlaceMatches) -> PlaceMatches:
    """With the sentence that says which place was understood, if one was."""
    if not matches.is_certain:
        return matches
    place = matches.places[0]
    if place.kind == PlaceKind.DISTRICT:
        sentence = _("We looked in and around %(place)s.")
    elif place.is_area:
        sentence = _("We looked in %(place)s.")
    else:
        sentence = _("We looked near %(place)s.")
    return PlaceMatches(matches.places, True, matches.suggestions, sentence % {"place": place.label})


# postcodes


def _by_codes(codes: list[Code], country: str, limit: int) -> PlaceMatches | None:
    """None where the number is that of a house: "12345 Main St, Akron, OH"."""
    found = [place for code in codes if (place := _place(code))]
    code = codes[0]
    if len(found) > 1:
        question = _("That can be a postcode in more than one country. Which one do you mean?")
        return PlaceMatches(tuple(found), sentence=question)
    if not code.rest:
        return PlaceMatches(tuple(found), True) if found else PlaceMatches(sentence=_unknown(code))
    others = named(key(code.rest).split()[:MOST_WORDS], country) or town_of_address(code.rest, country)
    if not found or (code.is_first and not others):
        return None if code.is_first else _without_code(code, others, country, limit)
    if not others or any(_is_in(found[0], other) for other in others.places):
        return PlaceMatches((found[0],), True)
    if code.is_first and (code.country != "US" or town_of_address(code.rest, country)):
        return None  # a unit or a house number
    question = _("%(code)s belongs to %(place)s. Which place do you mean?")
    best, _is_certain = choose(others.places, country, others.is_placed)
    sentence = question % {"code": code.code, "place": found[0].label}
    return PlaceMatches((found[0], *shortened(best, country, limit - 1)), sentence=sentence)


def _place(code: Code) -> Place | None:
    return (
        postcodes.place(code.code)
        if code.country == "US"
        else postcodes.place_abroad(code.country, code.code)
    )


def _is_in(postcode: Place, other: Place) -> bool:
    """Whether a postcode fits a town, district, region or country that stands beside it."""
    if postcode.country != other.country or other.kind == PlaceKind.COUNTRY:
        return postcode.country == other.country
    if other.kind == PlaceKind.REGION:
        return postcode.region == other.region
    if other.kind == PlaceKind.DISTRICT:
        return any(postcode in box for box in other.boxes)
    km = between(postcode.latitude, postcode.longitude, other.latitude, other.longitude)
    return km < NEIGHBORS_KM


def _without_code(code: Code, others: Named, country: str, limit: int) -> PlaceMatches:
    """By the town beside a code that is not on the map; if the code is wrong, the town may be too."""
    if not others:
        return PlaceMatches(sentence=_unknown(code))
    best, is_certain = choose(others.places, country, others.is_placed)
    if is_certain and _is_off_the_map(code):
        return _told(PlaceMatches(shortened(best, country, limit), True))
    return PlaceMatches(shortened(best, country, limit), sentence=_unknown(code))


def _is_off_the_map(code: Code) -> bool:
    """Whether a code can be right though we have no point for it."""
    if code.country == "US":
        return postcodes.is_military(code.code)
    return postcodes.is_rural(code.code) if code.country == "CA" else postcodes.is_northern_irish(code.code)


def _unknown(code: Code) -> str:
    if code.country == "US" and postcodes.is_military(code.code):
        return _("Military mail codes aren’t on the map. Please enter the town.")
    if code.country == "US":
        return _("There is no ZIP code %(code)s. Please check it, or enter the town.") % {"code": code.code}
    if not _is_off_the_map(code):
        return _("We don’t know the postcode %(code)s. Please check it, or enter the town.") % {
            "code": code.code
        }
    if code.country == "CA":
        return _("%(code)s is a wide rural area. Please enter the town.") % {"code": code.code}
    return _("We don’t know postcodes of Northern Ireland yet. Please enter the town.")
