"""What a search engine finds in the sitemap."""

from xml.etree import ElementTree

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ORIGIN = "http://testserver"


def entries(client, address: str, element: str) -> dict[str, str | None]:
    """Path -> last change of each entry of the index ("sitemap") or of one file ("url")."""
    response = client.get(address)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml"), address
    found = ElementTree.fromstring(response.content).findall(f"{MAP}{element}")  # noqa: S314  our own
    pairs = [(one.findtext(f"{MAP}loc"), one.findtext(f"{MAP}lastmod")) for one in found]
    assert all(place.startswith(ORIGIN) for place, _changed in pairs)
    return {place.removeprefix(ORIGIN): changed for place, changed in pairs}


def mapped(client) -> dict[str, str | None]:
    """Path -> last change of every page in the files that the index names."""
    found: dict[str, str | None] = {}
    for file in entries(client, "/sitemap.xml", "sitemap"):
        pages = entries(client, file, "url")
        assert pages, file
        assert not found.keys() & pages.keys(), file
        found |= pages
    return found
