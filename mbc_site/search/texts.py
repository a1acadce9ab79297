"""What of a page is searched, as plain values."""

import datetime
from dataclasses import dataclass, field

from mbc_site.search.results import Kind

ALWAYS = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
NEVER = datetime.datetime(9999, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Passage:
    """A section of a page. `folded_away` is text that readers must open first: it is found, but never quoted. `is_shared`:
    other pages show the same, so it says little about this one, however often it says it.
    """

    text: str
    heading: str = ""
    fragment: str = ""
    folded_away: str = ""
    is_shared: bool = False

    @property
    def all_text(self) -> str:
        return f"{self.text}\n{self.folded_away}" if self.folded_away else self.text


@dataclass(frozen=True)
class Text:
    """The public text of one page while it is shown: `shown_from` is the first moment, `shown_until` the first after it.

    `lead` is the summary under the title; `more_words` are searched but not quoted.
    """

    kind: Kind
    object_id: int
    language: str
    title: str
    url: str
    lead: str = ""
    passages: list[Passage] = field(default_factory=list)
    more_words: str = ""
    detail: str = ""
    shown_from: datetime.datetime = ALWAYS
    shown_until: datetime.datetime = NEVER
