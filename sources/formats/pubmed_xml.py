"""PubMed XML (PubmedArticleSet; NLM, "PubMed DTD", pubmed_190101 and later) -> CSL-JSON."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from sources.formats.days import CslDate, csl_date, written_by
from sources.formats.nbib import item_custom, item_number, translated
from sources.formats.people import Name, given_name, suffix
from sources.formats.tagged import Broken
from sources.formats.texts import filled, language, pages, serial_numbers, titled
from sources.formats.xml_records import child_text, leaves, marked_text, records, text_of
from sources.identifiers import normal_doi, normal_pmcid, normal_pmid

NAME = "pubmed-xml"
START = re.compile(r"<(?:PubmedArticleSet|PubmedArticle|PubmedBookArticle|MedlineCitation)[\s>]")

# Dates and languages, which become something else, and what PubMed notes for itself.
SILENT = re.compile(
    r"(?:History|ReferenceList|PublicationStatus|ArticleIdList|DateCompleted|DateRevised|ArticleDate|PubDate|Language|MedlineJournalInfo"
    r"|CitationSubset|CommentsCorrectionsList|Identifier|ISSN|ISOAbbreviation|Initials|CopyrightInformation|ContributionDate"
    r"|ELocationID|Pagination|OtherID|BeginningDate|EndingDate|NumberOfReferences)\b"
)
UNUSED_LISTS = frozenset(
    ("GrantList", "ChemicalList", "DataBankList", "InvestigatorList", "SupplMeshList", "GeneSymbolList")
)
GIVEN = ("ForeName", "FirstName", "Initials")

Item = dict[str, Any]


def split(text: str) -> Iterator[tuple[int, etree._Element | Broken]]:
    names = ("PubmedArticle", "PubmedBookArticle") if "<Pubmed" in text else ("MedlineCitation",)
    return records(text, *names)


def fields(record: etree._Element) -> Iterator[tuple[str, str]]:
    """Of the record itself; what it cites or corrects stands in the notices of its source."""
    return ((_field(path), text) for path, text in leaves(record) if not SILENT.search(path))


def _field(path: str) -> str:
    """The list that an element belongs to, of those that nothing is taken from; else its own name."""
    names = path.split("/")
    return next((name for name in names if name in UNUSED_LISTS), names[-1])


def to_item(record: etree._Element) -> Item:
    document = record.find("BookDocument")
    if document is not None:
        return _book(document, record)
    citation = record if record.tag == "MedlineCitation" else record.find("MedlineCitation")
    citation = record if citation is None else citation
    article = citation.find("Article")
    article = citation if article is None else article
    kinds = [text_of(kind) for kind in article.iterfind("PublicationTypeList/PublicationType")]
    original = marked_text(article.find("VernacularTitle")).rstrip(".")
    titles = translated(marked_text(article.find("ArticleTitle")), original)
    item: Item = {
        "type": "article" if "Preprint" in kinds else "article-journal",
        "author": _names(article.find("AuthorList")),
        **_journal(article, citation),
        **_common(article, citation, record),
        "custom": item_custom(kinds),
        "original-title": titles.get("original-title", ""),
    }
    return filled(titled(item, titles.get("title", "")))


def _journal(article: etree._Element, citation: etree._Element) -> Item:
    short = child_text(citation, "MedlineJournalInfo/MedlineTA")
    return {
        "container-title": child_text(article, "Journal/Title"),
        "container-title-short": short or child_text(article, "Journal/ISOAbbreviation"),
        "volume": child_text(article, "Journal/JournalIssue/Volume"),
        "issue": child_text(article, "Journal/JournalIssue/Issue"),
        "page": _pages(article),
        "issued": _date(article.find("Journal/JournalIssue/PubDate")) or _date(article.find("ArticleDate")),
    }


def _book(document: etree._Element, record: etree._Element) -> Item:
    """A book in PubMed's Bookshelf, or a chapter of one."""
    book = document.find("Book")
    book = document if book is None else book
    title, chapter = marked_text(book.find("BookTitle")), marked_text(document.find("ArticleTitle"))
    own = _names(document.find("AuthorList"))
    lists = {(element.get("Type") or "authors"): _names(element) for element in book.iterfind("AuthorList")}
    item: Item = {
        "type": "chapter" if chapter else "book",
        "author": own or lists.get("authors", []),
        "editor": lists.get("editors", []),
        "container-title": title.rstrip(".") if chapter else "",
        "publisher": child_text(book, "Publisher/PublisherName"),
        "publisher-place": child_text(book, "Publisher/PublisherLocation"),
        "edition": child_text(book, "Edition"),
        "issued": _date(book.find("PubDate")) or _date(book.find("BeginningDate")),
        "page": pages(child_text(document, "Pagination/MedlinePgn")),
        **serial_numbers(child_text(book, "Isbn")),
        **_common(document, document, record),
    }
    return filled(titled(item, chapter or title))


def _names(authors: etree._Element | None) -> list[Name]:
    """Valid authors in order."""
    listed = authors.iterfind("Author") if authors is not None else ()
    names = [_name(author) for author in listed if author.get("ValidYN") != "N"]
    return [name for name in names if name]


def _name(author: etree._Element) -> Name:
    """A person, or a group, which has a CollectiveName; empty without any name."""
    group, family = child_text(author, "CollectiveName"), child_text(author, "LastName")
    given = next(filter(None, (child_text(author, part) for part in GIVEN)), "")
    if group or not family:
        return filled({"literal": group.rstrip(".") or given})
    return filled(
        {"family": family, "given": given_name(given), "suffix": suffix(child_text(author, "Suffix"))}
    )


def _pages(article: etree._Element) -> str:
    written = pages(child_text(article, "Pagination/MedlinePgn").split(";")[0])
    start, end = child_text(article, "Pagination/StartPage"), child_text(article, "Pagination/EndPage")
    return written or pages(f"{start}-{end}" if end and end != start else start) or _electronic_page(article)


def _electronic_page(article: etree._Element) -> str:
    """The publisher's item number serves as a page where there is none, if it looks like one."""
    numbers = [text_of(element) for element in article.iterfind("ELocationID[@EIdType='pii']")]
    return item_number(numbers, child_text(article, "Journal/JournalIssue/Volume"))


def _date(date: etree._Element | None) -> CslDate | None:
    if date is None:
        return None
    year, month, day = (child_text(date, part) for part in ("Year", "Month", "Day"))
    return csl_date(child_text(date, "MedlineDate")) or written_by(
        year, month or child_text(date, "Season"), day
    )


def _common(article: etree._Element, citation: etree._Element, record: etree._Element) -> Item:
    """What articles and books have alike. Identifiers of works cited or corrected stand elsewhere in the record."""
    ids = _ids(record)
    dois = [
        text_of(element)
        for element in article.iterfind("ELocationID[@EIdType='doi']")
        if element.get("ValidYN") != "N"
    ]
    words = [
        *citation.iterfind("MeshHeadingList/MeshHeading/DescriptorName"),
        *citation.iterfind("KeywordList/Keyword"),
    ]
    parts = [_labeled(part) for part in article.iterfind("Abstract/AbstractText")]
    serials = [text_of(element) for element in article.iterfind("Journal/ISSN")]
    return {
        "DOI": normal_doi(next(iter(dois), "") or ids.get("doi", "")),
        "PMID": normal_pmid(child_text(citation, "PMID") or ids.get("pubmed", "")),
        "PMCID": normal_pmcid(ids.get("pmc", "")),
        "abstract": " ".join(filter(None, parts)),
        "language": language(child_text(article, "Language")),
        "keyword": ", ".join(dict.fromkeys(text_of(word) for word in words)),
        **(serial_numbers(" ".join(serials)) if serials else {}),
    }


def _ids(record: etree._Element) -> dict[str, str]:
    """The record's own identifiers by type."""
    lists = ("PubmedData/ArticleIdList", "PubmedBookData/ArticleIdList", "BookDocument/ArticleIdList")
    numbers = [number for path in lists for number in record.iterfind(f"{path}/ArticleId")]
    return {(number.get("IdType") or ""): text_of(number) for number in numbers}


def _labeled(part: etree._Element) -> str:
    label, text = part.get("Label") or "", text_of(part)
    return f"{label}: {text}" if label and text else text
