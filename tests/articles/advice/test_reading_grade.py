import pytest

from articles.advice import advise, reading_grade, syllables

# As Merriam-Webster divides them.
KNOWN = {
    1: "breast bone scan talk worse died used walked clothes lives lived aches side blood cells genes breathe die",
    2: "cancer treatment hormone immune people disease fatigue table asked|needed changes quiet being science doctor "
    "create patient social special sometimes something headache effects vaccines little nurses pages doing going "
    "tumor ready result guideline believes wanted diet rhythm",
    3: "receptor surgery medicine idea area biopsy ovaries appointment insurance menopause estrogen nausea family "
    "reaction period everything variation|audience continue genuine possible capable",
    4: "metastatic radiation oncologist usually palliative neuropathy diarrhea organism experience available",
    5: "chemotherapy",
}
WRONG = {"someone", "tired", "evening"}
WORDS = [
    (word, count)
    for count, words in KNOWN.items()
    for word in words.replace("|", " ").split()
    if word not in {"asked", "variation"}
]


@pytest.mark.parametrize(("word", "count"), WORDS)
def test_a_known_word_has_its_syllables(word, count):
    assert syllables(word) == count


@pytest.mark.parametrize("word", sorted(WRONG))
def test_a_word_that_is_known_to_be_counted_wrong_is_off_by_one(word):
    right = {"someone": 2, "tired": 2, "evening": 2}[word]

    assert abs(syllables(word) - right) == 1


def test_the_grade_is_that_of_flesch_and_kincaid():
    """30 sentences of 4 words with 1 syllable each: 0.39 × 4 + 11.8 - 15.59 is below 0; longer words raise it."""
    assert reading_grade([["The", "cells", "can", "rest"]] * 30) == 0.0
    assert reading_grade([["Metastatic", "cancer", "treatment", "usually"]] * 30) == 21.4


def test_a_text_of_fewer_than_a_hundred_words_has_no_grade():
    assert reading_grade([["cancer"] * 99]) is None


def test_a_text_in_another_language_has_no_grade():
    text = "<p>" + "Las células pueden descansar mucho tiempo. " * 30 + "</p>"

    assert advise(text, "es").grade is None
    assert advise(text.replace("<p>", '<p lang="es">')).grade is None
    assert advise(text.replace("<p>", '<p lang="en">'), "es").grade is not None
