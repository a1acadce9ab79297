"""What a page says of itself to other programs."""

import json

from lxml import html


class Head:
    """The head of a page: its title, what each `meta` says, and its links by relation."""

    def __init__(self, page: str):
        root = html.document_fromstring(page)
        self.title = root.findtext(".//title")
        self.meta = {
            one.get("property") or one.get("name"): one.get("content")
            for one in root.iter("meta")
            if one.get("content") is not None
        }
        self._links = [(one.get("rel"), one.get("hreflang"), one.get("href")) for one in root.iter("link")]

    def links(self, relation: str) -> list[str]:
        return [address for rel, _language, address in self._links if rel == relation]

    @property
    def languages(self) -> dict[str, str]:
        return {language: address for _rel, language, address in self._links if language}


def descriptions(page: str) -> list[dict]:
    """Its JSON-LD, in the order of the page."""
    scripts = html.document_fromstring(page).iterfind('.//script[@type="application/ld+json"]')
    found = [json.loads(script.text) for script in scripts]
    assert {data["@context"] for data in found} <= {"https://schema.org"}
    return found


def head_of(client, address: str) -> Head:
    return Head(client.get(address).content.decode())
