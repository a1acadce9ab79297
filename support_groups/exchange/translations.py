"""Translations named in a file: no listing may be the translation of itself, nor two of each other."""

from collections.abc import Iterable

from support_groups.exchange.formats import Listing
from support_groups.exchange.formats.foreign_rows import is_uuid
from support_groups.models import Group
from support_groups.models.translations import CIRCLE, ITSELF, leads_back


def check(listings: Iterable[Listing]) -> None:
    """Add a note to each listing whose original leads back to it, in the file or in the directory."""
    listings = [listing for listing in listings if _is_translation(listing)]
    said = {_uid(listing, "id"): _uid(listing, "translation_of") for listing in listings}

    def next_of(uid: str) -> str | None:
        return said[uid] if uid in said else _original_here(uid)

    for listing in listings:
        uid = _uid(listing, "id")
        if said[uid] == uid:
            listing.add_error("translation_of", str(ITSELF))
        elif leads_back(uid, said[uid], next_of):
            listing.add_error("translation_of", str(CIRCLE))


def _is_translation(listing: Listing) -> bool:
    return all(is_uuid(str(listing.values.get(column) or "")) for column in ("id", "translation_of"))


def _uid(listing: Listing, column: str) -> str:
    return str(listing.values[column]).strip().lower()


def _original_here(uid: str) -> str | None:
    found = Group.objects.filter(uid=uid).values_list("translation_of__uid", flat=True).first()
    return str(found) if found else None
