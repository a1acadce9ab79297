"""The time zones that staff choose from."""

from collections import Counter

from support_groups.forms.inputs import ZoneSelect


def choices() -> list[tuple[str, str]]:
    groups = ZoneSelect("", has_all=True).optgroups("zone", [])
    return [(option["value"], option["label"]) for _name, options, _index in groups for option in options]


def test_no_two_zones_are_called_alike():
    assert [
        label for label, number in Counter(label for _zone, label in choices()).items() if number > 1
    ] == []


def test_zones_are_offered_by_their_present_names_only():
    offered = [zone for zone, _label in choices()]

    assert "America/Detroit" in offered
    assert "Asia/Kolkata" in offered
    assert "Asia/Calcutta" not in offered


def test_a_former_name_that_is_stored_is_kept():
    groups = ZoneSelect("", has_all=True).optgroups("zone", ["Asia/Calcutta"])

    chosen = [
        option["value"] for _name, options, _index in groups for option in options if option["selected"]
    ]
    assert chosen == ["Asia/Calcutta"]
