"""What helps people take part: what is there, what is not, and what matters but is not known."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from support_groups.models import AccessFeature, Group
from support_groups.models.vocabulary import access_features

# Visitors need to know these before they go, so the page mentions them even if nobody has asked yet.
ASK_FIRST = ("step-free", "accessible-restroom", "comfortable-seats")


@dataclass(frozen=True)
class AccessItem:
    """`kind`, a class in CSS, says whether it is there: yes, no or unk."""

    kind: str
    words: str

    @property
    def icon(self) -> str:
        return {"yes": "check", "no": "no"}.get(self.kind, "unknown")


def access_of(group: Group) -> list[AccessItem]:
    """What is there first; the building's only where people meet."""
    items = (_item(feature, group) for feature in access_features(group))
    return sorted(filter(None, items), key=lambda item: ("yes", "no", "unk").index(item.kind))


def _item(feature: AccessFeature, group: Group) -> AccessItem | None:
    place = group.place
    note = f" ({feature.note})" if feature.note and place and place.is_street_public else ""
    if feature.helps or (place and feature.is_there):
        return AccessItem("yes", f"{feature.label}{note}")
    if not place:
        return None
    if feature.is_there is False:
        return AccessItem("no", _("%s: no") % feature.label + note)
    if feature.code in ASK_FIRST:
        return AccessItem("unk", _("%s: not known, ask first") % feature.label)
    return None
