"""PubMed's MEDLINE text taken apart: a tag of up to four characters, "- ", the value; six spaces continue it.

NLM, "MEDLINE®/PubMed® Data Element (Field) Descriptions".
"""

import re
from collections.abc import Iterator

Record = list[tuple[str, str]]
FIELD = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}- ?(.*)")


def records(text: str) -> Iterator[Record]:
    """The records of a text, each a list of (tag, value) in their order; lines that are neither are passed over."""
    record: Record = []
    for line in text.splitlines():
        match = FIELD.match(line)
        if match and match[1] == "PMID" and record:
            yield record
            record = []
        if match:
            record.append((match[1], match[2].strip()))
        elif line.startswith("      ") and record:
            tag, value = record[-1]
            record[-1] = (tag, f"{value} {line.strip()}".strip())
    if record:
        yield record


def values(record: Record, *tags: str) -> list[str]:
    return [value for tag, value in record if tag in tags and value]


def value(record: Record, *tags: str) -> str:
    """The first value of the first of these tags that has one."""
    return next((found for tag in tags for found in values(record, tag)), "")
