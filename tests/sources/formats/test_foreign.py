import bz2
import json
import lzma

import pytest

from sources.formats import UnknownFormat, read
from sources.formats.foreign import JSON, TEXTS

OVID_TAGGED = """<1. >
VN  - Ovid Technologies
DB  - Made-up Database
AN  - 123
AU  - Doe J
TI  - Rest at night.
SO  - Journal of Made Up. 7(2):1-9, 2020 Aug.
PG  - 1-9

<2. >
VN  - Ovid Technologies
DB  - Made-up Database
AN  - 124
AU  - Roe A
TI  - More rest.
"""
TEXT_FILES = {
    "Ovid export; choose RIS": [
        OVID_TAGGED,
        OVID_TAGGED.replace("<1. >\n", "", 1),
        OVID_TAGGED.replace("<1. >", "<1>").replace("VN  - Ovid Technologies\n", ""),
        "<1>\nUnique Identifier\n  123\nAuthors\n  Doe J. Roe A.\nTitle\n  Rest at night.\nSource\n  J Made Up. 7(2):1-9, 2020.\n",
        "1.\n\nUnique Identifier\n123\nTitle\nRest at night.\nAuthors\nDoe J.\n",
        "1. Rest at night.\nDoe B.\nOVID Medline UI: 123\nJ Made Up Med. 12(3):4-5, 2020.\n\n2. Sleep.\nRoe C.\nJ X. 1(2):3, 2020.\n",
        "1. Rest at night.\nDoe B.\nAuthors Full Name\nDoe, Betty\nJ Made Up Med. 12(3):4-5, 2020.\n",
        "Database: Ovid Made-up <1946 to 2020>\nSearch Strategy:\n1 rest.mp. (12)\n",
    ],
    "RefWorks": [
        "RT Journal Article\nSR Electronic\nID 12\nA1 Doe, Jo\nT1 Rest at night\nJF J Made Up\nYR 2020\nVO 7\nSP 1\n",
        "<refworks>\nRT Journal Article\nA1 Doe, Jo\n",
    ],
    "Web of Science": [
        "FN Made-up Analytics\nVR 1.0\nPT J\nAU Doe, J\nTI Rest at night\nER\nEF\n",
        "PT J\nAU Doe, J\nTI Rest\n",
        "PT\tAU\tBA\tTI\nJ\tDoe, J\t\tRest at night\n",
    ],
    "Refer format": [
        "%0 Journal Article\n%A Doe, Jo\n%T Rest at night\n",
        "%A Doe, Jo\n%T Rest at night\n%J J Made Up\n",
    ],
    "Scopus table": [
        'Authors,"Author full names","Author(s) ID",Title,Year,"Source title",Volume\n"Doe J.","Doe, Jo",1,Rest,2020,J,7\n'
    ],
    "table from PubMed": [
        'PMID,Title,Authors,Citation,"First Author"\n1,Rest,"Doe J.","J Made Up. 2020",Doe J\n'
    ],
    "Zotero table": [
        '"Key","Item Type","Publication Year","Author","Title"\n"AB12","journalArticle","2020","Doe, Jo","Rest"\n'
    ],
    "a table": [
        "Title,Authors,Year,DOI\nRest at night,Doe J,2020,10.1000/x\n",
        "Title;Author;Journal\nRest;Doe;J Made Up\n",
    ],
    "abstracts saved from PubMed": [
        "1. J Made Up. 2020 Aug;7(2):1-9. doi: 10.1000/x.\n\nRest at night.\n\nDoe J(1), Roe A.\n\nAuthor information:\n(1)Made Up.\n",
        "1. J Made Up. 2020 Aug;7(2):1-9. doi: \n10.1000/x.\n\nRest at night.\n\nDoe J.\n\nPMID: 123 [Indexed for MEDLINE]\n",
        "1. J Made Up. 2020 Aug;7(2):1-9.\n\nRest at night.\n\nDoe J.\n\nDOI: 10.1000/x\nPMCID: PMC1\nPMID: 123\n",
    ],
    "Cochrane": ["Record #1 of 2\nID: CN-01\nAU: Doe J\nTI: Rest at night\n"],
    "ProQuest": ["____\n\nDocument 1 of 2\n\nRest at night\n\nAuthor: Doe, Jo\n"],
    "Embase export": ["RECORD 1\n\nTITLE\nRest at night\nAUTHOR NAMES\nDoe J.\n"],
    "text with labels": ["Title: Rest at night\nAuthors: Doe, Jo; Roe, Al\nSource: J Made Up, 7(2), 2020\n"],
    "LaTeX": [
        "\\begin{thebibliography}{9}\n\\bibitem{a} J. Doe. Rest at night. 2020.\n\\end{thebibliography}\n"
    ],
    "CSL YAML": ["---\nreferences:\n- id: a\n  title: Rest at night\n"],
    "saved web page": ["MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html>"],
    "MARC": ["00714cam a2200205 a 4500001001300000 Rest at night Doe, Jo 2020 Made Up Press\n"],
}
XML_FILES = {
    "MODS": '<?xml version="1.0"?><modsCollection><mods><titleInfo><title>Rest</title></titleInfo></mods></modsCollection>',
    "JATS": "<!DOCTYPE article PUBLIC 'x' 'y.dtd'><article><front><article-meta><title-group/></article-meta></front></article>",
    "RDF": "<rdf:RDF xmlns:rdf='x'><bib:Article><dc:title>Rest</dc:title></bib:Article></rdf:RDF>",
    "Crossref deposit": "<doi_batch><body><journal><titles><title>Rest</title></titles><contributors/></journal></body></doi_batch>",
    "EBSCO": "<records><rec resultID='1'><header><controlInfo><artinfo/></controlInfo></header></rec></records>",
    "DOAJ": "<records><record><language>eng</language><journalTitle>J</journalTitle><title>Rest</title></record></records>",
    "MARCXML": "<collection><record><leader>00714cam</leader><datafield tag='245'/></record></collection>",
    "EndNote 7": "<XML><RECORDS><RECORD><REFERENCE_TYPE>0</REFERENCE_TYPE><TITLE>Rest</TITLE></RECORD></RECORDS></XML>",
    "Citavi": "<CitaviExchangeData><References/></CitaviExchangeData>",
    "list of sources": "<b:Sources xmlns:b='x'><b:Source><b:Title>Rest</b:Title></b:Source></b:Sources>",
    "summary of PubMed": "<eSummaryResult><DocSum><Id>1</Id></DocSum></eSummaryResult>",
    "Europe PMC": "<responseWrapper><hitCount>1</hitCount></responseWrapper>",
    "TEI": "<!-- made up --><TEI><text/></TEI>",
    "neither PubMed’s nor EndNote’s": "<made><up>Rest</up></made>",
    "web page": "<?xml version='1.0'?>\n<!-- x -->\n<!DOCTYPE html><html><body><p>Rest</p></body></html>",
}
JSON_FILES = {
    "OpenAlex": {
        "id": "https://openalex.org/W1",
        "title": "Rest",
        "authorships": [],
        "publication_year": 2020,
    },
    "Crossref": {"status": "ok", "message-type": "work", "message": {"title": ["Rest"]}},
    "Semantic Scholar": [{"paperId": "ab", "title": "Rest", "authors": [{"name": "Jo Doe"}]}],
    "Europe PMC": {"hitCount": 1, "resultList": {"result": [{"title": "Rest"}]}},
    "summary of PubMed": {"header": {"type": "esummary"}, "result": {"uids": ["1"]}},
    "Zotero": {"items": [{"itemType": "journalArticle", "title": "Rest", "creators": []}]},
    "Mendeley": [{"title": "Rest", "authors": [{"first_name": "Jo", "last_name": "Doe"}]}],
    "DataCite": {"data": {"attributes": {"titles": [{"title": "Rest"}], "creators": []}}},
    "schema.org": {"@context": "https://schema.org", "name": "Rest"},
    "another program": {"items": [{"title": "Rest", "authors": ["Jo Doe"], "year": 2020}]},
}
FILES = [
    *((name, text.encode()) for name, texts in TEXT_FILES.items() for text in texts),
    *((name, text.encode()) for name, text in XML_FILES.items()),
    *((name, json.dumps(value).encode()) for name, value in JSON_FILES.items()),
    ("database", b"SQLite format 3\x00" + bytes(100)),
    ("compressed", bz2.compress(b"Rest")),
    ("compressed", lzma.compress(b"Rest")),
    ("compressed", b"Rar!\x1a\x07\x00"),
    ("PDF", b"%PDF-1.7"),
    ("Word", b"\xd0\xcf\x11\xe0"),
]


@pytest.mark.parametrize(
    ("name", "data"), FILES, ids=[f"{name} {number}" for number, (name, _) in enumerate(FILES)]
)
def test_a_format_we_do_not_read_is_refused_by_its_name(name, data):
    with pytest.raises(UnknownFormat) as refused:
        read(data)

    assert name in str(refused.value)
    assert "%(" not in str(refused.value)


def test_every_entry_of_the_tables_has_a_file_that_shows_it():
    texts = [text for texts in TEXT_FILES.values() for text in texts]
    jsons = [json.dumps(value) for value in JSON_FILES.values()]
    rare = {"Lens", "an answer of Scopus", "Google Books", "Unpaywall", "ORCID", "an EndNote style or filter",
            "an export of Cambridge Scientific Abstracts"}  # fmt: skip

    for entry in (*TEXTS, *JSON):
        shown = any(all(pattern.search(text) for pattern in entry.patterns) for text in (*texts, *jsons))
        assert shown or str(entry.name) in rare, entry.name


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<1. >\nTY  - JOUR\nTI  - Rest at night\nDB  - Ovid Made-up\nER  - \n", "ris"),
        ("1.\nTY  - JOUR\nTI  - Rest at night\nER  - \n", "ris"),
        ("PMID- 1\nTI  - Rest\nAB  - As in VN  - Ovid Technologies.\n", "nbib"),
        ("@article{a, title = {Title: Rest}, author = {Doe, Jo}, url = {https://openalex.org/W1}}", "bibtex"),
        ('[{"type": "book", "title": "Rest", "URL": "https://openalex.org/W1"}]', "csl-json"),
        ('[{"type": "book", "title": "Rest", "author": [], "custom": {"authors": 3}}]', "csl-json"),
        ("1. Doe J. Title, author, year. J Made Up. 2020;7:1-2.", "references"),
        (
            "1. Doe J. Rest. J Made Up. 2020;7:1-2.\nPMID: 123\n\n2. Roe A. More rest. J Made Up. 2021;8:3.\nPMID: 124\n",
            "references",
        ),
        ("<records></records>", "endnote-xml"),
    ],
)
def test_a_format_we_read_is_not_mistaken_for_another(text, format):
    assert read(text.encode()).format == format


def test_several_records_of_an_ovid_export_never_become_one():
    with pytest.raises(UnknownFormat, match="This looks like an Ovid export; choose RIS when exporting"):
        read(OVID_TAGGED.encode())
