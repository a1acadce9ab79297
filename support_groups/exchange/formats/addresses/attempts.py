"""An address read as one of a given country: its parts are taken off the end, as envelopes have them there.

Country, postcode, region, town; then what comes before the town is a street, a room or a building.
"""

import re
from dataclasses import dataclass, field

from support_groups.exchange.formats.addresses import (
    before_town,
    british,
    countries,
    postcodes,
    streets,
    towns,
)
from support_groups.exchange.formats.addresses.keys import key
from support_groups.exchange.formats.addresses.towns import Hints
from support_groups.places import WITH_STATES

MOST_WORDS = 4  # of the name of a town, region or country
MOST_LETTERS = 3  # of a town's abbreviation
MOST_PARTS_AT_END = 3  # regions and postcode
LONGEST_NAME = 6  # words; more is no name of a town
LINKS = (" de", " del", " of", " di", " do", " da")
CITIES = {"Buenos Aires F.D.": "Buenos Aires", "Bogota D.C.": "Bogotá", "Mexico City": "Ciudad de México"}
TOWN_LAST = ("NZ", "IL")  # whose envelopes have no regions, but some towns are called as theirs
OTHER_CODE = re.compile(
    rf"(?:^|, )[A-Z]{{2}} {postcodes.ZIP}$|(?:^|[, ])(?:{postcodes.CANADIAN}|{postcodes.BRITISH})$"
)
LARGER, MUCH_LARGER = 4, 20  # times the people of a town that a region of the same name has


@dataclass
class Attempt:
    """`pieces` are the parts between commas that are not read yet; `surplus` is understood but has no column."""

    country: str
    pieces: list[str]
    hints: Hints = field(default_factory=Hints)
    venue: str = ""
    street: str = ""
    room: str = ""
    town: str = ""
    region: str = ""
    postcode: str = ""
    county: str = ""
    is_named: bool = False  # the text says the country
    extra: float = 0.0  # points for what only the caller knows
    is_unclear: bool = False  # whether a name is that of a region or of its town
    surplus: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def read(self) -> "Attempt":
        self.pieces = list(self.pieces)
        self._take_country()
        for _time in range(MOST_PARTS_AT_END):  # in any order: "Hertfordshire, SG8 5HL, England"
            self._take_postcode_at_end()
            self._take_regions()
        self._take_postcode_before_town()
        self._take_town()
        self._spell_out_town()
        self._part_district()
        self._take_rest()
        self.town = self.town or CITIES.get(self.region, "")
        if self.county:
            self.surplus += [self.region] if self.region else []
            self.region = self.county
        return self

    @property
    def score(self) -> float:
        region = "" if self.county else self.region
        points = self.extra + towns.score(self.country, self.town, region, self.postcode, self.hints)
        points += towns.NAMED if self.is_named else 0
        points += towns.UNIQUE if self.county else 0
        return points - len(self.unread) - (2 if self.has_digits else 0) - (0 if self.town else 1)

    @property
    def has_digits(self) -> bool:
        """Whether the town holds a number that was not understood."""
        return any(letter.isdigit() for letter in towns.without_district(self.town))

    @property
    def is_plausible(self) -> bool:
        """Whether every part found its place, so that no other country needs to be tried."""
        has_digit = any(letter.isdigit() for piece in self.unread for letter in piece)
        is_town = self.town or not (self.street or self.venue or self.unread)
        return bool(is_town) and not has_digit and not self.has_digits and not self._is_foreign

    @property
    def _is_foreign(self) -> bool:
        """Whether a postcode of another country's form was left in the street: "OH 44308" in Canada."""
        return not self.postcode and bool(OTHER_CODE.search(self.street))

    @property
    def has_tail(self) -> bool:
        return bool(self.is_named or self.postcode or self.region or self.county)

    def _take_country(self) -> None:
        for tail, rest in tails(self.pieces):
            is_code = len(tail.replace(".", "")) <= 3
            is_part = rest.lower().endswith(LINKS)  # "Santiago de Chile" is one name
            if rest and (is_part or (is_code and not tail.isupper())):
                continue
            if self.country in countries.countries_named(tail):
                self._put_back(rest)
                self.is_named = True
                return

    def _put_back(self, rest: str) -> None:
        """In place of the last piece, what is left of it."""
        self.pieces[-1:] = [rest.strip(" ,.-")] if rest.strip(" ,.-") else []

    def _take_postcode_at_end(self) -> None:
        if not self.pieces or self.postcode:
            return
        form = postcodes.form_of(self.country).pattern
        match = re.search(
            rf"(?:^|(?<=\s)){postcodes.PREFIX}(?P<code>{form})\W*$", self.pieces[-1], re.IGNORECASE
        )
        if match and not self._is_house_number(match["code"], self.pieces[-1][: match.start()]):
            self.postcode = postcodes.tidy(match["code"], self.country)
            self._put_back(self.pieces[-1][: match.start()])

    def _is_house_number(self, code: str, before: str) -> bool:
        """ "Calle Mayor 1234" ends in no postcode; nor does a part with a number only."""
        if not code.isdigit() or self.country == "US" or not before.strip():
            return False
        return not any(
            self._is_town(tail) or countries.region_in(tail, self.country)
            for tail, _rest in tails([before.strip()])
        )

    def _take_regions(self) -> None:
        while self.pieces and not (self.region and not self._may_be_county):
            if not (self._take_county() or self._take_region()):
                return

    @property
    def _may_be_county(self) -> bool:
        return self.country in ("GB", "IE", "US") and not self.county

    def _take_county(self) -> bool:
        last = self.pieces[-1]
        if self.country == "US" and streets.is_county(last) and (self.has_tail or len(self.pieces) > 1):
            self.surplus.append(self.pieces.pop())
            return True
        if self.country not in british.COUNTIES or self.county:
            return False
        for tail, rest in tails(self.pieces):
            is_only = not rest and len(self.pieces) == 1
            if british.is_county_of(tail, self.country) and not (is_only and self._is_town(tail)):
                if not rest and self._is_town(tail) and streets.is_street(self.pieces[-2]):
                    return False  # "12 Grafton Street, Dublin"
                self.county = tail
                self._put_back(rest)
                return True
        return False

    def _take_region(self) -> bool:
        if self.region:
            return False
        for tail, rest in tails(self.pieces):
            region = countries.region_in(tail, self.country)
            if (
                not region
                or (rest and not self._ends_with_region(tail, rest))
                or self._is_really_town(tail, rest)
            ):
                continue
            self.region = region
            self._put_back(rest)
            return True
        return False

    def _ends_with_region(self, tail: str, rest: str) -> bool:
        """A code after other words is written in capitals, or has a postcode after it; a name is no part of a town's."""
        if len(key(tail)) <= 3:
            return tail.isupper() or bool(self.postcode)
        return not self._is_town(f"{rest} {tail}")

    def _is_really_town(self, tail: str, rest: str) -> bool:
        """ "350 Fifth Ave, New York" and "28013 Madrid": a town with the name of its region."""
        if not self._is_town(tail):
            return False
        if rest:
            return bool(self._leading_postcode(self.pieces[-1])) or streets.is_street(rest)
        share = countries.people_of_region(tail, self.country) / (towns.people_of(tail, self.country) or 1)
        if len(self.pieces) == 1:
            self.is_unclear = MUCH_LARGER >= share > LARGER
            return share <= LARGER
        return self.country in TOWN_LAST or (share <= MUCH_LARGER and not self._can_be_town(self.pieces[-2]))

    def _can_be_town(self, piece: str) -> bool:
        if (match := self._leading_postcode(piece)) and self._is_town(piece[match.end() :].strip()):
            return True
        is_other = streets.is_street(piece) or streets.is_room(piece) or streets.is_building(piece)
        return not is_other or self._is_town(piece)

    def _leading_postcode(self, piece: str) -> re.Match[str] | None:
        form = postcodes.form_of(self.country).pattern
        return re.match(rf"〒?{postcodes.PREFIX}(?P<code>{form})(?=\s|$)", piece, re.IGNORECASE)

    def _take_postcode_before_town(self) -> None:
        match = self._leading_postcode(self.pieces[-1]) if self.pieces and not self.postcode else None
        if not match:
            return
        rest = self.pieces[-1][match.end() :].strip()
        if self.country in postcodes.AFTER_TOWN:
            place = postcodes.zip_place(match["code"])
            if self.country != "US" or not place or key(place.name) != key(rest):
                return
        if match["prefix"] and postcodes.PREFIXES.get(match["prefix"].upper()) != self.country:
            return
        if rest and streets.is_street(rest) and not self._is_town(rest):
            return
        self.postcode = postcodes.tidy(match["code"], self.country)
        self.is_named |= bool(match["prefix"])
        self._put_back(rest)

    def _is_town(self, text: str) -> bool:
        place = postcodes.zip_place(self.postcode) if self.country == "US" and self.postcode else None
        if place and key(place.name) == key(text):
            return True
        region = self.region if self.country in WITH_STATES else ""
        return towns.is_known(text, self.country, region)

    def _take_town(self) -> None:
        if not self.pieces:
            return
        last = self.pieces[-1]
        is_as_in_column = bool(self.hints.town) and key(last) == key(self.hints.town)
        if is_as_in_column or self._is_town(last):
            self.town = self.pieces.pop()
            return
        if self.hints.town and not self.has_tail:
            return  # the text is a street only, and the town is in a column
        if self._take_town_without_comma():
            return
        is_other = (
            streets.is_street(last)
            or streets.is_room(last)
            or streets.is_building(last)
            or streets.is_number(last)
        )
        is_plausible = self.has_tail or (len(self.pieces) > 1 and streets.is_street(self.pieces[-2]))
        if is_plausible and not is_other and len(last.split()) <= LONGEST_NAME:
            self.town = self.pieces.pop()

    def _take_town_without_comma(self) -> bool:
        """The longest name of a town at the end of "4601 Main St Kansas City"."""
        for tail, rest in tails(self.pieces):
            is_town = (bool(self.hints.town) and key(tail) == key(self.hints.town)) or self._is_town(tail)
            if (
                rest
                and is_town
                and (streets.is_street(rest) or (self.has_tail and streets.is_building(rest)))
            ):
                self.town = tail
                self._put_back(rest)
                self._take_postcode_behind_street()
                return True
        return False

    def _take_postcode_behind_street(self) -> None:
        """ "14 rue de Lyon 75012 Paris": five digits after a street that has its number."""
        if self.postcode or self.country in postcodes.AFTER_TOWN or not self.pieces:
            return
        form = postcodes.form_of(self.country).pattern
        match = re.search(rf"\s{postcodes.PREFIX}(?P<code>{form})$", self.pieces[-1], re.IGNORECASE)
        street = self.pieces[-1][: match.start()] if match else ""
        if match and streets.is_street(street) and any(letter.isdigit() for letter in street):
            self.postcode = postcodes.tidy(match["code"], self.country)
            self._put_back(street)

    def _spell_out_town(self) -> None:
        """ "NY, NY 10021": letters for a town, which the ZIP code names."""
        place = postcodes.zip_place(self.postcode) if self.country == "US" and self.postcode else None
        if place and self.town.isupper() and len(self.town) <= MOST_LETTERS and not self._is_town(self.town):
            self.surplus.append(self.town)
            self.town = place.name

    def _part_district(self) -> None:
        """ "Dublin 4": the district is in the postcode, too, or in no column."""
        bare = towns.without_district(self.town)
        if bare != self.town and not towns.is_known_exactly(self.town, self.country):
            self.surplus.append(self.town)
            self.town = bare

    def _take_rest(self) -> None:
        parts = before_town.parts(
            self.pieces, is_placed=bool(self.has_tail or self.town), country=self.country
        )
        self.venue, self.street, self.room, self.unread = parts.venue, parts.street, parts.room, parts.unread
        self.pieces = []


def tails(pieces: list[str]) -> list[tuple[str, str]]:
    """Each end of the last piece that may be a name, longest first, with what comes before it.

    >>> tails(["5 Elm St", "Kansas City MO"])
    [('Kansas City MO', ''), ('City MO', 'Kansas'), ('MO', 'Kansas City')]
    """
    if not pieces:
        return []
    words = pieces[-1].split()
    cuts = [0, *(cut for cut in range(max(1, len(words) - MOST_WORDS), len(words)))]
    return [(" ".join(words[cut:]), " ".join(words[:cut])) for cut in dict.fromkeys(cuts)]
