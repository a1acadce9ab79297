from datetime import date

import pytest

from sources.integrity import NoticeKind, NoticeReport, from_medline

ARTICLE = """PMID- 9500320
TI  - Ileal-lymphoid-nodular hyperplasia.
PT  - Journal Article
PT  - Retracted Publication
CIN - Lancet. 1998 Feb 28;351(9103):611-2. PMID: 9500313
RIN - Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/S0140-6736(10)60175-4. PMID:
      20137807
ECI - Eur J Gastroenterol Hepatol. 2011 Nov;23(11):1082. doi:
      10.1097/MEG.0b013e328349d184. PMID: 21971344
SO  - Lancet. 1998 Feb 28;351(9103):637-41.
"""
NOTICE = """PMID- 20137807
TI  - Retraction--Ileal-lymphoid-nodular hyperplasia.
PT  - Retraction of Publication
ROF - Lancet. 1998 Feb 28;351(9103):637-41. PMID: 9500320
SO  - Lancet. 2010 Feb 6;375(9713):445.
"""


def medline(*lines):
    return from_medline("\n".join(("PMID- 1", *lines, "SO  - x", "")))["1"]


def test_an_article_names_its_retraction_and_the_concern():
    retraction, concern = from_medline(ARTICLE)["9500320"]

    assert retraction == NoticeReport(
        NoticeKind.RETRACTION,
        "10.1016/s0140-6736(10)60175-4",
        "20137807",
        date(2010, 2, 6),
        "pubmed",
        "Lancet. 2010 Feb 6;375(9713):445.",
    )
    assert (concern.kind, concern.notice_doi, concern.on) == (
        NoticeKind.CONCERN,
        "10.1097/meg.0b013e328349d184",
        date(2011, 11, 1),
    )


def test_a_notice_is_not_itself_retracted():
    assert from_medline(NOTICE) == {"20137807": []}


def test_several_records_are_kept_apart_and_an_unknown_one_is_missing():
    found = from_medline(f"{ARTICLE}\n{NOTICE}")

    assert {pmid: len(reports) for pmid, reports in found.items()} == {"9500320": 2, "20137807": 0}
    assert from_medline("id: 3 Error occurred") == {}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("RIN - Retraction in: Lancet. 2010. PMID: 2", NoticeKind.RETRACTION),
        ("PRIN- Lancet. 2010. PMID: 2", NoticeKind.PARTIAL_RETRACTION),
        ("ECI - Lancet. 2010. PMID: 2", NoticeKind.CONCERN),
        ("EIN - Lancet. 2010. PMID: 2", NoticeKind.ERRATUM),
        ("CRI - Lancet. 2010. PMID: 2", NoticeKind.CORRECTION),
    ],
)
def test_tags_of_an_article_become_notices(line, kind):
    [report] = medline(line)

    assert (report.kind, report.notice_pmid, report.on) == (kind, "2", date(2010, 1, 1))


@pytest.mark.parametrize("tag", ["ROF ", "PROF", "ECF ", "EFR ", "CRF ", "CIN ", "CON ", "UIN "])
def test_tags_of_a_notice_and_of_comments_are_ignored(tag):
    assert medline(f"{tag}- Lancet. 2010. PMID: 2") == []


def test_retracted_without_a_reference_to_the_notice_is_retracted():
    [report] = medline("PT  - Retracted Publication")

    assert (report.kind, report.notice_url) == (NoticeKind.RETRACTION, "")
