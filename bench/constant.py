"""A body that never changes, as the least that a server in Python can cost. `bench/load.py` serves it with granian."""

BODY = [b"x" * 9900]
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", "9900")]


def application(environ, start_response):
    start_response("200 OK", HEADERS)
    return BODY
