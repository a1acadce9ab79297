import pytest

from sources.formats import read

RECORD = """<?xml version="1.0" encoding="UTF-8"?><xml><records>
<record><database name="a.enl">a.enl</database><source-app name="EndNote" version="20.2">EndNote</source-app><rec-number>8</rec-number>
<ref-type name="Journal Article">17</ref-type><contributors><authors>
<author><style face="normal" font="default" size="100%">Redig, A.J.</style></author>
<author><style>van de Kerkhof, P C</style></author><author>STROBE Initiative,</author></authors></contributors>
<titles><title><style face="normal">Loss of </style><style face="italic">BRCA1</style><style face="normal"> in Smith &amp; Sons&apos; CO</style><style
face="subscript">2</style><style face="normal">.</style></title><secondary-title>Journal of Internal Medicine</secondary-title>
<short-title>Loss</short-title></titles><periodical><full-title>Journal of Internal Medicine</full-title><abbr-1>J Intern Med</abbr-1></periodical>
<pages>113-126</pages><volume>274</volume><number>2</number><edition>20130805</edition><keywords><keyword>breast</keyword><keyword>bone</keyword></keywords>
<dates><year>2013</year><pub-dates><date>Aug 5</date></pub-dates></dates><isbn>1365-2796 (Electronic)&#xD;0954-6820</isbn>
<accession-num>23844915</accession-num><abstract>Text</abstract><notes>Redig&#xD;Journal Article</notes>
<urls><related-urls><url><style>https://www.ncbi.nlm.nih.gov/pubmed/23844915</style></url></related-urls></urls><custom2>PMC3749024</custom2>
<electronic-resource-num>10.1111/joim.12084</electronic-resource-num><remote-database-provider>NLM</remote-database-provider><language>eng</language>
</record></records></xml>"""


def simple(inner, kind="Journal Article"):
    return f'<xml><records><record><ref-type name="{kind}"/><titles><title>T</title></titles>{inner}</record></records></xml>'


def one(text):
    reading = read(text.encode())
    assert (reading.format, reading.problems) == ("endnote-xml", [])
    return reading.items[0]


def test_an_article_arrives_with_all_its_fields():
    assert one(RECORD) == {
        "type": "article-journal",
        "title": "Loss of <i>BRCA1</i> in Smith & Sons' CO<sub>2</sub>",
        "title-short": "Loss",
        "author": [
            {"family": "Redig", "given": "A. J."},
            {"family": "van de Kerkhof", "given": "P. C."},
            {"literal": "STROBE Initiative"},
        ],
        "container-title": "Journal of Internal Medicine",
        "container-title-short": "J Intern Med",
        "issued": {"date-parts": [[2013, 8, 5]]},
        "volume": "274",
        "issue": "2",
        "page": "113-126",
        "DOI": "10.1111/joim.12084",
        "PMID": "23844915",
        "PMCID": "PMC3749024",
        "ISSN": "1365-2796, 0954-6820",
        "URL": "https://www.ncbi.nlm.nih.gov/pubmed/23844915",
        "keyword": "breast, bone",
        "language": "en",
        "abstract": "Text",
        "note": "Redig Journal Article",
    }


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("Book", "book"), ("Book Section", "chapter"), ("Report", "report"), ("Thesis", "thesis"), ("Web Page", "webpage"),
     ("Conference Proceedings", "paper-conference"), ("Newspaper Article", "article-newspaper"), ("Whatever", "document")],
)  # fmt: skip
def test_a_type_becomes_the_csl_type(kind, expected):
    assert one(simple("", kind))["type"] == expected


def test_a_type_that_has_only_its_number_is_known():
    assert (
        one("<records><record><ref-type>5</ref-type><titles><title>T</title></titles></record></records>")[
            "type"
        ]
        == "chapter"
    )


def test_a_chapter_has_a_book_and_its_editors():
    item = one(simple(
        "<contributors><secondary-authors><author>Doe, Jo</author></secondary-authors></contributors>"
        "<titles><title>T</title><secondary-title>The book</secondary-title></titles>".replace("<title>T</title>", ""), "Book Section"
    ).replace("</title></titles>", "</title><secondary-title>The book</secondary-title></titles>", 1))  # fmt: skip

    assert (item["container-title"], item["editor"]) == ("The book", [{"family": "Doe", "given": "Jo"}])


def test_an_accession_number_of_another_database_is_no_pmid():
    item = one(
        simple("<accession-num>12345678</accession-num><remote-database-name>Scopus</remote-database-name>")
    )

    assert "PMID" not in item


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("R & D", "R & D"),
        ("Caf&eacute; &alpha;", "Café α"),
        ("A &amp;amp; B", "A & B"),
        ("x &lt; 3", "x < 3"),
        ("&unknown; A", "&unknown; A"),
    ],
)
def test_ampersands_and_entities_of_sloppy_programs_are_understood(written, title):
    assert (
        one(f"<records><record><titles><title>{written}</title></titles></record></records>")["title"]
        == title
    )


def test_a_damaged_record_is_reported_with_its_line_and_the_others_are_read():
    good = "<record><titles><title>{}</title></titles></record>\n"
    text = (
        "<records>\n"
        + good.format("A")
        + "<record><titles><title>B</titles></record>\n"
        + good.format("C")
        + "<record><titles>"
    )

    reading = read(text.encode())

    assert [item["title"] for item in reading.items] == ["A", "C"]
    assert [number for number, _ in reading.problems] == [3, 5]


def test_a_declared_single_byte_encoding_is_used():
    text = '<?xml version="1.0" encoding="ISO-8859-2"?><records><record><titles><title>Łódź</title></titles></record></records>'

    assert read(text.encode("iso-8859-2")).items[0]["title"] == "Łódź"
