import pytest

from support_groups.places import of_address


@pytest.mark.parametrize(
    ("address", "label"),
    [
        (("12 Central Ave", "Albuquerque", "NM", "87102", "US"), "Albuquerque 87102, New Mexico"),
        (("12 Central Ave", "Albuquerque", "NM", "", "US"), "Albuquerque, New Mexico"),
        (("12 Central Ave, Albuquerque, NM 87102", "", "", "", ""), "Albuquerque 87102, New Mexico"),
        (("", "Albuquerque", "New Mexico", "00000", ""), "Albuquerque, New Mexico"),
        (("", "Leeds", "England", "LS1 4AP", "GB"), "Leeds, England, United Kingdom"),
        (("", "San Juan", "PR", "", "US"), "San Juan, Puerto Rico"),
    ],
)
def test_an_address_lies_at_its_zip_code_or_else_its_town(address, label):
    assert of_address(*address).label == label


@pytest.mark.parametrize(
    "address",
    [
        ("", "", "", "", "US"),
        ("12 Main St", "Springfield", "", "", "US"),  # which one?
        ("", "Albuquerqe", "NM", "", "US"),  # nobody asked the writer whether that is meant
        ("", "Illinois", "", "", "US"),  # no town
        ("10115 Some Street", "Qwxzvbn", "", "", "DE"),
        ("\0" * 1000, "\0", "\0", "\0", "\0"),
    ],
)
def test_an_unknown_address_has_no_point(address):
    assert of_address(*address) is None
