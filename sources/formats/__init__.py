"""One module per format: bytes -> CSL-JSON items, and back. Pure: no database, no settings.

`read(data)` recognizes the format from the content. Each reading module has NAME, START (how such a file shows itself),
`split(text)`, which cuts it into (line, record), `to_item(record)`, which gives CSL-JSON, and `fields(record)`: name and
text of each field that a reference could need.
"""

from sources.formats.ama_text import ama_text_parts, to_ama_text
from sources.formats.bibtex_writer import bibtex_parts, to_bibtex
from sources.formats.csl_json import csl_json_parts, to_csl_json
from sources.formats.reading import Reading, TooLarge, read
from sources.formats.recognition import UnknownFormat
from sources.formats.ris_writer import ris_parts, to_ris
