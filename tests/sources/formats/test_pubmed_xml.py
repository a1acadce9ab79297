import pytest

from sources.formats import read

ARTICLE = """<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2024//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_240101.dtd">
<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">23844915</PMID>
<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">1365-2796</ISSN><JournalIssue CitedMedium="Internet"><Volume>274</Volume>
<Issue>2</Issue><PubDate><Year>2013</Year><Month>Aug</Month><Day>05</Day></PubDate></JournalIssue><Title>Journal of internal medicine</Title>
<ISOAbbreviation>J. Intern. Med.</ISOAbbreviation></Journal>
<ArticleTitle>Loss of <i>BRCA1</i> in <sup>18</sup>F &amp; CO<sub>2</sub>.</ArticleTitle><Pagination><MedlinePgn>113-26; quiz 127</MedlinePgn></Pagination>
<ELocationID EIdType="doi" ValidYN="Y">10.1111/joim.12084</ELocationID>
<Abstract><AbstractText Label="AIM">To see.</AbstractText><AbstractText>We saw <b>it</b>.</AbstractText></Abstract>
<AuthorList CompleteYN="Y"><Author ValidYN="Y"><LastName>Redig</LastName><ForeName>Amanda J</ForeName><Initials>AJ</Initials></Author>
<Author ValidYN="Y"><LastName>King</LastName><Initials>ML</Initials><Suffix>Jr</Suffix></Author><Author ValidYN="N"><LastName>Rong</LastName></Author>
<Author><CollectiveName>STROBE Initiative.</CollectiveName></Author></AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType><PublicationType>Retracted Publication</PublicationType></PublicationTypeList>
</Article><MedlineJournalInfo><MedlineTA>J Intern Med</MedlineTA></MedlineJournalInfo>
<CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>X</RefSource><PMID>999</PMID></CommentsCorrections></CommentsCorrectionsList>
<MeshHeadingList><MeshHeading><DescriptorName>Breast</DescriptorName></MeshHeading></MeshHeadingList></MedlineCitation>
<PubmedData><ArticleIdList><ArticleId IdType="pubmed">23844915</ArticleId><ArticleId IdType="pmc">PMC3749024</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.9/other</ArticleId></ArticleIdList></Reference></ReferenceList></PubmedData>
</PubmedArticle></PubmedArticleSet>"""


def simple(inner):
    return f"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>T.</ArticleTitle>{inner}</Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"


def one(text):
    reading = read(text.encode())
    assert (reading.format, reading.problems) == ("pubmed-xml", [])
    return reading.items[0]


def test_an_article_arrives_with_all_its_fields():
    assert one(ARTICLE) == {
        "type": "article-journal",
        "title": "Loss of <i>BRCA1</i> in <sup>18</sup>F & CO<sub>2</sub>",
        "author": [
            {"family": "Redig", "given": "Amanda J."},
            {"family": "King", "given": "M. L.", "suffix": "Jr"},
            {"literal": "STROBE Initiative"},
        ],
        "container-title": "Journal of internal medicine",
        "container-title-short": "J Intern Med",
        "issued": {"date-parts": [[2013, 8, 5]]},
        "volume": "274",
        "issue": "2",
        "page": "113-26",
        "DOI": "10.1111/joim.12084",
        "PMID": "23844915",
        "PMCID": "PMC3749024",
        "ISSN": "1365-2796",
        "language": "en",
        "keyword": "Breast",
        "abstract": "AIM: To see. We saw it.",
        "custom": {"publication-types": ["Journal Article", "Retracted Publication"]},
    }


@pytest.mark.parametrize(
    ("inner", "variable", "value"),
    [
        ("<Journal><JournalIssue><PubDate><MedlineDate>2014 Jan-Feb</MedlineDate></PubDate></JournalIssue></Journal>", "issued",
         {"date-parts": [[2014, 1], [2014, 2]]}),
        ("<Journal><JournalIssue><PubDate><Year>2014</Year><Season>Spring</Season></PubDate></JournalIssue></Journal>", "issued",
         {"date-parts": [[2014]], "season": 1}),
        ("<ArticleDate><Year>2014</Year><Month>05</Month><Day>07</Day></ArticleDate>", "issued", {"date-parts": [[2014, 5, 7]]}),
        ("<Pagination><StartPage>1335</StartPage><EndPage>1347</EndPage></Pagination>", "page", "1335-1347"),
        ("<ELocationID EIdType='pii'>e64723</ELocationID>", "page", "e64723"),
        ("<PublicationTypeList><PublicationType>Preprint</PublicationType></PublicationTypeList>", "type", "article"),
        ("<VernacularTitle>Titre.</VernacularTitle>", "original-title", "Titre"),
    ],
)  # fmt: skip
def test_an_element_becomes_the_variable(inner, variable, value):
    assert one(simple(inner))[variable] == value


def test_a_translated_title_loses_its_brackets():
    assert one(simple("").replace("T.", "[Cancer among workers]."))["title"] == "Cancer among workers"


def test_a_doi_only_in_the_article_ids_is_found():
    text = simple("").replace(
        "</MedlineCitation>",
        "</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType='doi'>10.1/x</ArticleId></ArticleIdList></PubmedData>",
    )

    assert one(text.replace("10.1/x", "10.1234/x"))["DOI"] == "10.1234/x"


def test_a_chapter_of_bookshelf_has_its_book():
    text = """<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>2</PMID><Book><Publisher><PublisherName>NIH</PublisherName></Publisher>
    <BookTitle>The book</BookTitle><PubDate><Year>1993</Year></PubDate><AuthorList Type="editors"><Author><LastName>Doe</LastName><ForeName>Jo</ForeName></Author>
    </AuthorList></Book><ArticleTitle>A chapter</ArticleTitle></BookDocument></PubmedBookArticle></PubmedArticleSet>"""

    assert one(text) == {
        "type": "chapter",
        "title": "A chapter",
        "container-title": "The book",
        "editor": [{"family": "Doe", "given": "Jo"}],
        "publisher": "NIH",
        "issued": {"date-parts": [[1993]]},
        "PMID": "2",
    }


def test_a_truncated_file_gives_its_whole_records_and_reports_the_rest():
    text = simple("").replace("</PubmedArticleSet>", "\n<PubmedArticle><MedlineCitation><PMID>2")

    reading = read(text.encode())

    assert [item["PMID"] for item in reading.items] == ["1"]
    assert [number for number, _ in reading.problems] == [2]


def test_mathematics_in_a_title_is_text():
    title = '<mml:math xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:mi>x</mml:mi></mml:math> and <mml:mi>y</mml:mi>'

    assert one(simple("").replace("T.", title))["title"] == "x and y"


def test_a_title_that_nobody_translated_is_the_original_one():
    article = (
        "<ArticleTitle/><VernacularTitle>Livet med spridd sjukdom.</VernacularTitle><Language>swe</Language>"
    )
    text = f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{article}</Article></MedlineCitation></PubmedArticle>"
    reading = read(f"<PubmedArticleSet>{text}</PubmedArticleSet>".encode())

    assert reading.problems == []
    assert (reading.items[0]["title"], reading.items[0]["language"]) == ("Livet med spridd sjukdom", "sv")


@pytest.mark.parametrize(("volume", "page"), [("<Volume>4</Volume>", "1042"), ("", None)])
def test_the_number_of_an_article_stands_for_its_pages_once_it_is_in_a_volume(volume, page):
    article = (
        f"<Journal><JournalIssue>{volume}</JournalIssue></Journal><ArticleTitle>A</ArticleTitle>"
        "<ELocationID EIdType='pii'>1042</ELocationID>"
    )
    text = f"<PubmedArticle><MedlineCitation><PMID>1</PMID><Article>{article}</Article></MedlineCitation></PubmedArticle>"

    assert read(f"<PubmedArticleSet>{text}</PubmedArticleSet>".encode()).items[0].get("page") == page


def test_what_grants_and_substances_hold_is_named_once():
    lists = "<GrantList><Grant><GrantID>1</GrantID><Agency>Made Up</Agency></Grant></GrantList>"
    citation = f"<PMID>1</PMID><Article><ArticleTitle>A</ArticleTitle>{lists}</Article>"
    substances = "<ChemicalList><Chemical><NameOfSubstance>Water</NameOfSubstance></Chemical></ChemicalList>"
    text = f"<PubmedArticle><MedlineCitation>{citation}{substances}</MedlineCitation></PubmedArticle>"

    assert dict(read(f"<PubmedArticleSet>{text}</PubmedArticleSet>".encode()).unused) == {
        "GrantList": 1,
        "ChemicalList": 1,
    }
