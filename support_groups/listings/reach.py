"""Whether a visitor who has found a listing can get to the group, or to somebody who knows it. Pure."""

import re
from collections.abc import Mapping
from typing import Any

# An email address, a web address, or a telephone number. Short numbers count only behind a word such as "call".
ADDRESS = re.compile(
    r"(?<=[\w.+-])@[\w-]{1,63}\.[a-z]{2}"
    r"|https?://\w|\bwww\.\w|\b[\w-]{2,63}\.(?:org|com|net|edu|gov|info|ca|uk|mx|es)\b"
    r"|\(?\b\d{3}\)?[ .–-]{0,2}\d{3}[ .–-]\d{4}\b|\b\d{3}[.–-]\d{4}\b|\b\d{3}[ .–-]\d{3}[ .–-][A-Z]{4}\b"
    r"|\+\d[\d ().-]{6,20}\d|\b0\d{2,4} \d{3,4} ?\d{3,4}\b"
    r"|\b(?:call|dial|phone|text|tel|llame|marque)\b[^\w\n]{0,3}(?:at |al |to |us at )?\d{3}",
    re.IGNORECASE,
)
WORDS = ("joining", "description", "summary", "schedule_note", "cost_note")  # texts that visitors read


def says_whom_to_ask(text: str) -> bool:
    """
    >>> says_whom_to_ask("Call Ann at 330-555-0177."), says_whom_to_ask("Call first."), says_whom_to_ask("Since 2026-12-24")
    (True, False, False)
    """
    return bool(ADDRESS.search(text))


def is_out_of_reach(values: Mapping[str, Any]) -> bool:
    """`values` as for `rules.problems`. Beside its own columns it takes `names_contact`, whether the page names a contact
    of the group or of its organization; `may_just_come`, whether it says when and where; `has_contacts`, whether staff
    have somebody to ask; and `must_ask_for_address`.
    """
    texts = {name: str(value or "").strip() for name, value in values.items() if isinstance(value, str)}
    has_way_in = bool(texts.get("join_link") or texts.get("dial_in"))
    is_public = texts.get("link_visibility") == "public"
    if values.get("names_contact") or values.get("may_just_come") or texts.get("website"):
        return False
    if (has_way_in and is_public) or any(says_whom_to_ask(texts.get(name, "")) for name in WORDS):
        return False
    return not (values.get("has_contacts") and _offers_to_ask(values, texts, has_way_in))


def _offers_to_ask(values: Mapping[str, Any], texts: Mapping[str, str], has_way_in: bool) -> bool:
    """Whether the page says "We can put you in touch": there is a link to ask for, an address to ask for, or no word."""
    return has_way_in or bool(values.get("must_ask_for_address")) or not texts.get("joining")
