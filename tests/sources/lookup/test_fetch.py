import time
from datetime import UTC, datetime
from threading import Thread

import pytest

from sources.lookup import NotFound, Offline, Refused
from web import Guard, Pace

PATH = "/works/10.1000/x"


def test_an_answer_comes_with_its_date_and_service(service, fetcher):
    service.answer(PATH, {"message": {}})

    fetched = fetcher.get("crossref", PATH)

    assert (fetched.json(), fetched.service) == ({"message": {}}, "Crossref")
    assert fetched.fetched_at == datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_request_names_the_site_and_a_contact(service, fetcher):
    service.answer(PATH, "{}")

    fetcher.get("crossref", PATH, {"mailto": "editor@mbc.example"})

    [asked] = service.asked
    assert (
        asked.headers["user-agent"] == "MBCSupportCMS/1.0 (+https://mbc.example; mailto:editor@mbc.example)"
    )
    assert asked.path == PATH + "?mailto=editor%40mbc.example"


@pytest.mark.parametrize("status", [400, 404, 410])
def test_an_unknown_record_is_not_found_in_any_form_of_answer(service, fetcher, slept, status):
    service.answer(PATH, "Resource not found.", status=status)

    with pytest.raises(NotFound) as failure:
        fetcher.get("crossref", PATH)

    assert failure.value.sentence == "Crossref has no such record."
    assert (len(service.asked), slept) == (1, [])


def test_a_busy_service_is_tried_again_after_the_time_it_names(service, fetcher, slept):
    service.answer(PATH, status=429, Retry_After="7")
    service.answer(PATH, {"ok": 1})

    assert fetcher.get("crossref", PATH).json() == {"ok": 1}
    assert slept == [7.0]


def test_the_time_may_be_a_date(service, fetcher, slept):
    service.answer(PATH, status=503, Retry_After="Sun, 22 Nov 2026 12:00:09 GMT")
    service.answer(PATH, {"ok": 1})

    fetcher.get("crossref", PATH)

    assert slept == [9.0]


def test_very_long_waits_are_refused(service, fetcher, slept):
    service.answer(PATH, status=429, Retry_After="3600")

    with pytest.raises(Offline, match="too busy to answer now"):
        fetcher.get("crossref", PATH)

    assert (len(service.asked), slept) == (1, [])


def test_a_failing_service_is_tried_three_times_with_growing_pauses(service, fetcher, slept):
    service.answer(PATH, status=500)

    with pytest.raises(Offline):
        fetcher.get("crossref", PATH)

    assert (len(service.asked), slept) == (3, [1.0, 3.0])


def test_a_slow_service_is_reported_as_offline(service, fetcher, slept):
    fetcher.timeout = 0.1
    service.answer(PATH, "{}", delay=0.5)

    with pytest.raises(Offline) as failure:
        fetcher.get("crossref", PATH)

    assert (
        failure.value.sentence
        == "Crossref could not be reached. Try again later, or fill in the form by hand."
    )


def test_an_unreachable_service_is_offline(fetcher):
    fetcher.guard = Guard(exempt=frozenset({("127.0.0.1", 9)}))
    fetcher.bases = {"crossref": "http://127.0.0.1:9"}

    with pytest.raises(Offline, match="could not be reached"):
        fetcher.get("crossref", PATH)


def test_characters_that_databases_refuse_are_left_out_of_an_answer(service, fetcher):
    body = (
        rb'{"title": ["Rest\u0000ing\ud800 cells"], "na\u0000me": 1e999, "score": 1.5, "volume": 5}' + b"\x00"
    )
    service.answer(PATH, body[:-1])
    service.answer(PATH, body)

    assert fetcher.get("crossref", PATH).json() == {
        "title": ["Resting cells"],
        "name": None,
        "score": 1.5,
        "volume": 5,
    }
    assert "\x00" not in fetcher.get("crossref", PATH).text


@pytest.mark.parametrize(
    "body", [b"<html>Sign in to the wireless network</html>", b"\xff\xfe{", b"[" * 100_000]
)
def test_garbage_is_refused(service, fetcher, body):
    service.answer(PATH, body)

    with pytest.raises(Refused, match="could not be read"):
        fetcher.get("crossref", PATH).json()


def test_a_huge_answer_is_refused_before_it_is_read(service, fetcher):
    fetcher.most = 1000
    service.answer(PATH, b"x" * 1001)

    with pytest.raises(Refused, match="too long"):
        fetcher.get("crossref", PATH)


def test_an_answer_of_exactly_the_size_limit_is_accepted(service, fetcher):
    fetcher.most = 1000
    service.answer(PATH, b"x" * 1000)

    assert len(fetcher.get("crossref", PATH).body) == 1000


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest/", "file:///etc/passwd", "http://[::1]/", "http://127.0.0.1/"]
)
def test_a_redirect_into_the_private_network_is_not_followed(service, fetcher, to):
    service.redirect("/10.1000/x", to)

    with pytest.raises(Refused):
        fetcher.get("doi", "/10.1000/x")

    assert len(service.asked) == 1


def test_one_request_at_a_time():
    moments = []
    pace = Pace({"crossref": 0.0})

    def ask():
        with pace.turn("crossref"):
            moments.append("in")
            time.sleep(0.02)
            moments.append("out")

    threads = [Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert moments == ["in", "out"] * 3


def test_a_pause_between_two_requests():
    clock, slept = iter([10.0, 10.0, 10.2, 10.5, 30.0, 30.0]), []
    pace = Pace({"crossref": 0.5}, clock=lambda: next(clock), sleep=slept.append)

    for _request in range(3):
        with pace.turn("crossref"):
            pass

    assert slept == [pytest.approx(0.3)]


def test_the_pauses_keep_the_services_limits():
    from sources.lookup.fetch import PACE, SERVICES

    assert PACE.pauses["crossref"] >= 1 / 5
    assert PACE.pauses["ncbi"] >= 1 / 3
    assert {SERVICES[name].queue for name in ("eutils", "ctxp", "pmc")} == {"ncbi"}
