"""The fields of a BibTeX entry as text, and those that no variable takes."""

import re
from collections.abc import Iterator

from sources.formats.bibtex_entries import Entry
from sources.formats.latex import to_unicode, verbatim
from sources.formats.markup import decoded
from sources.formats.texts import one_line

LINKS = ("eprint", "howpublished")  # where it is enough to have one address
LINK = re.compile(r"\s*(?:\\url\s*\{)?\s*https?://\S+\s*$")
# Dates, languages and references to other entries, which become something else, and what programs note for themselves.
SILENT = re.compile(
    r"(?:orig|event|url)?date|month|year|day|language|langid|hyphenation|crossref|xdata|xref|ids|key|type|entrysubtype|eprinttype"
    r"|archiveprefix|primaryclass|lastchecked|accessed|lastaccessed|file|owner|timestamp|groups|date-added|date-modified"
    r"|bdsk-.*|mendeley-.*|citeulike-.*|__.*|ad(?:s|sur)url|bib(?:url|source)|uuid|readstatus|read|unique-id|publication_stage|source|web-of-science.*"
    r"|da|esi-.*|oa|local-url|rating|priority|ranking|printed|qualityassured|relevance|modificationdate|creationdate"
)


class Fields:
    """Values of one entry by the first of several names that has one."""

    def __init__(self, entry: Entry) -> None:
        self.values = entry.fields

    def raw(self, *names_: str) -> str:
        return next((value for name in names_ if (value := self.values.get(name, "").strip())), "")

    def text(self, *names_: str) -> str:
        return one_line(decoded(to_unicode(" ".join(self.raw(*names_).split()))))

    def code(self, *names_: str) -> str:
        return decoded(verbatim(self.raw(*names_)))


def fields(entry: Entry) -> Iterator[tuple[str, str]]:
    values = Fields(entry)
    named = ((name, values.text(name)) for name in entry.fields if not SILENT.fullmatch(name))
    return ((name, text) for name, text in named if name not in LINKS or not LINK.match(text))
