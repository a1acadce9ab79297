"""An import makes the same sources, rows and history as when these results were recorded, whatever it takes to get there.

A change that is meant to change them records them anew: the failing test shows the new value.
"""

import json
import random

import pytest
from reversion.models import Version

from sources.adding import importing
from sources.models import Source, SourceImport, SourceImportRow
from tests.recorded import digest
from tests.sources.adding.test_importing import AT

pytestmark = pytest.mark.django_db

WORDS = [
    *(
        "bone",
        "pain",
        "tumours",
        "tumors",
        "randomised",
        "randomized",
        "BRCA1",
        "<i>HER2</i>",
        "ER<sup>+</sup>",
    ),
    *(
        "café",
        "Łukasz",
        "naïve",
        "ﬁnding",
        "女性",
        "oestrogen",
        "estrogen",
        "&amp;",
        "–",
        "programme",
        "counselling",
    ),
    *("phase", "part", "II", "two", "2", "B", "T-DM1", "women’s", "Ångström", "e\u0301tude", "½"),
]
DATES = [
    "2013/03/05",
    "2013/13/45",
    "2013",
    "2013//",
    "2014/02/30/Spring",
    "in press",
    "1 May 2020",
    "May-Jun 2011",
    "",
]
TYPES = ["JOUR", "BOOK", "CHAP", "ELEC", "RPRT", "NEWS", "THES", "CONF", "GEN"]


def record(chance: random.Random, number: int) -> str:
    """A record of a RIS file: usual or odd, new or much like an earlier one."""
    like = chance.randrange(number // 2, number + 1) if chance.random() < 0.3 else number
    own = random.Random(like)  # noqa: S311  not for secrets
    title = f"{' '.join(own.choices(WORDS, k=own.randint(3, 9)))}{own.choice([': ', '. ', ' - ', ' '])}{' '.join(own.choices(WORDS, k=4))}"
    authors = [
        f"{own.choice(['Berg', 'van den Berg', 'O’Hara', 'Núñez', 'Li'])}, {own.choice(['Jan W.', 'SD', 'A. B.', ''])}"
        for _ in range(own.randint(0, 4))
    ]
    volume = "x" * 120 if number % 41 == 0 else str(own.randint(1, 60))
    lines = {
        "TY": own.choice(TYPES),
        "AU": authors + (["=American Cancer Society"] if number % 17 == 0 else []),
        "A2": ["Roe, Ann"] if number % 13 == 0 else [],
        "TI": title.replace("tumours", "tumors") if like != number and chance.random() < 0.5 else title,
        "T2": own.choice(["Journal of Rest", "The Lancet", ""]),
        "J2": own.choice(["J Rest", ""]),
        "PY": str(own.randint(1990, 2025)),
        "DA": own.choice(DATES),
        "VL": volume,
        "IS": str(own.randint(1, 9)),
        "SP": str(own.randint(1, 99)),
        "EP": str(own.randint(100, 199)),
        "DO": own.choice([f"10.1000/ABC.{like}", f"https://doi.org/10.1000/d{like}", "", "no doi"]),
        "AN": own.choice([f"PMID: {10_000 + like}", ""]),
        "SN": own.choice(["1234-5678", "978-3-16-148410-0", ""]),
        "UR": own.choice(["https://example.org/a", "javascript:alert(1)", "not an address", ""]),
        "Y2": own.choice(["2024/01/02", "last May", ""]),
        "AB": "Women rested. " * own.randint(0, 5),
        "KW": ["bone", "pain"],
        "LA": own.choice(["en", "de", ""]),
        "C9": own.choice(["odd", ""]),
        "ER": " ",
    }
    values = [
        (tag, text)
        for tag, texts in lines.items()
        for text in (texts if isinstance(texts, list) else [texts])
    ]
    return "".join(f"{tag}  - {text}\n" for tag, text in values if text)


def a_file(first: int, records: int) -> bytes:
    chance = random.Random(first)  # noqa: S311  not for secrets
    return "\n".join(record(chance, number) for number in range(first, first + records)).encode()


def imported(data: bytes, *, adding_similar: bool) -> SourceImport:
    staged_import = importing.stage(data, name="recorded.ris", at=AT)
    while importing.compare_some(staged_import, most=60):
        pass
    if adding_similar:
        staged_import.rows.filter(status=SourceImportRow.Status.MAYBE).update(
            choice=SourceImportRow.Choice.ADD
        )
    staged_import.confirm(at=AT)
    while importing.save_some(staged_import, at=AT):
        pass
    return staged_import


def rows_of(staged_import: SourceImport) -> list:
    staged_import.refresh_from_db()
    rows = staged_import.rows.select_related("match", "result", "earlier_row")
    return [
        [staged_import.format, staged_import.problems, staged_import.unused],
        *(
            [
                row.position,
                row.item,
                row.status,
                row.reason,
                row.choice,
                row.notes,
                getattr(row.match, "key", ""),
                getattr(row.result, "key", ""),
                getattr(row.earlier_row, "position", 0),
            ]
            for row in rows
        ),
    ]


def sources_and_history() -> tuple[list, list]:
    times = ("created_at", "updated_at")
    keys = dict(Source.objects.values_list("pk", "key"))
    sources = [
        {name: value for name, value in row.items() if name not in (*times, "id")}
        for row in Source.objects.order_by("pk").values()
    ]
    history = []
    for version in Version.objects.order_by("pk").select_related("revision"):
        (data,) = json.loads(version.serialized_data)
        fields = {name: value for name, value in data["fields"].items() if name not in times}
        history.append([keys[data["pk"]], fields, version.object_repr, version.revision.comment])
    return sources, history


def test_an_import_makes_what_it_made_when_this_was_recorded():
    imports = [imported(a_file(1, 90), adding_similar=False), imported(a_file(80, 120), adding_similar=True)]
    sources, history = sources_and_history()

    found = {
        "rows": digest([rows_of(each) for each in imports]),
        "sources": digest(sources),
        "history": digest(history),
    }

    assert len(sources) == len(history) == 115
    assert found == {
        "rows": "2d82ad9383ce9aa5",
        "sources": "5d04b015a6876701",
        "history": "de27b1b2874ec1ea",
    }
