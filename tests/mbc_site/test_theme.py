import re

import pytest

from mbc_site.theme import FILE, csp_source


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nothing/"])
def test_a_public_page_holds_the_script_whose_hash_its_policy_names(visitor, address):
    response = visitor.get(address)
    held = re.findall(r"<script>(.*?)</script>", response.content.decode(), re.DOTALL)

    assert held == [FILE.read_text(encoding="utf-8")]
    assert f"script-src 'self' {csp_source(held[0])};" in response.headers["Content-Security-Policy"]
