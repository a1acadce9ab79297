import doctest
import socket
import threading

import pytest

from tests.web.services import running
from web import Client, Forbidden, Guard, Unreachable, guard

PRIVATE = [
    "0.0.0.0",  # noqa: S104
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.8.8.8",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "nonsense",
]
PUBLIC = ["93.184.215.14", "1.1.1.1", "2606:4700::6810:84e5", "::ffff:93.184.215.14", "64:ff9b::5db8:d70e"]


@pytest.fixture(autouse=True)
def _nothing_leaves_this_machine(monkeypatch):
    connect = socket.create_connection

    def connect_here(address, *args):
        assert address[0].startswith("127."), address
        return connect(address, *args)

    monkeypatch.setattr(socket, "create_connection", connect_here)


@pytest.fixture
def service():
    with running() as service:
        yield service


def client(guard, **options):
    return Client({"User-Agent": "x"}, guard, **{"timeout": 2, "most": 1000} | options)


def test_the_examples_in_the_docstrings_are_true():
    assert doctest.testmod(guard).failed == 0


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_private(address):
    assert not guard.is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address):
    assert guard.is_public(address)


@pytest.mark.parametrize("address", [one for one in PRIVATE if one != "nonsense"])
def test_a_name_that_leads_to_a_private_address_is_never_contacted(address, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args: pytest.fail("contacted"))

    with pytest.raises(Forbidden, match="private network"):
        client(Guard(lambda host, port: [address])).request("GET", "http://innocent.example/")


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args: pytest.fail("contacted"))

    with pytest.raises(Forbidden):
        client(Guard(lambda host, port: ["93.184.215.14", "10.0.0.1"])).request(
            "GET", "http://innocent.example/"
        )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.1.2.3/",
        "http://168.63.129.16/",
        "http://2822734096/",
        "http://0xa83f8110/",
        "http://0250.077.0201.020/",
        "http://0xa8.077.33040/",
        "http://168.4161808/",
        "http://192.0.9/",
        "http://0xc0.0.0.0x9/",
        "http://１６８.６３.１２９.１６/",
        "http://168。63。129。16/",
        "http://[::ffff:168.63.129.16]/",
        "http://[64:ff9b::192.0.0.9]/",
        "http://[2002:c000:0009::]/",
        "http://[3FFF::1]/",
        "http://[2620:004f:8000:0000:0000:0000:0000:0001]/",
        "http://0/",
        "http://0.0.0.0/",
    ],
)
def test_addresses_written_as_numbers_are_checked_like_names(url, monkeypatch):
    monkeypatch.setattr(socket, "create_connection", lambda *args: pytest.fail("contacted"))

    with pytest.raises(Forbidden):
        client(Guard()).request("GET", url)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("file:///etc/passwd", "http:// or https://"),
        ("ftp://mbc.example/", "http:// or https://"),
        ("gopher://mbc.example/", "http:// or https://"),
        ("javascript:alert(1)", "http:// or https://"),
        ("//mbc.example/", "http:// or https://"),
        ("", "http:// or https://"),
        ("http:///path", "http:// or https://"),
        ("https://user:secret@mbc.example/", "user name or password"),
        ("https://user@mbc.example/", "user name or password"),
        ("https://@mbc.example/", "user name or password"),
        ("https://mbc.example:22/", "80 and 443"),
        ("https://mbc.example:8080/", "80 and 443"),
        ("https://mbc.example:0/", "80 and 443"),
        ("https://mbc.example:99999/", "not a web address"),
        ("https://mbc.example:x/", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://mbc.example/\r\nHost: evil", "not a web address"),
        ("http://mbc.example\\@evil.example/", "not a web address"),
        ("http://mbc.example/" + "x" * 2000, "not a web address"),
        ("http://" + "ü" * 70 + ".example/", "not a web address"),
        ("http://[fe80::1%25eth0]/", "not a web address"),
        ("http://[fe80::1%eth0]/", "not a web address"),
        ("http://%31%32%37.0.0.1/", "not a web address"),
        ("http://127.0.0.1%00.mbc.example/", "not a web address"),
        ("http://mbc.example,127.0.0.1/", "not a web address"),
    ],
)
def test_other_addresses_are_refused_before_their_name_is_looked_up(url, said):
    with pytest.raises(Forbidden) as refusal:
        client(Guard(lambda host, port: pytest.fail("looked up"))).request("GET", url)

    assert said in refusal.value.sentence


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://168.63.129.16/machine/?comp=goalstate",
        "http://2822734096/",
        "http://192.88.99.1/",
        "http://[3fff::1]/",
        "http://[fe80::1%25eth0]/",
        "file:///etc/passwd",
        "//localhost/",
        "https://user:secret@mbc.example/",
    ],
)
def test_a_redirect_is_checked_like_an_address(service, to):
    service.redirect("/page", to)

    with pytest.raises(Forbidden):
        client(service.guard).request_and_follow("GET", f"{service.url}/page")

    assert len(service.asked) == 1


def test_a_redirect_to_a_name_that_leads_inside_is_refused(service):
    service.redirect("/page", "http://innocent.example/")
    names = {"innocent.example": ["10.0.0.1"]}
    here = Guard(lambda host, port: names.get(host, [host]), service.guard.exempt)

    with pytest.raises(Forbidden):
        client(here).request_and_follow("GET", f"{service.url}/page")


def test_the_connection_goes_to_the_address_that_was_checked(service):
    """A name server that changes its mind between check and connection (DNS rebinding) is not asked again."""
    answers = [["127.0.0.1"], ["10.0.0.1"]]
    service.answer("/page", "hello")

    answer = client(Guard(lambda host, port: answers.pop(0), service.guard.exempt)).request(
        "GET", f"http://rebinding.example:{service.port}/page"
    )

    assert answer.body == b"hello"
    assert service.asked[0].headers["host"] == f"rebinding.example:{service.port}"
    assert len(answers) == 1


def test_each_request_is_judged_by_its_own_look_up(service):
    """A name that led outside for one request and leads inside for the next."""
    answers = [["127.0.0.1"], ["168.63.129.16"]]
    service.answer("/page", "hello")
    here = client(Guard(lambda host, port: answers.pop(0), service.guard.exempt))
    url = f"http://rebinding.example:{service.port}/page"

    here.request("GET", url)
    with pytest.raises(Forbidden):
        here.request("GET", url)

    assert len(service.asked) == 1


def test_a_redirect_to_the_same_name_is_looked_up_and_judged_again(service):
    answers = [["127.0.0.1"], ["127.0.0.1", "192.0.0.9"]]
    url = f"http://rebinding.example:{service.port}/page"
    service.redirect("/page", url)

    with pytest.raises(Forbidden):
        client(Guard(lambda host, port: answers.pop(0), service.guard.exempt)).request_and_follow("GET", url)

    assert len(service.asked) == 1


def test_only_addresses_that_were_judged_are_contacted(service, monkeypatch):
    connect, contacted = socket.create_connection, []

    def note(address, *args):
        contacted.append(address)
        return connect(address, *args)

    monkeypatch.setattr(socket, "create_connection", note)
    service.answer("/page", "hello")

    client(Guard(lambda host, port: ["127.0.0.1"], service.guard.exempt)).request(
        "GET", f"http://named.example:{service.port}/page"
    )

    assert contacted == [("127.0.0.1", service.port)]


def test_the_next_address_is_tried_when_one_does_not_answer(service):
    exempt = service.guard.exempt | {("127.0.0.9", service.port)}
    service.answer("/page", "hello")

    answer = client(Guard(lambda host, port: ["127.0.0.9", "127.0.0.1"], exempt)).request(
        "GET", f"http://two.example:{service.port}/page"
    )

    assert answer.body == b"hello"


def test_tls_asks_for_the_name_and_not_for_the_address():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port, hello = server.getsockname()[1], []

        def listen():
            connection, _address = server.accept()
            with connection:
                hello.append(connection.recv(4096))

        thread = threading.Thread(target=listen)
        thread.start()
        here = Guard(lambda host, port: ["127.0.0.1"], frozenset({("127.0.0.1", port)}))
        with pytest.raises(Unreachable):
            client(here).request("GET", f"https://named.example:{port}/")
        thread.join()

    assert b"named.example" in hello[0]


def test_no_more_of_a_body_is_read_than_allowed(service):
    service.answer("/page", b"x" * 5000)

    answer = client(service.guard, most=1000).request("GET", f"{service.url}/page")

    assert (len(answer.body), answer.whole) == (1000, False)


def test_an_endless_body_is_not_read_to_its_end(service):
    service.answer("/page", b"x" * 5000, Content_Length="10000000000")

    assert len(client(service.guard, most=1000).request("GET", f"{service.url}/page").body) == 1000


def test_a_path_with_other_letters_and_a_name_with_other_letters_are_encoded(service):
    here = Guard(lambda host, port: ["127.0.0.1"], service.guard.exempt)
    service.answer("/größe", "hello")

    client(here).request("GET", f"http://müller.example:{service.port}/größe?q=ü%20#part")

    assert service.asked[0].path == "/gr%C3%B6%C3%9Fe?q=%C3%BC%20"
    assert service.asked[0].headers["host"].startswith("xn--mller-kva.example")


def test_an_answer_that_is_no_http_is_unreachable():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

        def talk():
            connection, _address = server.accept()
            with connection:
                connection.recv(4096)
                connection.sendall(b"220 mail.example ESMTP\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        with pytest.raises(Unreachable, match="could not be understood"):
            client(Guard(exempt=frozenset({("127.0.0.1", port)}))).request("GET", f"http://127.0.0.1:{port}/")
        thread.join()
