from datetime import UTC, datetime

import pytest

from sources.identifiers import Identifier
from sources.integrity import NoticeKind
from sources.lookup import NotFound, NothingToLookUp, Offline, Refused, look_up

DOI = "10.1000/x"
EFETCH, CTXP = "/entrez/eutils/efetch.fcgi", "/lit/ctxp/v1/pubmed/"
IDCONV = "/tools/idconv/api/v1/articles/"

MEDLINE = """
PMID- 9500320
DP  - 1998 Feb 28
TI  - Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive
      developmental disorder in children.
VI  - 351
IP  - 9103
PG  - 637-41
FAU - Wakefield, A J
AU  - Wakefield AJ
CN  - Example Study Group
FAU - Murch, S H
AU  - Murch SH
AB  - BACKGROUND: Long, and not ours.
LA  - eng
PT  - Journal Article
PT  - Retracted Publication
TA  - Lancet
JT  - Lancet (London, England)
RIN - Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4. PMID:
      20137807
PMC - PMC1234567
AID - S0140673697110960 [pii]
AID - 10.1016/s0140-6736(97)11096-0 [doi]
SO  - Lancet. 1998 Feb 28;351(9103):637-41.
"""


def crossref_work(**fields):
    work = {
        "DOI": DOI,
        "type": "journal-article",
        "title": ["Living with metastatic disease"],
        "author": [{"given": "Ada", "family": "Sample", "sequence": "first"}],
        "container-title": ["Breast"],
        "issued": {"date-parts": [[2020]]},
    }
    return {"status": "ok", "message-type": "work", "message": work | fields}


def test_a_doi_in_any_text_is_looked_up_at_crossref(service, fetcher):
    service.answer(f"/works/{DOI}", crossref_work())

    result = look_up(f"Please add https://doi.org/{DOI}, thanks.", fetcher)

    assert result.item["title"] == "Living with metastatic disease"
    assert (result.identifier, result.service) == (Identifier("doi", DOI), "Crossref")
    assert result.fetched_at == datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert '"Living with metastatic disease"' in result.raw
    assert (result.warnings, result.reports) == ([], [])


def test_a_doi_is_quoted_in_the_address_and_the_contact_is_named(service, fetcher):
    service.answer("/works/10.1016/S0140-6736(20)30183-5", crossref_work())

    look_up("10.1016/S0140-6736(20)30183-5", fetcher)

    assert service.asked[0].path == "/works/10.1016%2FS0140-6736%2820%2930183-5?mailto=editor%40mbc.example"


def test_a_doi_unknown_to_crossref_is_looked_up_at_doi_org_as_csl(service, fetcher):
    service.redirect(f"/{DOI}", f"{service.url}/datacite")
    service.answer(
        "/datacite",
        {
            "type": "dataset",
            "id": f"https://doi.org/{DOI}",
            "title": "Registry data",
            "author": [{"family": "Sample", "given": "Ada"}, {"literal": "Data Group"}],
            "issued": {"date-parts": [[2021, 4]]},
            "publisher": "Zenodo",
        },
        kind="application/vnd.citationstyles.csl+json",
    )

    result = look_up(DOI, fetcher)

    assert result.service == "doi.org"
    assert result.item == {
        "id": DOI,
        "type": "dataset",
        "title": "Registry data",
        "publisher": "Zenodo",
        "author": [{"family": "Sample", "given": "Ada"}, {"literal": "Data Group"}],
        "issued": {"date-parts": [[2021, 4]]},
        "DOI": DOI,
    }
    assert [asked.headers["accept"] for asked in service.asked[1:]] == [
        "application/vnd.citationstyles.csl+json"
    ] * 2


def test_a_registry_that_sends_its_page_gives_no_record(service, fetcher):
    service.answer(f"/{DOI}", "<html>", kind="text/html")

    with pytest.raises(NotFound, match="exists, but its registry has no record"):
        look_up(DOI, fetcher)


def test_a_doi_unknown_to_every_service_is_not_found(fetcher):
    with pytest.raises(NotFound) as failure:
        look_up(DOI, fetcher)

    assert failure.value.sentence == f"No DOI {DOI} is registered. Is it complete?"


def test_a_retracted_work_comes_with_its_notice(service, fetcher):
    entry = {"DOI": "10.1000/notice", "type": "retraction", "updated": {"date-parts": [[2010, 2, 6]]}}
    service.answer(f"/works/{DOI}", crossref_work(**{"updated-by": [entry]}))

    [report] = look_up(DOI, fetcher).reports

    assert (report.kind, report.notice_doi) == (NoticeKind.RETRACTION, "10.1000/notice")


def test_a_notice_is_pointed_out(service, fetcher):
    service.answer(
        f"/works/{DOI}", crossref_work(**{"update-to": [{"DOI": "10.1000/old", "type": "retraction"}]})
    )

    result = look_up(DOI, fetcher)

    assert result.warnings == ["This is a notice about another work, not the work itself."]
    assert result.reports == []


def test_a_pubmed_link_is_read_from_medline_text(service, fetcher):
    service.answer(EFETCH, MEDLINE)

    result = look_up("https://pubmed.ncbi.nlm.nih.gov/9500320/", fetcher)

    expected = {
        "type": "article-journal",
        "title": "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
        "author": [
            {"family": "Wakefield", "given": "A. J."},
            {"literal": "Example Study Group"},
            {"family": "Murch", "given": "S. H."},
        ],
        "container-title-short": "Lancet",
        "volume": "351",
        "issue": "9103",
        "issued": {"date-parts": [[1998, 2, 28]]},
        "DOI": "10.1016/s0140-6736(97)11096-0",
        "PMID": "9500320",
        "PMCID": "PMC1234567",
    }
    assert {name: result.item.get(name) for name in expected} == expected
    assert "abstract" not in result.item
    assert [(report.kind, report.notice_pmid) for report in result.reports] == [
        (NoticeKind.RETRACTION, "20137807")
    ]
    assert "tool=MBCSupportCMS&email=editor%40mbc.example" in service.asked[0].path


def test_a_title_that_pubmed_did_not_translate_keeps_its_case(service, fetcher):
    service.answer(
        EFETCH,
        "PMID- 15\nTI  - \nTT  - Leben Danach Mit Metastasen.\nLA  - ger\nAU  - Baldi I\nDP  - 2004\nSO  - x\n",
    )

    assert look_up("PMID: 15", fetcher).item["title"] == "Leben Danach Mit Metastasen"


def test_a_translated_title_is_pointed_out(service, fetcher):
    text = "PMID- 15\nTI  - [Pesticides and\n      cancer].\nTT  - Pesticides et cancer.\nAU  - Baldi I\nDP  - 2004\nSO  - x\n"
    service.answer(EFETCH, text)

    result = look_up("PMID: 15", fetcher)

    assert (result.item["title"], result.item["original-title"]) == (
        "Pesticides and cancer",
        "Pesticides et cancer",
    )
    assert result.warnings == ["PubMed translated this title into English. The work is in another language."]


@pytest.mark.parametrize("answer", ["", "\n", "id: 99 Error occurred: cannot get document summary", MEDLINE])
def test_a_pubmed_number_that_does_not_exist_is_not_found(service, fetcher, answer):
    service.answer(EFETCH, answer)

    with pytest.raises(NotFound, match="PubMed has no record with the number 99"):
        look_up("PMID 99", fetcher)


def test_when_efetch_fails_the_citation_exporter_is_used(service, fetcher):
    service.answer(EFETCH, status=500)
    service.answer(
        CTXP,
        {
            "source": "PubMed",
            "accessed": {"date-parts": [[2026, 11, 22]]},
            "id": "pmid:23844915",
            "title": "Breast cancer as a systemic disease: a view of metastasis.",
            "author": [{"family": "Redig", "given": "A J"}],
            "container-title": "Lancet (London, England)",
            "container-title-short": "Lancet",
            "issued": {"date-parts": [[2013, 8]]},
            "page": "113-26",
            "PMID": "23844915",
            "PMCID": "PMC3711377",
            "type": "article-journal",
        },
    )

    result = look_up("23844915", fetcher)

    assert result.item == {
        "id": "23844915",
        "type": "article-journal",
        "title": "Breast cancer as a systemic disease: a view of metastasis",
        "container-title": "Lancet (London, England)",
        "container-title-short": "Lancet",
        "author": [{"family": "Redig", "given": "A. J."}],
        "issued": {"date-parts": [[2013, 8]]},
        "page": "113-26",
        "PMID": "23844915",
        "PMCID": "PMC3711377",
    }
    assert result.warnings == []


def test_when_both_fail_the_first_failure_is_reported(service, fetcher):
    service.answer(EFETCH, status=503)
    service.answer(CTXP, "no JSON")

    with pytest.raises(Offline, match="PubMed is too busy"):
        look_up("PMID: 15", fetcher)


def test_a_pmc_number_is_turned_into_its_pubmed_number(service, fetcher):
    service.answer(IDCONV, {"records": [{"pmcid": "PMC1234567", "pmid": 9500320}]})
    service.answer(EFETCH, MEDLINE)

    result = look_up("https://pmc.ncbi.nlm.nih.gov/articles/PMC1234567/", fetcher)

    assert result.item["PMID"] == "9500320"
    assert result.identifier == Identifier("pmcid", "PMC1234567")


def test_a_pmc_article_without_pubmed_number_is_found_by_its_doi(service, fetcher):
    service.answer(IDCONV, {"records": [{"pmcid": "PMC7", "doi": DOI}]})
    service.answer(f"/works/{DOI}", crossref_work())

    result = look_up("PMC7", fetcher)

    assert (result.item["DOI"], result.item["PMCID"]) == (DOI, "PMC7")


def test_a_pmc_number_that_does_not_exist_is_not_found(service, fetcher):
    service.answer(IDCONV, {"records": [{"pmcid": "PMC7", "status": "error", "errmsg": "not found"}]})

    with pytest.raises(NotFound, match="PubMed Central has no article PMC7"):
        look_up("PMC7", fetcher)


@pytest.mark.parametrize("text", ["", "What is recurrence?", "Call 23844915 today"])
def test_a_text_without_identifiers_is_refused(service, fetcher, text):
    with pytest.raises(NothingToLookUp, match="This contains no DOI, PubMed number, PMC number or ISBN"):
        look_up(text, fetcher)

    assert service.asked == []


def test_the_first_identifier_that_resolves_wins_and_the_others_are_named(service, fetcher):
    service.answer(EFETCH, MEDLINE)

    result = look_up("doi:10.1000/mistyped PMID: 9500320", fetcher)

    assert result.identifier == Identifier("pmid", "9500320")
    assert result.warnings == ["This is the record for 9500320. No record was found for 10.1000/mistyped."]


def test_offline_takes_precedence_over_not_found(service, fetcher):
    service.answer(EFETCH, status=500)
    service.answer(CTXP, status=500)

    with pytest.raises(Offline):
        look_up("doi:10.1000/mistyped PMID: 9500320", fetcher)


def test_a_page_full_of_identifiers_is_limited(service, fetcher):
    with pytest.raises(NotFound):
        look_up(" ".join(f"10.1000/{number}" for number in range(50)), fetcher)

    assert len(service.asked) == 5 * 2


@pytest.mark.parametrize("answer", [[], {}, {"message": []}, {"message": {"DOI": DOI}}, "nothing", 5])
def test_an_answer_of_another_shape_is_refused(service, fetcher, answer):
    service.answer(f"/works/{DOI}", answer if isinstance(answer, list | dict) else str(answer))

    with pytest.raises(Refused):
        look_up(DOI, fetcher)
