import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sources import identifiers
from sources.identifiers import Identifier, find, normal_doi, normal_isbn, normal_pmcid, normal_pmid

SICI = "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2"
LANCET = "10.1016/S0140-6736(20)30183-5"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(identifier.kind, identifier.value) for identifier in find(text)]


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(identifiers).failed == 0


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1111/joim.12084", "10.1111/joim.12084"),
        ("doi:10.1155/2014/852748.", "10.1155/2014/852748"),
        ("DOI: 10.1155/2014/852748;", "10.1155/2014/852748"),
        ("(DOI 10.1016/S0140-6736(20)30183-5).", LANCET),
        ("https://doi.org/10.1158/0008-5472.CAN-15-0204", "10.1158/0008-5472.CAN-15-0204"),
        ("http://dx.doi.org/10.1111/joim.12084,", "10.1111/joim.12084"),
        ("[here](https://doi.org/10.1000/xyz123)", "10.1000/xyz123"),
        ("info:doi/10.1000.10/123", "10.1000.10/123"),
        ("10.1000/456#789", "10.1000/456#789"),
        ("https://doi.org/10.1000/xyz-z(published online)", "10.1000/xyz-z"),
        ("https://doi.org/10.1000/456%23789", "10.1000/456#789"),
        ("https://www.google.com/url?q=https%3A%2F%2Fdoi.org%2F10.1000%2Fx1&sa=D", "10.1000/x1"),
        ("doi%3A%2010.1000/x", "10.1000/x"),
        (f"see {SICI}.", SICI),
        ("https://doi.org/" + SICI.replace("<", "%3C").replace(">", "%3E"), SICI),
        ("<p>" + SICI.replace("<", "&lt;").replace(">", "&gt;") + "</p>", SICI),
        ("<a href='https://doi.org/10.1000/abc'>10.1000/abc</a>", "10.1000/abc"),
        ("doi:10.1111/joim.12084.PMID none", "10.1111/joim.12084"),
        ("https://doi.org/10.1101/2020.05.01.20081000v2", "10.1101/2020.05.01.20081000"),
        ("doi:10.1101/123456v1.full", "10.1101/123456"),
        ("10.21203/rs.3.rs-1234/v1", "10.21203/rs.3.rs-1234/v1"),
    ],
)
def test_a_doi_is_read_however_it_is_written(text, doi):
    assert pairs(text) == [("doi", doi)]


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://www.nature.com/articles/s41586-020-2649-2", "10.1038/s41586-020-2649-2"),
        ("https://www.nature.com/articles/nature12345.pdf", "10.1038/nature12345"),
        (
            "https://link.springer.com/content/pdf/10.1007/s10549-019-05386-0.pdf",
            "10.1007/s10549-019-05386-0",
        ),
        ("https://link.springer.com/chapter/10.1007/978-3-319-12345-6_7#Sec1", "10.1007/978-3-319-12345-6_7"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/cncr.31234", "10.1002/cncr.31234"),
        ("https://onlinelibrary.wiley.com/doi/abs/10.1002/cncr.31234?af=R", "10.1002/cncr.31234"),
        ("onlinelibrary.wiley.com/doi/10.1002/cncr.31234/full", "10.1002/cncr.31234"),
        (
            "https://www.tandfonline.com/doi/full/10.1080/1476.2020.177?needAccess=true",
            "10.1080/1476.2020.177",
        ),
        ("https://journals.sagepub.com/doi/pdf/10.1177/0269216319896517", "10.1177/0269216319896517"),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.1&type=printable",
            "10.1371/journal.pone.1",
        ),
        ("https://journals.plos.org/plosone/article?id=10.1371%2Fjournal.pone.1", "10.1371/journal.pone.1"),
        ("https://www.frontiersin.org/articles/10.3389/fonc.2020.00001/full", "10.3389/fonc.2020.00001"),
        ("https://www.biorxiv.org/content/10.1101/2020.01.01.123456v1.full", "10.1101/2020.01.01.123456"),
        ("https://www.biorxiv.org/content/10.1101/029983v2.full.pdf+html", "10.1101/029983"),
        ("https://www.bmj.com/content/368/bmj.m87", "10.1136/bmj.m87"),
        ("https://academic.oup.com/jnci/article/doi/10.1093/jnci/djz123/5572345", "10.1093/jnci/djz123"),
        (
            "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD007917.pub2/full",
            "10.1002/14651858.CD007917.pub2",
        ),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa2203690", "10.1056/NEJMoa2203690"),
    ],
)
def test_a_doi_is_read_from_the_address_of_a_publishers_page(address, doi):
    assert pairs(address) == [("doi", doi)]


@pytest.mark.parametrize(
    "text",
    [
        "https://jamanetwork.com/journals/jama/fullarticle/2739049",
        "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(20)30183-5/fulltext",
        "https://www.sciencedirect.com/science/article/pii/S0140673620301835?via%3Dihub",
        "Call 23844915 or 2384491 today",
        "https://pubmed.ncbi.nlm.nih.gov/?term=breast+cancer+2013",
        "version 210.1234/5, 10.12/3, in 2013",
        "978-0-19-024655-5 has a wrong check digit",
        "0000000",
        "",
        "\0",
    ],
)
def test_text_without_identifiers_gives_none(text):
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "23844915",
        " 23844915\n",
        "PMID: 23844915",
        "[PMID 23844915].",
        "PMID:23844915; 2013",
        "23844915[uid]",
        "https://pubmed.ncbi.nlm.nih.gov/23844915/",
        "https://pubmed.ncbi.nlm.nih.gov/?term=23844915",
        "https://www.ncbi.nlm.nih.gov/pubmed/23844915",
        "http://www.ncbi.nlm.nih.gov/pubmed/?term=23844915",
        "http://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=23844915&dopt=Abstract",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/23844915/",
        "https://europepmc.org/article/MED/23844915",
        "https://europepmc.org/abstract/MED/23844915",
    ],
)
def test_a_pmid_is_read_however_it_is_written(text):
    assert pairs(text) == [("pmid", "23844915")]


@pytest.mark.parametrize(
    "text",
    [
        "PMC3749024",
        "PMCID: PMC3749024.",
        "PMCID: 3749024",
        "PMC 3749024",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC3749024/",
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3749024/pdf/nihms-1.pdf",
        "https://europepmc.org/article/PMC/PMC3749024",
        "https://europepmc.org/articles/PMC3749024?pdf=render",
    ],
)
def test_a_pmcid_is_read_however_it_is_written(text):
    assert pairs(text) == [("pmcid", "PMC3749024")]


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("ISBN 978-0-19-024655-6", "9780190246556"),
        ("ISBN-13: 978 0 19 024655 6 (2020)", "9780190246556"),
        ("9780190246556", "9780190246556"),
        ("ISBN: 0-8044-2957-X", "9780804429573"),
        ("ISBN-10: 0804429570; ISBN 080442957x", "9780804429573"),
        ("https://www.amazon.com/Book/dp/080442957X/ref=x", "9780804429573"),
        ("080442957X", "9780804429573"),
    ],
)
def test_an_isbn_becomes_thirteen_digits(text, isbn):
    assert pairs(text) == [("isbn", isbn)]


def test_identifiers_come_in_order_of_appearance_and_once():
    text = "PMID: 23844915 10.1111/JOIM.12084 PMC3749024 https://doi.org/10.1111/joim.12084 PMID 23844915"

    assert pairs(text) == [("pmid", "23844915"), ("doi", "10.1111/JOIM.12084"), ("pmcid", "PMC3749024")]


def test_lists_are_read_item_by_item():
    assert pairs("10.1000/a,10.1000/b;10.1000/c") == [
        ("doi", "10.1000/a"),
        ("doi", "10.1000/b"),
        ("doi", "10.1000/c"),
    ]
    assert pairs("PMIDs: 23844915, 23844916 and 23844917") == [("pmid", f"2384491{n}") for n in (5, 6, 7)]


def test_an_identifier_knows_its_address():
    assert Identifier("doi", SICI).url.endswith("16%3C1661::AID-SIM968%3E3.0.CO;2-2")
    assert Identifier("pmid", "23844915").url == "https://pubmed.ncbi.nlm.nih.gov/23844915/"
    assert Identifier("pmcid", "PMC3749024").url == "https://pmc.ncbi.nlm.nih.gov/articles/PMC3749024/"
    assert Identifier("isbn", "9780190246556").url == "https://openlibrary.org/isbn/9780190246556"


def test_a_field_may_hold_the_bare_value():
    assert normal_doi(" DOI 10.1000/ab'c. ") == "10.1000/ab'c"
    assert normal_doi("n/a") == ""
    assert (normal_pmid("0123"), normal_pmid("x")) == ("123", "")
    assert (normal_pmcid("12"), normal_pmcid("0")) == ("PMC12", "")
    assert normal_isbn("paperback 080442957X") == "9780804429573"


@pytest.mark.timeout(60)  # a guard against endless backtracking, not a measurement
@pytest.mark.parametrize(
    "text", ["10.1234/", "(", ")", "10.1234/a ", "<1:", "PMID ", "978-", "%2F", "1-", "&lt;", " "]
)
def test_a_megabyte_of_noise_is_read_to_its_end(text):
    find(text * (1_000_000 // len(text)))


@given(st.text() | st.text(alphabet="10./()<>%&;: PMCIDSBNdoi978X-"))
def test_any_text_is_read_without_an_error(text):
    for identifier in find(text):
        assert identifier.url.startswith("https://")


@pytest.mark.parametrize("hyphen", "\u2010\u2011\u2012\u2013\u2212\uff0d")
def test_every_hyphen_in_an_identifier_is_a_hyphen(hyphen):
    assert pairs(f"See doi:10.5555/rest{hyphen}1.") == [("doi", "10.5555/rest-1")]
    assert normal_doi(f"https://doi.org/10.5555/rest{hyphen}1") == "10.5555/rest-1"
    assert normal_isbn(f"978{hyphen}0{hyphen}19{hyphen}024655{hyphen}6") == "9780190246556"


def test_a_soft_hyphen_in_a_doi_is_left_out():
    assert normal_doi("10.5555/rest\u00ading") == "10.5555/resting"


@pytest.mark.parametrize("version", ["v1", "v2.full", "v12.abstract"])
def test_a_preprint_has_the_same_doi_in_every_version(version):
    assert normal_doi(f"10.1101/2020.05.01.20081000{version}") == "10.1101/2020.05.01.20081000"
    assert normal_doi(f"10.64898/2026.01.05.26300001{version}") == "10.64898/2026.01.05.26300001"


def test_entities_in_a_field_with_a_doi_are_read():
    assert normal_doi(SICI.replace("<", "&lt;").replace(">", "&gt;")) == SICI
