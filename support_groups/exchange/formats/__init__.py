"""Files of support groups, bytes <-> plain values; one module a format. No database, no settings, no clock.

The doors are the names below. What a value may be is in `columns`.
"""

from support_groups.exchange.formats.csv_writer import csv_lines
from support_groups.exchange.formats.hsds_writer import hsds_chunks
from support_groups.exchange.formats.listings import Listing, Mapping, Reading, Trouble, UnknownFormat, Weight
from support_groups.exchange.formats.reading import LARGEST, columns_of, read

__all__ = [
    "LARGEST",
    "Listing",
    "Mapping",
    "Reading",
    "Trouble",
    "UnknownFormat",
    "Weight",
    "columns_of",
    "csv_lines",
    "hsds_chunks",
    "read",
]
