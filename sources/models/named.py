"""How pages name a work: in a word, in a line, and as a reference."""

from urllib.parse import quote

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sources import ama
from sources.evidence import EVIDENCE_IN_WORDS


class Named:
    """For `Source`, which has the columns of CSL."""

    @property
    def label(self) -> str:
        """What the editor shows inside a citation: `Redig 2013`."""
        first = self.authors[0] if self.authors else {}
        name = (
            first.get("family") or first.get("literal") or self.publisher or self.container_title or self.key
        )
        return f"{name} {self.year}" if self.year else name

    @property
    def reference(self) -> SafeString:
        return ama.to_html(self.to_csl())

    @property
    def reference_on_page(self) -> SafeString:
        """With a link that names its site. The style sheet prints the address of class `address`."""
        return ama.to_page_html(self.to_csl())

    @property
    def reference_text(self) -> str:
        return ama.to_text(self.to_csl())

    @property
    def authors_line(self) -> str:
        """The authors as the reference prints them."""
        return ama.authors_text(self.authors)

    @property
    def byline(self) -> SafeString:
        """Authors, journal or book, and year, as they stand below the title."""
        container = format_html("<i>{}</i>", self.container_title) if self.container_title else ""
        byline = format_html_join(". ", "{}", ((part,) for part in (self.authors_line, container) if part))
        return format_html("{}, {}", byline, str(self.year)) if self.year else byline

    @property
    def outlet(self) -> str:
        """Where and when it appeared, as short as can be: `J Intern Med, 2013`."""
        place = self.container_title_short or self.container_title or self.publisher or self.authors_line
        return ", ".join(str(part) for part in (place, self.year) if part)

    @property
    def title_text(self) -> str:
        return ama.title_text(self.title)

    @property
    def title_html(self) -> SafeString:
        return ama.title_html(self.title)

    @property
    def evidence_in_words(self) -> str:
        return EVIDENCE_IN_WORDS.get(self.evidence, "")

    @property
    def identifier_links(self) -> list[tuple[str, str, str]]:
        """Name, value and address of each identifier; the address is empty where there is none to give."""
        links = [
            ("DOI", self.doi, f"https://doi.org/{quote(self.doi)}"),
            ("PubMed", self.pmid, f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"),
            ("PMC", self.pmcid, f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"),
            ("ISBN", self.isbn, ""),
        ]
        return [(name, value, url) for name, value, url in links if value]
