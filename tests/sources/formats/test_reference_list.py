import pytest

from sources.formats import UnknownFormat, read

LIST = """References

1. Redig AJ, McAllister SS. Breast cancer as a systemic disease. J Intern Med. 2013;274(2):113-126. doi:10.1111/joim.12084
2. American Cancer Society. Facts and figures. Accessed March 5, 2024. https://www.cancer.org/a
3. please see above
"""


def test_references_of_a_pasted_list_are_read_and_other_lines_reported():
    reading = read(LIST.encode())

    assert reading.format == "references"
    assert [item["title"] for item in reading.items] == [
        "Breast cancer as a systemic disease",
        "Facts and figures",
    ]
    assert reading.items[0]["DOI"] == "10.1111/joim.12084"
    assert reading.problems == [(5, "This was not understood as a reference: “please see above”")]


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "Dear all", "Call me tomorrow, please", "\x00\x01\x02" * 50, "{}{}{}", "<html><body>Redig AJ. A. J X. 2001;1:2.</body></html>",
     "%0 Journal Article\n%T A", "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Redig, AJ\nTI A\nER\nEF", "PK\x03\x04abc", "%PDF-1.4"],
)  # fmt: skip
def test_a_file_that_is_not_a_bibliography_is_refused_with_a_sentence(text):
    with pytest.raises(UnknownFormat) as caught:
        read(text.encode())

    assert str(caught.value).endswith(".")
