from datetime import UTC, datetime

import pytest

from sources.lookup import Fetcher
from tests.web.services import running


@pytest.fixture
def service():
    with running() as service:
        yield service


@pytest.fixture
def slept():
    return []


@pytest.fixture
def fetcher(service, slept):
    """All services are the one of the test; nobody waits."""
    return Fetcher(
        "https://mbc.example",
        "editor@mbc.example",
        bases=dict.fromkeys(("crossref", "doi", "eutils", "ctxp", "pmc"), service.url),
        guard=service.guard,
        pace=service.pace,
        sleep=slept.append,
        timeout=2,
        now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
