"""Names of languages, audiences and other terms, as codes of the directory's vocabularies."""

import re
from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from support_groups.exchange.formats.cell_parts import join_parts, split_parts
from support_groups.exchange.formats.cells import read_list
from support_groups.exchange.formats.columns import VOCABULARIES
from support_groups.exchange.formats.listings import Listing
from support_groups.listings.folding import folded

Terms = Mapping[str, Mapping[str, str]]  # column -> folded code or name -> code

# What others call the codes every directory begins with. Languages: ISO 639-2 and -3, and names in use.
OTHERS = {
    "languages": {
        "eng": "en", "spa": "es", "castilian": "es", "espanol": "es", "ingles": "en", "mandarin": "cmn",
        "chinese mandarin": "cmn", "cantonese": "yue", "chinese cantonese": "yue", "vie": "vi", "tgl": "tl", "fil": "tl",
        "filipino": "tl", "kor": "ko", "hat": "ht", "creole": "ht", "haitian": "ht", "fra": "fr", "fre": "fr", "por": "pt",
        "rus": "ru", "ara": "ar", "hin": "hi", "asl": "ase", "sign language": "ase",
    },
    "audiences": {
        "patients": "living-with-mbc", "mbc patients": "living-with-mbc", "thrivers": "living-with-mbc", "mbc": "living-with-mbc",
        "people living with metastatic breast cancer": "living-with-mbc", "caregiver": "carers", "carer": "carers",
        "caregivers": "carers", "men with breast cancer": "men", "young adult": "young-adults", "young women": "young-adults",
        "seniors": "older-adults", "parent": "parents", "african american": "black", "african american women": "black",
        "latina": "hispanic", "latinas": "hispanic", "latino": "hispanic", "native american": "indigenous", "lgbt": "lgbtq",
        "lgbtqia": "lgbtq", "spouses": "partners", "family": "family-friends", "families": "family-friends",
        "friends": "family-friends", "veteran": "veterans", "bereavement": "bereaved", "grief": "bereaved",
    },
    "access": {
        "wheelchair": "step-free", "wheelchair access": "step-free", "wheelchair accessible": "step-free", "ramp": "step-free",
        "restroom": "accessible-restroom", "disabled parking": "disabled-parking", "lift": "elevator", "interpreter": "sign-language",
        "childcare available": "childcare", "closed captions": "captions", "parking": "disabled-parking",
    },
    "activities": {"meditation": "meditation", "yoga": "movement", "art": "art", "discussion": "talking", "speaker": "speakers"},
    "subtypes": {"tnbc": "triple-negative", "ibc": "inflammatory", "lobular breast cancer": "lobular", "er positive": "hormone-positive"},
}  # fmt: skip
MOST_NOTES = 20  # of one row
TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


def code_of(column: str, text: str, terms: Terms) -> str:
    """
    >>> terms = {"languages": {"es": "es", "spanish": "es", "zh hant": "zh-Hant"}}
    >>> [code_of("languages", text, terms) for text in ("Spanish", "es-MX", "Castilian", "zh-Hant", "Klingon")]
    ['es', 'es', 'es', 'zh-Hant', '']
    """
    code = _code_of_name(column, folded(text), terms)
    if not code and column == "languages" and TAG.fullmatch(text.strip()):
        # RFC 4647 section 3.4: a tag falls back to its language.
        base = re.split(r"[-_]", text.strip().lower())[0]
        code = _code_of_name(column, base, terms)
    return code


def _code_of_name(column: str, name: str, terms: Terms) -> str:
    codes = terms.get(column, {})
    other = OTHERS.get(column, {}).get(name, "")
    return codes.get(name) or codes.get(other.replace("-", " "), "")


def resolve(listing: Listing, terms: Terms) -> None:
    """Codes for names, in place. An unknown name becomes a note and is not imported."""
    values = listing.values
    _sort_terms(listing, values.pop("_terms", []), terms)
    for column in VOCABULARIES:
        if column in values:
            values[column] = _codes(column, values[column], listing, terms)
    for column in ("venue_has", "venue_lacks"):
        if column in values:
            values[column] = list(_features(column, values[column], listing, terms))


def _codes(column: str, names: list[str], listing: Listing, terms: Terms) -> list[str]:
    """Unknown words are also kept for the coordinator, who may know what they mean."""
    codes = {name: code_of(column, name, terms) for name in names}
    unknown = [name for name in names if not codes[name]]
    for name in unknown[:MOST_NOTES]:
        _add_unknown(listing, column, name[:100])
    if unknown:
        parts = {"column": column, "words": ", ".join(unknown)[:500]}
        listing.append("_private", _("In the file, %(column)s: %(words)s") % parts)
    return list(dict.fromkeys(filter(None, codes.values())))


def _features(column: str, items: list[str], listing: Listing, terms: Terms) -> Iterator[str]:
    seen = set()
    for item in items:
        text, note = (*split_parts(item), "")[:2]
        for name in [text] if code_of("access", text, terms) else read_list(text):
            code = code_of("access", name, terms)
            if not code:
                _add_unknown(listing, column, name[:200])
            elif code not in seen:
                seen.add(code)
                yield join_parts([code, note] if note else [code])


def _sort_terms(listing: Listing, names: list[str], terms: Terms) -> None:
    """Terms without a column go to the first column that knows them."""
    for name in names:
        column = next((column for column in VOCABULARIES if code_of(column, name, terms)), "")
        if column:
            listing.append(column, name)
        else:
            _add_unknown(listing, "attributes", name[:100])


def _add_unknown(listing: Listing, column: str, name: str) -> None:
    listing.add_note(column, _("“%s” is not in our list.") % name)


def codes_by_name(rows: list[tuple[str, str, str]]) -> dict[str, str]:
    """Folded code or name -> code. `rows` are (code, name, name in Spanish)."""
    codes = {}
    for code, name, name_es in rows:
        codes |= {folded(word): code for word in (name_es, name, code) if word}
    return codes
