import pytest

from sources.formats.reference_names import read_names
from sources.formats.references import parse_reference


def names(item: dict, role: str = "author") -> list[str]:
    return [
        name.get("literal")
        or ", ".join(name[part] for part in ("family", "given", "suffix") if name.get(part))
        for name in item.get(role, [])
    ]


def authors_of(byline: str) -> list[str]:
    item = parse_reference(f"{byline} A view of bones. J Made Up Med. 2013;274(2):113-126.")
    assert item["title"] == "A view of bones"
    return names(item)


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("Doe AB, Roe C et al.", ["Doe, A. B.", "Roe, C."]),
        ("Doe AB, Roe C and others.", ["Doe, A. B.", "Roe, C."]),
        ("Doe A.B., Roe C.D. and Poe E..", ["Doe, A. B.", "Roe, C. D.", "Poe, E."]),
        ("Doe LA, Jr., Roe P, Poe N.", ["Doe, L. A., Jr", "Roe, P.", "Poe, N."]),
        ("Doe FS III, Roe GR.", ["Doe, F. S., III", "Roe, G. R."]),
        ("Doe, A. B., Jr., & Roe, C. D., III.", ["Doe, A. B., Jr", "Roe, C. D., III"]),
        ("A. B. Doe and C.-D. van der Roe.", ["Doe, A. B.", "van der Roe, C.-D."]),
        ("van den Doe JW, terRoe K, d'Poe B, El-Noe C.", ["van den Doe, J. W.", "terRoe, K.", "d'Poe, B.", "El-Noe, C."]),
        ("Doe‐Roe A, O’Poe J, St. Noe M.", ["Doe-Roe, A.", "O’Poe, J.", "St. Noe, M."]),
        ("Doe M de la F, Roe C.", ["Doe, M. de la F.", "Roe, C."]),
        ("Doe, L. H. de; Roe, C.", ["de Doe, L. H.", "Roe, C."]),
        ("Доев И.И., Роев П.П.", ["Доев, И. И.", "Роев, П. П."]),
        ("Δόης Α, Ρόης Β.", ["Δόης, Α.", "Ρόης, Β."]),
        ("Ðoe Þ, Řoe Š, Nguyễn TH.", ["Ðoe, Þ.", "Řoe, Š.", "Nguyễn, T. H."]),
        ("Doe W-C, Roe Yu. V.", ["Doe, W.-C.", "Roe, Yu. V."]),
        ("Doe A, Roe B, on behalf of the Bone Study Group.", ["Doe, A.", "Roe, B.", "Bone Study Group"]),
        ("Doe A, Strong Bones (SB) Study Investigators.", ["Doe, A.", "Strong Bones (SB) Study Investigators"]),
        ("Doe A, REPLACE investigators.", ["Doe, A.", "REPLACE investigators"]),
        ("Bone Trialists' Collaborative Group (BTCG), Doe A, Roe B.", ["Bone Trialists' Collaborative Group (BTCG)", "Doe, A.", "Roe, B."]),
        ("Doe A, CastaÃ±o-Roe G, Poe B.", ["Doe, A.", "CastaÃ±o-Roe G", "Poe, B."]),
    ],
)  # fmt: skip
def test_people_and_groups_are_read_in_the_order_of_each_style(byline, expected):
    assert authors_of(byline) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doe, Anna B., and Carl van Roe. 2013. “A view of bones.” J Made Up Med 274 (2): 113-126.", ["Doe, Anna B.", "van Roe, Carl"]),
        ("Doe, Anna, et al. “A view of bones.” J Made Up Med, vol. 274, no. 2, 2013, pp. 113-126.", ["Doe, Anna"]),
        ("DOE, Anna and ROE, Carl, 2013. A view of bones. J Made Up Med. 2013. Vol. 274, no. 2, p. 113-126.", ["DOE, Anna", "ROE, Carl"]),
        ("Doe, Anna. A view of bones. J Made Up Med. 2013;274(2):113-126.", ["Doe, Anna"]),
        ("Doe A, Roe (2013) A view of bones. J Made Up Med 274(2):113-126", ["Doe, A.", "Roe"]),
    ],
)  # fmt: skip
def test_spelled_and_missing_given_names_are_read_where_the_style_shows_that_names_ended(text, expected):
    item = parse_reference(text)

    assert (item["title"], item["volume"], names(item)) == ("A view of bones", "274", expected)


def test_authors_left_out_before_the_last_are_remembered():
    item = parse_reference(
        "Doe, A., Roe, B., … Poe, C. (2013). A view of bones. J Made Up Med, 274(2), 113–126."
    )

    assert names(item) == ["Doe, A.", "Roe, B.", "Poe, C."]
    assert item["custom"] == {"et-al": True}


@pytest.mark.parametrize(
    "text",
    [
        "Vitamin D and Bone Health. J Made Up Med. 2003;45:50-51.",
        "Pain, Fatigue, and Sleep. J Made Up Med. 2003;45:50-51.",
        "E. coli in wounds. J Made Up Med. 2003;45:50-51.",
    ],
)
def test_a_title_that_begins_like_a_name_is_no_author(text):
    item = parse_reference(text)

    assert (names(item), item["title"]) == ([], text.split(". J Made")[0])


def test_initials_with_spaces_between_them_are_no_part_of_the_family_name():
    names = read_names("Doe B A, Roe C D E. A view of bones. J X. 2001;1:2.").names

    assert [(name["family"], name["given"]) for name in names] == [("Doe", "B. A."), ("Roe", "C. D. E.")]
