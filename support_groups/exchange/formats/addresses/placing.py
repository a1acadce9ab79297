"""What a row says about its place, in columns and lines of text, as the columns of a venue.

Columns and text are read together. What contradicts, or reached no column, stays in the notes for staff and is asked about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from support_groups.exchange.formats.addresses import british, countries, points, postcodes
from support_groups.exchange.formats.addresses.countries import country_name
from support_groups.exchange.formats.addresses.keys import key
from support_groups.exchange.formats.addresses.ledger import is_complete
from support_groups.exchange.formats.addresses.reader import PARTS, Address, countries_of_parts, read_address
from support_groups.exchange.formats.addresses.sameness import same_street, same_town
from support_groups.exchange.formats.addresses.towns import Hints, is_known, regions_of
from support_groups.exchange.formats.listings import Listing
from support_groups.places import WITH_STATES

NOTES = "_address"  # value of a listing: what the file says of the place, for the notes for staff
MOST_NAMED = 4


class Place:
    """The place of one row while it is being read: columns first, then lines of text, then what follows from both."""

    def __init__(self, values: Mapping[str, Any], listing: Listing, defaults: Mapping[str, Any]):
        self.values, self.listing, self.defaults = values, listing, defaults
        self.columns = {name: _on_one_line(str(values[name])) for name in PARTS if values.get(name)}
        self.merged: dict[str, str] = {}
        self.said: list[str] = []
        self.unclear: list[str] = []  # texts that may be in one of several countries
        self.may_be_in: set[str] = set()
        self.has_doubt = False

    def read(self, texts: Iterable[str], areas: Iterable[str]) -> dict[str, Any]:
        """The values, with the columns of the place as the directory writes them."""
        self._read_country_column()
        street = self.columns.pop("street", "")  # which often holds the whole address
        self.merged = dict(self.columns)
        for text in dict.fromkeys(map(_on_one_line, (*texts, street))):
            if text:
                self.said.append(text)
                self._read_text(text)
        self._read_areas(", ".join(reversed([text for text in areas if text])))
        self._settle_country()
        self._settle_region()
        self._check_postcode()
        self._check_town()
        self._complete_region()
        result = {name: value for name, value in self.values.items() if name not in PARTS}
        result |= {name: text for name, text in self.merged.items() if text}
        self._check_point(result)
        if self.has_doubt or self._has_no_venue or not is_complete(self.said, self.merged):
            result[NOTES] = [self._everything()]
        return result

    def _ask(self, column: str, sentence: str) -> None:
        self.has_doubt = True
        self.listing.add_question(column, sentence)

    def _hints(self) -> Hints:
        latitude, longitude = self.values.get("latitude"), self.values.get("longitude")
        has_point = isinstance(latitude, float | int) and isinstance(longitude, float | int)
        chosen = countries.countries_named(str(self.defaults.get("country") or ""))
        return Hints(
            town=self.merged.get("town", ""),
            region=self.merged.get("region", "") or str(self.defaults.get("region") or ""),
            postcode=self.merged.get("postcode", ""),
            country=self.columns.get("country", ""),
            chosen=next(iter(chosen), "") if len(chosen) == 1 else "",
            near=points.countries_near(latitude, longitude) if has_point else frozenset(),
        )

    def _read_country_column(self) -> None:
        """Some lists have the country in the column of the state. Georgia stays a state, and Newark is not in Jersey."""
        town, region = self.columns.get("town", ""), self.columns.get("region", "")
        code = countries.country_only(region)
        if code and "country" not in self.columns and is_known(town, code):
            self.columns["country"] = self.columns.pop("region")
        text = self.columns.get("country", "")
        if not text:
            return
        country, region = countries.country_and_region(text)
        if country:
            self.columns["country"] = country
            if region:
                self.columns.setdefault("region", region)
        else:
            del self.columns["country"]
            self._ask(
                "country", _("“%s” is not the name of one country. Which country is it in?") % text[:60]
            )

    def _read_areas(self, text: str) -> None:
        """What a feed calls the region: a state, a town or a quarter. It is read if nothing else tells the town."""
        known = {key(self.merged.get(name, "")) for name in ("town", "region", "country")}
        if not text or key(text) in known:
            return
        self.said.append(text)
        if self.merged.get("town"):
            self.has_doubt = True
        else:
            self._read_text(text)

    def _read_text(self, text: str) -> None:
        address = read_address(text, self._hints())
        if address.may_be_in:
            self.unclear.append(text)
        self._merge(address)

    def _merge(self, address: Address) -> None:
        parts = address.values
        for name in sorted(parts, key=lambda name: name != "country"):  # which tells what a region is
            text = parts[name]
            ours = self.merged.get(name, "")
            if not ours:
                self.merged[name] = text
            elif key(ours) != key(text):
                self._disagree(name, ours, text)
        if address.unread:
            words = "”, “".join(part[:60] for part in address.unread[:MOST_NAMED])
            self._ask(
                "address",
                _("We could not place this part of the address: “%s”. Where does it belong?") % words,
            )
        for sentence in address.questions:
            self._ask("address", sentence)
        self.may_be_in |= set(address.may_be_in)
        self.has_doubt |= bool(address.surplus)

    def _disagree(self, name: str, ours: str, text: str) -> None:
        match name:
            case "region":
                self._disagree_on_region(ours, text)
            case "street" if same_street(ours, text):
                self.merged[name] = max(ours, text, key=len)
            case "town" if same_town(ours, text):
                pass
            case "postcode" if _bare(ours)[:5] == _bare(text)[:5]:
                self.merged[name] = max(ours, text, key=len)
            case "venue" | "room":
                self.has_doubt = True  # both may be right: the hall and the hospital it is in
            case _:
                self._contradiction(name, ours, text)

    def _disagree_on_region(self, ours: str, text: str) -> None:
        region = self._region_of(ours)
        if not region:  # a town or a quarter, as in many feeds
            self.merged["region"] = text
            self.has_doubt |= key(ours) != key(self.merged.get("town", ""))
        elif region == text or british.is_county_of(ours, self.merged.get("country", "")):
            self.merged["region"] = region
            self.has_doubt |= region != text
        else:
            self._contradiction("region", ours, text)

    def _contradiction(self, name: str, ours: str, text: str) -> None:
        said = {"ours": ours[:60], "text": text[:60]}
        if name == "country":
            said = {"ours": country_name(ours), "text": country_name(text)}
        self._ask(name, _("The file says both “%(ours)s” and “%(text)s”. Which is right?") % said)

    def _region_of(self, text: str) -> str:
        """As the directory writes it; "" if the country has no such region, or is not known."""
        country = self.merged.get("country", "")
        if british.is_county_of(text, country):
            return text
        return countries.region_in(text, country) if country else ""

    def _settle_country(self) -> None:
        if self.merged.get("country") or not (self.merged or self.unclear):
            return
        self._complete_zip()
        hints = self._hints()
        town, region, postcode = (self.merged.get(name, "") for name in ("town", "region", "postcode"))
        found = countries_of_parts(town, region or hints.region, postcode, hints)
        self.may_be_in = self.may_be_in or set(found)
        if len(found) == 1 or hints.chosen:
            self.merged["country"] = found[0] if len(found) == 1 else hints.chosen
            self._read_again()
        elif where := town or region or postcode or next(iter(self.unclear), ""):
            self._ask_country(where)
        elif self.merged.get("street"):
            self._ask_town()

    def _ask_town(self) -> None:
        sentence = _("The file has a street, but no town: “%s”. Where is it?")
        self._ask("town", sentence % self.merged["street"][:60])

    def _read_again(self) -> None:
        """Texts that could have been in several countries, and the town beside an unknown one, now that it is known."""
        hints = replace(self._hints(), country=self.merged["country"])
        for text in self.unclear:
            self._merge(read_address(text, hints))

    def _complete_zip(self) -> None:
        """Before its country is concluded from it."""
        region = countries.region_in(self.merged.get("region", ""), "US")
        if code := self.merged.get("postcode"):
            self.merged["postcode"] = postcodes.completed(code, "US", region) if region else code

    def _ask_country(self, where: str) -> None:
        codes = sorted(self.may_be_in)[:MOST_NAMED]
        names = (
            _(" or ").join(country_name(code) for code in codes) if len(self.may_be_in) <= MOST_NAMED else ""
        )
        if names:
            sentence = _("In which country is “%(place)s”: %(names)s?") % {
                "place": where[:60],
                "names": names,
            }
        else:
            sentence = _("The file does not say in which country “%s” is. Which is it?") % where[:60]
        self._ask("country", sentence)

    def _settle_region(self) -> None:
        """As the directory writes it, so that a search of the state finds it."""
        text, country = self.merged.get("region", ""), self.merged.get("country", "")
        if not text or not country:
            return
        if region := self._region_of(text):
            self.merged["region"] = region
        elif not self.merged.get("town") and is_known(text, country):
            self.merged["town"] = text
            del self.merged["region"]
        elif key(text) == key(self.merged.get("town", "")):
            del self.merged["region"]
        elif country in WITH_STATES:
            del self.merged["region"]
            self._ask("region", _("“%s” is not a state or province. Which one is it in?") % text[:60])

    def _check_postcode(self) -> None:
        code, country, region = (self.merged.get(name, "") for name in ("postcode", "country", "region"))
        if not code or not country:
            return
        code = self.merged["postcode"] = postcodes.completed(code, country, region)
        its_region = postcodes.region_of(code, country)
        if not postcodes.fits(code, country) and country in postcodes.FORMS:
            said = {"code": code[:20], "country": country_name(country)}
            self._ask("postcode", _("“%(code)s” is no postcode of %(country)s. Which is right?") % said)
        elif region and its_region and its_region != region:
            said = {"code": code, "there": its_region, "region": region}
            self._ask(
                "postcode",
                _("%(code)s is in %(there)s, but the address says %(region)s. Which is right?") % said,
            )
        elif its_region:
            self.merged["region"] = its_region

    def _check_town(self) -> None:
        """US towns are known completely: one that is only in other states, with no ZIP code or point, is in doubt."""
        town, region = self.merged.get("town", ""), self.merged.get("region", "")
        if (
            self.merged.get("country")
            and self.merged.get("street")
            and not (town or self.defaults.get("town"))
        ):
            self._ask_town()
        has_more = self.merged.get("postcode") or self.values.get("latitude") is not None
        if self.merged.get("country") != "US" or not (town and region) or has_more:
            return
        if is_known(town, "US") and not is_known(town, "US", region):
            said = {"town": town[:60], "region": region}
            self._ask("town", _("We know no %(town)s in %(region)s. Are both right?") % said)

    def _complete_region(self) -> None:
        """A state that the file does not name is known if only one has the town, by the gazetteer or near the point."""
        town, country = self.merged.get("town", ""), self.merged.get("country", "")
        is_told = self.merged.get("region") or self.merged.get("postcode") or self.defaults.get("region")
        if not town or country not in WITH_STATES or is_told:
            return
        codes = points.regions_at(regions_of(town, country), self._point)
        if len(codes) == 1:
            self.merged["region"] = codes[0]
            return
        names = _(" or ").join(codes) if len(codes) <= MOST_NAMED else ""
        sentence = (
            _("In which state or province is “%(town)s”: %(names)s?")
            if names
            else _("In which state or province is “%(town)s”?")
        )
        self._ask("region", sentence % {"town": town[:60], "names": names})

    @property
    def _point(self) -> tuple[float, float] | None:
        latitude, longitude = self.values.get("latitude"), self.values.get("longitude")
        has_point = isinstance(latitude, float | int) and isinstance(longitude, float | int)
        return (latitude, longitude) if has_point else None

    def _check_point(self, result: dict[str, Any]) -> None:
        latitude, longitude = result.get("latitude"), result.get("longitude")
        if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
            return
        if sentence := points.objection(latitude, longitude, self.merged):
            self.said.append(f"{latitude:g}, {longitude:g}")
            self._ask("latitude", sentence)
            del result["latitude"], result["longitude"]

    @property
    def _has_no_venue(self) -> bool:
        """Without a town there is no venue that could hold what the file says."""
        has_words = self.merged or self.values.get("directions")
        return bool(has_words) and not (self.merged.get("town") or self.defaults.get("town"))

    def _everything(self) -> str:
        names = (*PARTS, "directions") if self._has_no_venue else PARTS
        columns = [_on_one_line(str(self.values[name])) for name in names if self.values.get(name)]
        return " · ".join([*self.said, *(text for text in columns if text not in self.said)])


def _on_one_line(text: str) -> str:
    """With a comma for each line break, which parts an address as well."""
    return ", ".join(line for part in text.splitlines() if (line := " ".join(part.split()).strip(" ,")))


def _bare(code: str) -> str:
    return code.replace(" ", "").replace("-", "").upper()


def placed(
    values: Mapping[str, Any],
    listing: Listing,
    *,
    texts: Iterable[str] = (),
    areas: Iterable[str] = (),
    defaults: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The values of a row with its place read from its columns and `texts`; questions are added to the listing.

    `areas` are what a feed calls regions, the largest first. `defaults` are what a person chose for all rows.
    """
    return Place(values, listing, defaults or {}).read(texts, areas)
