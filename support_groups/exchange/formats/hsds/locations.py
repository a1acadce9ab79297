"""Where groups meet, as HSDS locations: one id is one location, in every service that names it.

A location holds what all listings at an address say of it. Where they differ, as in directions that name another door,
it stays with the service: in words in the description of its `service_at_location`, and as attributes, for our import.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from support_groups.exchange.formats.cell_parts import split_parts
from support_groups.exchange.formats.columns import hsds_fields
from support_groups.exchange.formats.hsds.attributes import Object, Values, Words, identifier

ACCESS = {"venue_has": "{}", "venue_lacks": "Not available: {}"}
Fact = tuple[str, str]  # column and text; one for each access feature
Point = tuple[float | None, float | None]


@dataclass
class SharedPlaces:
    """What the listings of a file agree on, by the id of the location. A location of only one listing need not be added:
    it holds what that listing says."""

    facts: dict[str, set[Fact]] = field(default_factory=dict)
    points: dict[str, Point] = field(default_factory=dict)

    def add(self, values: Values) -> None:
        """One listing's place. All must be added before the first location is written."""
        key = location_key(values)
        self.facts[key] = self.facts.get(key, _facts(values)) & _facts(values)
        point = values["latitude"], values["longitude"]
        first = self.points.setdefault(key, point)
        if None in point or None in first:  # an attribute can't say that there is no point
            self.points[key] = (None, None)

    def of(self, values: Values) -> tuple[set[Fact], Point]:
        key = location_key(values)
        if key in self.facts:
            return self.facts[key], self.points[key]
        return _facts(values), (values["latitude"], values["longitude"])


def location_key(values: Values) -> str:
    return identifier("location", *_names(values))


def location(values: Values, words: Words, places: SharedPlaces) -> Object:
    facts, (latitude, longitude) = places.of(values)
    key = location_key(values)
    optional = {
        "name": values["venue"],
        "description": "The street address is not public." if _is_hidden(values) else "",
        "transportation": next((text for column, text in facts if column == "directions"), ""),
        "latitude": latitude,
        "longitude": longitude,
        "accessibility": list(_accessibility(key, facts, words)),
    }
    address = {"id": identifier("address", *_names(values)), **_address(values), "address_type": "physical"}
    filled = {name: value for name, value in optional.items() if value not in ("", None, [])}
    return {"id": key, "location_type": "physical", **filled, "addresses": [address]}


def differing_columns(values: Values, places: SharedPlaces) -> set[str]:
    """Columns that the location doesn't hold as this listing has them."""
    if not values["town"]:
        return set()
    facts, point = places.of(values)
    columns = {column for column, _text in _facts(values) - facts}
    return (
        columns if point == (values["latitude"], values["longitude"]) else columns | {"latitude", "longitude"}
    )


def differences_in_words(values: Values, words: Words, places: SharedPlaces) -> str:
    facts = sorted(_facts(values) - places.of(values)[0])
    sentences = [text if column == "directions" else _feature(column, text, words) for column, text in facts]
    return "\n".join(sentences)


def _facts(values: Values) -> set[Fact]:
    directions = {("directions", values["directions"])} if values["directions"] else set()
    return directions | {(column, text) for column in ACCESS for text in values[column]}


def _feature(column: str, text: str, words: Words) -> str:
    code, note = (*split_parts(text), "")[:2]
    feature = ACCESS[column].format(words.label("access", code))
    return f"{feature} ({note})" if note else feature


def _accessibility(key: str, facts: set[Fact], words: Words) -> Iterator[Object]:
    for column, text in sorted(fact for fact in facts if fact[0] in ACCESS):
        code, note = (*split_parts(text), "")[:2]
        description = ACCESS[column].format(words.label("access", code))
        details = {"details": note} if note else {}
        yield {"id": identifier(key, column, code), "description": description, **details}


def _names(values: Values) -> list[str]:
    """A place whose street is not public has an id of its own for each group, so that it cannot be compared with others."""
    return [values["id"]] if _is_hidden(values) else [values["venue"], *_address(values).values()]


def _address(values: Values) -> dict[str, str]:
    return {field: values[column] for field, column in hsds_fields("address").items()}


def _is_hidden(values: Values) -> bool:
    return values["address_public"] is False
