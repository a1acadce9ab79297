"""A page that arrives in pieces is drawn once: no layout shift, wherever the pieces end."""

import http.server
import threading
import time
import urllib.error
import urllib.request

import pytest

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("home", "sources", "person", "article", "article since", "group", "video", "nowhere")
PIECES = 20  # of each document
PAUSE = 0.03  # seconds between two pieces: about two frames, in which a browser could draw what it has
SHIFTS = """window.shifts = []; new PerformanceObserver(list => list.getEntries().forEach(shift => shifts.push(
    [shift.value, ...shift.sources.map(source => source.node?.outerHTML?.slice(0, 80))])))
    .observe({ type: 'layout-shift', buffered: true })"""


class Piecemeal(http.server.BaseHTTPRequestHandler):
    """Hands on what `origin` answers, documents a piece at a time, other files whole."""

    protocol_version = "HTTP/1.1"
    origin: str

    def do_GET(self):
        try:
            answer = urllib.request.urlopen(self.origin + self.path)  # noqa: S310  our own live server
        except urllib.error.HTTPError as error_page:
            answer = error_page
        with answer:
            body, media_type = answer.read(), answer.headers["Content-Type"]
        self.send_response(answer.status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        is_document = media_type.startswith("text/html")
        size = -(-len(body) // PIECES) if is_document else max(len(body), 1)
        for start in range(0, len(body), size):
            self.wfile.write(body[start : start + size])
            time.sleep(PAUSE if is_document else 0)

    def log_message(self, *args):
        """Nothing on the terminal of the tests."""


@pytest.fixture
def slow_site(live_server):
    handler = type("Handler", (Piecemeal,), {"origin": live_server.url})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_arrives_in_pieces(browser, slow_site, site, width):
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.add_init_script(SHIFTS)

    found = {}
    for name in PAGES:
        page.goto(slow_site + site.addresses[name], wait_until="load")
        page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        found[name] = page.evaluate("shifts")
    context.close()

    assert found == {name: [] for name in PAGES}
