"""The ways in which a manuscript cites: [3], (3), ³ or a note. Most manuscripts keep to one of them."""

from collections.abc import Mapping


def way_of(printed: str, *, is_raised: bool) -> str:
    """
    >>> way_of("[3]", is_raised=False), way_of("(3)", is_raised=False), way_of("3", is_raised=True), way_of("[^3]", is_raised=False)
    ('square', 'round', 'raised', 'note')
    """
    if printed.startswith("[^"):
        return "note"
    if printed.lstrip().startswith("["):
        return "square"
    return "raised" if is_raised else "round"


def rare(ways: Mapping[str, int]) -> frozenset[str]:
    """The ways whose markers are likely numbers of something else, such as equations and affiliations.

    `ways`: how many markers of each way seem to be citations. Beside notes, a raised number may repeat a note.

    >>> sorted(rare({"square": 6, "round": 2, "raised": 1})), sorted(rare({"round": 6, "raised": 1}))
    (['raised', 'round'], [])
    >>> sorted(rare({"note": 2, "round": 1, "raised": 1})), sorted(rare({"square": 2, "round": 2, "raised": 2}))
    (['round'], [])
    """
    square, raised = ways.get("square", 0), ways.get("raised", 0)
    others = {"round": max(square, raised, ways.get("note", 0)), "raised": square}
    return frozenset(way for way, usual in others.items() if usual and usual >= 2 * ways.get(way, 0))
