"""Columns that HSDS has no field for, as attributes: their taxonomy is `TAXONOMY`, their `link_type` the column."""

import uuid
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from support_groups.exchange.formats.columns import PUBLIC, VOCABULARIES, ColumnKind
from support_groups.exchange.formats.csv_writer import cell

TAXONOMY = "MBC support group directory, version 1"
NAMESPACE = uuid.UUID("5e0f4a0e-7f7c-5d0b-9c55-3b1d2f6f9a10")

Values = Mapping[str, Any]
Object = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """What the directory calls its codes, and where a group's page is."""

    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column -> code -> label
    page: Callable[[str], str] = lambda slug: ""

    def label(self, column: str, code: str) -> str:
        return str(self.labels.get(column, {}).get(code, code))


def identifier(*names: str) -> str:
    """For something that has none of its own: the same for the same thing, every time."""
    return str(uuid.uuid5(NAMESPACE, "\n".join(names)))


@lru_cache(maxsize=1000)
def _term(column: str, code: str) -> str:
    """Kept, since most listings have the same few."""
    return identifier(TAXONOMY, column, code)


def attributes(values: Values, words: Words, *, also: Container[str] = ()) -> Iterator[Object]:
    """`also` names columns whose field of HSDS can't say what this listing says."""
    for column in PUBLIC:
        text = "" if column.hsds and column.name not in also else cell(column, values)
        if not text:
            continue
        if column.kind == ColumnKind.TERMS or column.codes:
            codes = values[column.name] if column.kind == ColumnKind.TERMS else [text]
            for code in codes:
                yield _attribute(values, column.name, code, code, words.label(column.name, code))
        else:
            yield _attribute(values, column.name, text, column.name, column.name.replace("_", " "))


def _attribute(values: Values, column: str, value: str, code: str, label: str) -> Object:
    is_term = column in VOCABULARIES or code != column
    return {
        "id": identifier(values["id"], column, value if is_term else ""),
        "link_type": column,
        "link_entity": "service",
        "value": value,
        "taxonomy_term": {
            "id": _term(column, code),
            "code": code,
            "name": label,
            "description": f"{column.replace('_', ' ')}: {label}" if is_term else label,
            "taxonomy": TAXONOMY,
        },
    }
