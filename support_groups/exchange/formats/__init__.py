"""Files of support groups, bytes <-> plain values; one module for each format. No database, no settings, no clock.

Use the names below. What a value may be is in `columns`.
"""

from support_groups.exchange.formats.csv_writer import csv_lines
from support_groups.exchange.formats.files import LARGEST, columns_of, read
from support_groups.exchange.formats.hsds.locations import SharedPlaces
from support_groups.exchange.formats.hsds.writer import hsds_chunks
from support_groups.exchange.formats.listings import (
    ColumnMapping,
    Listing,
    ParsedFile,
    RowProblem,
    Severity,
    UnknownFormat,
)
