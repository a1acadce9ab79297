import pytest

from tests.asked import Made


@pytest.fixture
def site(db):
    made = Made()
    yield made
    made.close()
