import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from sources.checking import record_notices
from sources.integrity import IntegrityState, NoticeKind, NoticeReport
from sources.models import Notice, Source
from tests.factories import cite, make_published, make_source

pytestmark = pytest.mark.django_db

CSV = (
    "Record ID,Title,OriginalPaperDOI,OriginalPaperPubMedID,RetractionDOI,RetractionPubMedID,RetractionDate,"
    "RetractionNature,Reason\n"
    "1,A cure,10.1000/BAD,0,10.1000/notice,0,2/6/2010 0:00,Retraction,+Error\n"
)


def work(doi: str, **fields) -> dict:
    message = {"DOI": doi, "type": "journal-article", "title": ["A cure"], "issued": {"date-parts": [[2010]]}}
    return {"status": "ok", "message-type": "work", "message": message | fields}


RETRACTED = [
    {
        "DOI": "10.1000/notice",
        "type": "retraction",
        "source": "publisher",
        "updated": {"date-parts": [[2012, 3, 1]]},
    }
]


def run(*arguments) -> str:
    out = io.StringIO()
    call_command("check_sources", *arguments, stdout=out, stderr=out)
    call_command("send_mail_queue")
    return out.getvalue()


def write_csv(tmp_path, text=CSV):
    file = tmp_path / "retractions.csv"
    file.write_text(text)
    return str(file)


def test_a_retraction_that_crossref_knows_is_kept_with_its_notice(crossref):
    source = make_source(doi="10.1000/bad")
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))

    run()

    source.refresh_from_db()
    assert source.integrity == IntegrityState.RETRACTED
    assert source.notices.get().url == "https://doi.org/10.1000/notice"


def test_a_work_without_notices_at_crossref_is_clean(crossref):
    source = make_source(doi="10.1000/good")
    crossref.answer("/works/10.1000/good", work("10.1000/good"))

    run()

    source.refresh_from_db()
    assert source.integrity == IntegrityState.CLEAN


def test_a_work_that_no_service_knows_stays_not_checked(crossref):
    unknown, without = make_source(doi="10.1000/nobody"), make_source()

    run()

    for source in (unknown, without):
        source.refresh_from_db()
        assert source.integrity == IntegrityState.NOT_CHECKED


def test_a_source_is_looked_up_once_a_week(crossref):
    make_source(doi="10.1000/good")
    crossref.answer("/works/10.1000/good", work("10.1000/good"))
    run()
    asked = len(crossref.asked)

    run()

    assert len(crossref.asked) == asked


def test_editors_get_one_mail_with_the_sentences(crossref, ada):
    ada.email = "ada@example.org"
    ada.save()
    make_source(key="bad2010", doi="10.1000/bad")
    make_published(title="Herbs", body=f"<p>It cures all.{cite('bad2010')}</p>")
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))

    run()
    run()

    assert [message.to for message in mail.outbox] == [["ada@example.org"]]
    assert "It cures all." in mail.outbox[0].body
    assert "https://doi.org/10.1000/notice" in mail.outbox[0].body


def test_a_notice_from_two_services_is_reported_once(crossref, ada):
    ada.email = "ada@example.org"
    ada.save()
    make_source(doi="10.1000/bad", pmid="123")
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))
    medline = "\nPMID- 123\nTI  - A cure.\nRIN - J X. 2012 Mar 1. doi: 10.1000/notice. PMID: 777\n"
    crossref.answer("/entrez/eutils/efetch.fcgi", medline)

    assert "1 new notices." in run()

    assert mail.outbox[0].body.count("https://doi.org/10.1000/notice") == 1


def test_editors_get_no_mail_about_a_notice_of_another_paper(crossref, ada):
    ada.email = "ada@example.org"
    ada.save()
    source = make_source(doi="10.1000/typo")
    record_notices(
        source,
        [NoticeReport(NoticeKind.RETRACTION, "10.1000/n")],
        identifiers=["doi:10.1000/typo"],
        at=timezone.now(),
    )
    source.doi = "10.1000/right"
    source.save()

    run()

    assert mail.outbox == []


def test_sources_that_always_fail_do_not_starve_the_others(crossref, time_machine):
    failing = [make_source(doi=f"10.1000/f{number}") for number in range(6)]
    bad = make_source(doi="10.1000/bad")
    for source in failing:
        crossref.answer(f"/works/{source.doi}", status=503)
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))
    now = timezone.now()

    assert "No service answers; the rest is left for next time." in run("--limit", "5")
    time_machine.move_to(now + timedelta(days=1), tick=False)
    run("--limit", "5")

    bad.refresh_from_db()
    assert bad.integrity == IntegrityState.RETRACTED


def test_unknown_works_do_not_end_a_run(crossref):
    for number in range(6):
        make_source(doi=f"10.1000/unknown{number}", url=f"{crossref.url}/page")
    bad = make_source(doi="10.1000/bad")
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))
    crossref.answer("/page", "hello")

    assert "Asked about 7 sources; 6 without an answer.\nVisited 6 web addresses" in run()
    bad.refresh_from_db()
    assert bad.integrity == IntegrityState.RETRACTED


def test_a_run_stops_when_no_service_answers(crossref):
    for number in range(6):
        make_source(doi=f"10.1000/{number}")
        crossref.answer(f"/works/10.1000/{number}", status=503)

    assert "No service answers; the rest is left for next time.\nAsked about 5 sources" in run()


def test_no_mail_is_sent_while_no_editor_has_an_address(crossref, ada):
    make_source(doi="10.1000/bad")
    crossref.answer("/works/10.1000/bad", work("10.1000/bad", **{"updated-by": RETRACTED}))

    run()

    assert mail.outbox == []
    assert Notice.objects.get().notified_at is None


def test_a_retraction_watch_file_is_enough_without_a_network(tmp_path, settings):
    source, other = make_source(doi="10.1000/bad"), make_source(doi="10.1000/good")

    output = run("--csv", write_csv(tmp_path))

    source.refresh_from_db()
    other.refresh_from_db()
    assert "1 new notices." in output
    assert source.integrity == IntegrityState.RETRACTED
    assert source.notices.get().published_on.isoformat() == "2010-02-06"
    assert other.integrity == IntegrityState.NOT_CHECKED


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01\x02"])
def test_a_file_of_another_kind_is_refused_by_name_and_changes_nothing(tmp_path, text):
    make_source(doi="10.1000/bad")

    with pytest.raises(CommandError, match=r"retractions\.csv"):
        run("--csv", write_csv(tmp_path, text))

    assert not Notice.objects.exists()


def test_a_missing_page_is_broken_only_after_a_week(crossref, time_machine):
    source = make_source(url=f"{crossref.url}/gone")
    now = timezone.now()
    states = []
    for days in (0, 7):
        time_machine.move_to(now + timedelta(days=days), tick=False)
        run()
        states.append(Source.objects.get(pk=source.pk).link)

    assert states == ["failing", "broken"]


def test_daily_runs_every_part_and_says_which_failed(crossref, settings):
    settings.LOOKUP = settings.LOOKUP | {"bases": None}
    make_source(doi="10.1000/bad")
    out = io.StringIO()

    with pytest.raises(CommandError, match="Failed: check_sources"):
        call_command("daily", stdout=out, stderr=out)

    assert "check_sources: " in out.getvalue()
    assert "clearsessions:" in out.getvalue()
