"""A manuscript in its parts: title, authors, article, references, further reading."""

import re
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from articles.manuscripts.blocks import Block, Run
from articles.manuscripts.headings import announced_count, could_be_heading, section
from articles.manuscripts.manuscript import Author
from articles.manuscripts.people import biography, byline, byline_rest, editorial, is_about
from articles.manuscripts.report import Report
from sources.formats.reference_splitting import NUMBERED

LOOKS_CITED = re.compile(
    r"\bdoi\b|10\.\d{4,9}/|;\s?\d{1,4}\s?(?:\(|:)|https?://|www\.|\bAccessed\b|\bPMID\b|\((?:19|20)\d\d\)|\b(?:19|20)\d\d\b[.;]",
    re.IGNORECASE,
)
EDITORIAL = re.compile(
    r"high-quality sources|peer-reviewed (?:studies|research)|editorial (?:process|policy|guidelines|standards|team)|fact-check|our content (?:is )?accurate|sourcing guidelines|strict (?:sourcing|editorial)"
    r"|keep our content|to support the facts",
    re.IGNORECASE,
)
SMALL_PRINT = re.compile(
    r"(?:disclaimer|disclosures?|acknowledg\w+|funding|conflicts? of interest|the information (?:in|on)|this (?:article|information|content) is"
    r"|thank(?:s| you)\b|for information only)",
    re.IGNORECASE,
)
CONTINUES = re.compile(
    r"^(?:doi\b|https?://|www\.|available (?:from|at)|accessed\b|pmc?id\b|\[?(?:pubmed|crossref|google scholar)|retrieved\b|epub\b|10\.\d{4})",
    re.IGNORECASE,
)
TEXT_BEFORE_SOURCES = _("Left out: text between the heading of the sources and the first source")
FOREIGN_TEXT = _("Left out: text inside or after the list of sources that is not a source")


@dataclass
class Parts:
    body: list[Block] = field(default_factory=list)
    references: list[Block] = field(default_factory=list)
    reading: list[Block] = field(default_factory=list)
    authors: list[Author] = field(default_factory=list)
    heading: Block | None = None  # of the references


class SectionSplitter:
    """Walks the blocks once and puts each into its part."""

    def __init__(self, blocks: list[Block], report: Report) -> None:
        self.blocks = blocks
        self.report = report
        self.parts = Parts()
        self.state = "front"
        self.open_author = False
        article_headings = [i for i, b in enumerate(blocks) if b.kind == "heading" and not section(b.text)]
        self.last_heading = max(article_headings, default=-1)
        self.is_numbered = False
        self.starts = {index for index, block in enumerate(blocks) if self._starts_references(index, block)}

    def split(self) -> Parts:
        for index, block in enumerate(self.blocks):
            if block.kind == "reference":
                self.parts.references.append(block)
            elif not self._structural(index, block):
                self._place(index, block)
        return self.parts

    def _starts_references(self, index: int, block: Block) -> bool:
        if block.kind != "heading" or section(block.text) != "references" or index + 1 >= len(self.blocks):
            return False
        following = [b for b in self.blocks[index + 1 : index + 4] if b.kind != "heading"]
        if any(map(_looks_like_reference, following)):
            return True
        return bool(following) and (bool(announced_count(block.text)) or index > self.last_heading)

    def _structural(self, index: int, block: Block) -> bool:
        """Headings of parts, bylines, dates: not content, but they steer where content goes."""
        if block.kind == "heading":
            return self._heading(index, block)
        if block.kind in ("paragraph", "item") and (self.state != "body" or self._is_last_words(index)):
            return self._person(block) or self._editorial(block)
        return False

    def _heading(self, index: int, block: Block) -> bool:
        kind = section(block.text)
        self.open_author = False
        if index in self.starts:
            self.state, self.parts.heading = "references", block
            self.is_numbered = any(_has_number(b) for b in self._rest_of_list(index))
            self.report.left_out(
                block, _("Taken as the heading of the list of sources. The site writes its own.")
            )
        elif kind in ("reading", "about") and self._begins_part(index, kind):
            self.state = kind
            words = {
                "reading": _("Taken as the heading of the additional reading. The site writes its own."),
                "about": _("Taken as the heading of the author’s biography. The site writes its own."),
            }
            self.report.left_out(block, words[kind])
        elif self._person(block):
            pass
        else:
            self.state = "body" if self.state in ("front", "body") else "after"
            self.parts.body.append(block)
        return True

    def _begins_part(self, index: int, kind: str) -> bool:
        """Further reading and biographies stand at the end: no article heading with prose comes after them."""
        return index > self.last_heading or self.state in ("references", "reading", "about", "after")

    def _is_last_words(self, index: int) -> bool:
        """A byline may close an article that has no sources: it is among the last paragraphs."""
        return self.state == "body" and len(self.blocks) - index <= 3

    def _person(self, block: Block) -> bool:
        text = block.text
        if authors := byline(text):
            self._add(authors, block.line)
            if rest := byline_rest(text):
                self.report.drop(block.line, rest, _("Left out: a date. The site keeps its own."))
            self.open_author = True
            self.state = "about" if self.state in ("references", "reading") else self.state
            return True
        if self.state in ("front", "about", "references", "reading") or self.open_author:
            return self._biography(block)
        return False

    def _biography(self, block: Block) -> bool:
        text = block.text
        if (self.open_author or self.state == "about") and self._begin_biography(text):
            return True
        if self.state != "about" or block.kind != "paragraph":
            return False
        if author := biography(text):
            self._add([author], block.line)
            return True
        return self._continue_biography(text)

    def _begin_biography(self, text: str) -> bool:
        for place, author in enumerate(self.parts.authors):
            if not author.bio and len(text) > 25 and is_about(author, text):
                credentials = author.credentials or getattr(biography(text), "credentials", "")
                self.parts.authors[place] = replace(author, bio=text, credentials=credentials)
                return True
        return False

    def _continue_biography(self, text: str) -> bool:
        if not self.parts.authors or len(text) <= 25 or editorial(text):
            return False
        author = self.parts.authors[-1]
        if not self.open_author and not author.bio:
            return False
        self.parts.authors[-1] = replace(author, bio=f"{author.bio} {text}".strip())
        return True

    def _add(self, people: list[Author], line: int) -> None:
        """New authors; one named before gains what was missing."""
        places = {author.name.casefold(): place for place, author in enumerate(self.parts.authors)}
        for author in people:
            place = places.get(author.name.casefold())
            if place is None:
                self.parts.authors.append(author)
                continue
            earlier = self.parts.authors[place]
            bio = " ".join(dict.fromkeys(text for text in (earlier.bio, author.bio) if text))
            self.parts.authors[place] = replace(
                earlier, credentials=earlier.credentials or author.credentials, bio=bio
            )
            if earlier.credentials and author.credentials not in ("", earlier.credentials):
                printed = f"{author.name}, {author.credentials}"
                self.report.add(
                    line, printed, _("The credentials differ from those given before. Check them.")
                )

    def _editorial(self, block: Block) -> bool:
        if reason := editorial(block.text):
            self.report.left_out(block, reason)
        return bool(reason)

    def _place(self, index: int, block: Block) -> None:
        if self.state in ("references", "reading", "about") and block.kind in ("figure", "table", "picture"):
            self.report.left_out(
                block, _("Left out: a figure or table after the article. Place it in the text.")
            )
        elif self.state == "references":
            self._reference(block)
        elif self.state == "reading":
            self.parts.reading.append(block)
        elif self.state == "about":
            self.report.left_out(
                block, _("Left out: text next to the author’s biography that does not seem to belong to it")
            )
        else:
            if self.state == "front" and (len(block.text) > 150 or not could_be_heading(block)):
                self.state = "body"
            self.parts.body.append(block)
            self.open_author = False

    def _reference(self, block: Block) -> None:
        is_cited = bool(LOOKS_CITED.search(block.text))
        if _has_number(block):
            self.parts.references.append(_numbered(block))
        elif EDITORIAL.search(block.text) and not is_cited:
            self.report.left_out(block, _("Left out: editorial policy text, not part of the article"))
        elif SMALL_PRINT.match(block.text):
            self.report.left_out(block, _("Left out: a disclaimer or thanks after the article"))
        elif self.parts.references and self._continues_reference(block):
            last = self.parts.references[-1]
            self.parts.references[-1] = replace(last, runs=(*last.runs, Run(" "), *block.runs))
        elif self.is_numbered:
            reason = FOREIGN_TEXT if self.parts.references else TEXT_BEFORE_SOURCES
            self.report.left_out(block, reason)
        elif is_cited or len(block.text) <= 400:
            self.parts.references.append(block)
        else:
            self.report.left_out(block, FOREIGN_TEXT)

    def _continues_reference(self, block: Block) -> bool:
        if CONTINUES.match(block.text):
            return True
        return self.is_numbered and block.is_tight and not self._sentence_like(block)

    @staticmethod
    def _sentence_like(block: Block) -> bool:
        return len(block.text) > 200 and not LOOKS_CITED.search(block.text)

    def _rest_of_list(self, index: int) -> list[Block]:
        rest = self.blocks[index + 1 : index + 200]
        ends = [place for place, block in enumerate(rest) if block.kind == "heading"]
        return rest[: ends[0]] if ends else rest


def _looks_like_reference(block: Block) -> bool:
    if block.number is not None or block.kind == "reference":
        return True
    return bool(LOOKS_CITED.search(block.text) or NUMBERED.match(block.text))


def _has_number(block: Block) -> bool:
    return block.number is not None or bool(block.kind == "paragraph" and NUMBERED.match(block.text))


def _numbered(block: Block) -> Block:
    """Number from the list, or from the text of a paragraph "[3] Doe B…"."""
    match = NUMBERED.match(block.text) if block.number is None else None
    if not match:
        return block
    number = int(next(group for group in match.groups() if group))
    return replace(block, number=number, label=match[0].strip())
