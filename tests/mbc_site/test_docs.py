"""The documentation names files and links that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
# A path in code style: `sources/ama/works.py`, `docs/adr/`. Short names such as `deadlines.py` are left out.
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
MADE_WHEN_RUN = ("var/", "DATA_DIR/", "staticfiles/")
PACKAGES = ("articles", "editing", "mbc_site", "sources", "support_groups", "web")


def _exists(path: str) -> bool:
    """From the root of the project, or inside one of its packages."""
    return any((ROOT / folder / path).exists() for folder in ("", *PACKAGES, "templates", "docs"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(page):
    text = page.read_text()
    paths = [path for path in PATH.findall(text) if not path.startswith(MADE_WHEN_RUN) and "." in path]
    links = [link for link in LINK.findall(text) if "://" not in link and not link.startswith("mailto:")]

    assert [path for path in paths if not _exists(path)] == []
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_there_are_pages_to_check():
    assert {"README.md", "where.md", "architecture.md"} <= {page.name for page in PAGES}
