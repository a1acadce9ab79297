import doctest
import socket
import threading
from datetime import date

import pytest

from tests.web.services import running
from web import Guard, links
from web.links import LinkAnswer, LinkState, LinkStatus, check, next_state


@pytest.fixture
def service():
    with running() as service:
        yield service


@pytest.fixture
def visit(service):
    def visit(url, **options):
        options = {"guard": service.guard, "pace": service.pace, "timeout": 2} | options
        return check(url if "://" in url else service.url + url, user_agent="MBCSupportCMS/1.0", **options)

    return visit


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(links).failed == 0


def test_a_page_that_answers_gets_a_head_request_only(service, visit):
    service.answer("/page", "x" * 100_000)

    assert visit("/page") == LinkAnswer(LinkStatus.OK, 200, "The page answers.", f"{service.url}/page")
    assert [asked.method for asked in service.asked] == ["HEAD"]
    assert service.asked[0].headers["user-agent"] == "MBCSupportCMS/1.0"


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_a_server_without_head_gets_a_get_request(service, visit, status):
    service.answer("/page", status=status)
    service.answer("/page", "hello")

    assert visit("/page").state == LinkStatus.OK
    assert [asked.method for asked in service.asked] == ["HEAD", "GET"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, LinkStatus.FAILING),
        (410, LinkStatus.FAILING),
        (400, LinkStatus.UNKNOWN),
        (401, LinkStatus.UNKNOWN),
        (403, LinkStatus.UNKNOWN),
        (429, LinkStatus.UNKNOWN),
        (500, LinkStatus.UNKNOWN),
        (503, LinkStatus.UNKNOWN),
    ],
)
def test_only_no_such_page_is_a_failure(service, visit, status, state):
    service.answer("/page", status=status)

    answer = visit("/page")

    assert (answer.state, answer.http_status) == (state, status)
    assert str(status) in answer.sentence


def test_a_server_that_limits_requests_is_not_tried_again(service, visit):
    service.answer("/page", status=429)

    visit("/page")

    assert len(service.asked) == 1


def test_a_slow_server_is_unknown(service, visit):
    service.answer("/page", delay=0.5)

    assert visit("/page", timeout=0.1) == LinkAnswer(
        LinkStatus.UNKNOWN, None, "The site did not answer in time.", f"{service.url}/page"
    )


def test_a_dripping_server_is_abandoned_after_the_total_time():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        stop = threading.Event()

        def drip():
            connection, _address = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
                while not stop.wait(0.05):
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        answer = check(
            f"http://127.0.0.1:{port}/",
            user_agent="x",
            guard=Guard(exempt=frozenset({("127.0.0.1", port)})),
            timeout=0.4,
        )
        stop.set()
        thread.join()

    assert (answer.state, answer.sentence) == (LinkStatus.UNKNOWN, "The site did not answer in time.")


def test_a_name_that_no_longer_exists_is_a_failure(visit):
    def nobody(host, port):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    answer = visit("https://gone.example/page", guard=Guard(resolve=nobody))

    assert (answer.state, answer.sentence) == (
        LinkStatus.FAILING,
        "There is no site called gone.example anymore.",
    )


def test_a_name_server_that_does_not_answer_says_nothing_about_the_page(visit):
    def later(host, port):
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    assert visit("https://mbc.example/", guard=Guard(resolve=later)).state == LinkStatus.UNKNOWN


def test_a_redirect_is_followed_to_its_end(service, visit):
    service.redirect("/old", "/older", status=301)
    service.redirect("/older", f"{service.url}/new", status=308)
    service.answer("/new", "hello")

    assert visit("/old") == LinkAnswer(LinkStatus.OK, 200, "The page answers.", f"{service.url}/new")


@pytest.mark.parametrize(("redirects", "state"), [(5, LinkStatus.OK), (6, LinkStatus.UNKNOWN)])
def test_five_redirects_are_enough(service, visit, redirects, state):
    for number in range(redirects):
        service.redirect(f"/{number}", f"/{number + 1}")
    service.answer(f"/{redirects}", "hello")

    assert visit("/0").state == state
    assert len(service.asked) == 6


def test_a_redirect_to_an_invalid_address_is_unknown(service, visit):
    service.redirect("/old", "http://[publisher.example/new")

    assert visit("/old").state == LinkStatus.UNKNOWN


def test_a_doi_that_redirects_is_fine_without_visiting_the_page(service, visit):
    service.redirect("/10.1000/x", "https://publisher.example/robots-keep-out")
    guard = Guard(lambda host, port: ["127.0.0.1"], service.guard.exempt)

    answer = visit(f"http://doi.org:{service.port}/10.1000/x", guard=guard)

    assert (answer.state, len(service.asked)) == (LinkStatus.OK, 1)


def test_a_doi_that_leads_nowhere_is_a_failure(service, visit):
    guard = Guard(lambda host, port: ["127.0.0.1"], service.guard.exempt)

    assert visit(f"http://doi.org:{service.port}/10.1000/x", guard=guard).state == LinkStatus.FAILING


GONE = LinkAnswer(LinkStatus.FAILING, 404, "", "")
SHY = LinkAnswer(LinkStatus.UNKNOWN, 403, "", "")
FINE = LinkAnswer(LinkStatus.OK, 200, "", "")


@pytest.mark.parametrize(
    ("visits", "state"),
    [
        ([(1, GONE)], LinkStatus.FAILING),
        ([(1, GONE), (7, GONE)], LinkStatus.FAILING),
        ([(1, GONE), (8, GONE)], LinkStatus.BROKEN),
        ([(1, GONE), (4, SHY), (8, GONE)], LinkStatus.BROKEN),
        ([(1, GONE), (4, FINE), (8, GONE)], LinkStatus.FAILING),
        ([(1, GONE), (8, GONE), (9, SHY)], LinkStatus.BROKEN),
        ([(1, GONE), (8, GONE), (9, GONE)], LinkStatus.BROKEN),
        ([(1, GONE), (8, GONE), (9, FINE)], LinkStatus.OK),
        ([(1, SHY), (15, SHY), (29, SHY)], LinkStatus.UNKNOWN),
        ([(1, FINE), (8, SHY)], LinkStatus.UNKNOWN),
    ],
)
def test_broken_takes_two_failures_a_week_apart(visits, state):
    known = LinkState()
    for day, answer in visits:
        known = next_state(known, answer, date(2026, 3, day))

    assert known.state == state
