"""What to expect of a group: who leads it, what it costs, whether one may just listen."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from support_groups.models import Group

Row = tuple[str, str, bool]  # label, words, and whether the words are the group's own


def expectations(group: Group) -> list[Row]:
    """Only what is known, but for what people need to know first."""
    leader = group.get_led_by_display()
    speaks = _answer(group.may_listen, _("Always fine"), _("People are asked to speak"))
    carers = _answer(group.carers_present, _("Welcome"), _("Not in this group"))
    rows = [
        (_("Led by"), leader[:1].upper() + leader[1:], False),
        (_("Group size"), group.size, True),
        (pgettext("of a support group", "Kind of group"), group_type(group), False),
        (_("Cost"), group.get_cost_display() or _("Not known: ask first"), False),
        (_("About the cost"), group.cost_note, True),
        (_("Just listening"), speaks, False),
        (_("Camera off"), _camera(group), False),
        (_("Partners and caregivers"), carers, False),
        (_("Talking about dying"), _dying(group), False),
        (_("When someone dies"), group.when_someone_dies, True),
        (_("Confidentiality"), group.confidentiality, True),
    ]
    return [row for row in rows if row[1]]


def group_type(group: Group) -> str:
    """Nobody can drop in at an address they have to ask for."""
    is_drop_in = group.group_type == Group.GroupType.DROP_IN
    if is_drop_in and group.must_ask_for_address and group.way.is_only_in_person:
        return _("Open: ask for the address first")
    return group.get_group_type_display()


def _answer(answer: str, yes: str, no: str) -> str:
    known = {"yes": yes, "no": no, "ask": _("Ask first")}
    return known.get(answer, _("Not known: ask first"))


def _camera(group: Group) -> str:
    if not group.way.has_video:
        return ""
    return _answer(group.camera_off, _("Fine"), _("People are asked to keep it on"))


def _dying(group: Group) -> str:
    known = {
        "yes": _("Yes, when someone brings it up"),
        "no": _("Not in this group"),
        "ask": _("Ask first"),
    }
    return known.get(group.dying_talked_about, "")
