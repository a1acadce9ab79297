"""Twenty lines that belong to somebody else, and twenty that look like them."""

import pytest

from articles.manuscripts import Place, read
from articles.manuscripts.third_party import third_party

LONG = "“" + "word " * 41 + "end.”"

SOMEBODY_ELSES = [
    "Photo by Jane Doe",
    "Maple Press / Jane Doe",
    "Jane Doe / Getty Images",
    "Image: Shutterstock",
    "© 2019 Maple Press. Do not copy.",
    "Courtesy of the Heron Foundation",
    "Reprinted with permission from the Journal of Samples",
    "Adapted from Doe and Roe 2019 with kind permission of Maple Press.",
    "Source: Heron Foundation",
    "Medically reviewed by Jane Doe, MD",
    "Fact checked by John Roe",
    "By Jane Doe, RN",
    "A Word From Maple Health",
    "A Word From Our Medical Board",
    "From our sponsors",
    "This guide is brought to you by Maple Pharmaceuticals.",
    "Sign up for our Living Well newsletter and get tips every week.",
    "Subscribe",
    "Follow us on Instagram for more stories.",
    f"One survivor wrote: {LONG}",
]
OUR_OWN = [
    "You can sign up for a clinical trial at any time.",
    "The source of the pain is often the bone itself.",
    "Source: the place where the pain starts.",
    "Have your treatment plan reviewed by a second oncologist.",
    "Scans are reviewed by a radiologist within two days.",
    "A word from your nurse can take away much of the fear.",
    "A few words from the heart are enough.",
    "Take a photo of the rash and show it to your team.",
    "She compared the images by date.",
    "The ride home is free, courtesy of the volunteers.",
    "By 2030, most women will live longer.",
    "By Monday the nausea had passed.",
    "Many people don’t subscribe to the idea of a battle.",
    "Your doctor may get an email when the results are in.",
    "Ask for permission before you share somebody’s story.",
    "Your team may register the tumor with the state.",
    "Friends may want to follow you on the way to the scan.",
    "She said: “I felt tired, but I slept well after the walk.”",
    "Sponsored programs pay for rides in some states.",
    "The rights of patients are protected by law.",
]


@pytest.mark.parametrize("text", SOMEBODY_ELSES)
def test_what_belongs_to_somebody_else_is_named(text):
    assert [note.text for note in third_party("Bones", [Place(3, text)])] == [text]


@pytest.mark.parametrize("text", OUR_OWN)
def test_what_only_looks_like_it_is_left_alone(text):
    assert third_party("Bones", [Place(3, text)]) == []


def test_a_publisher_that_the_text_gives_away_is_named_wherever_it_occurs():
    places = [
        Place(1, "Maple Health checks its facts."),
        Place(2, "A Word From Maple Health"),
        Place(3, "The maple is a tree."),
    ]

    notes = third_party("Bones", places)

    assert [(note.line, "Maple Health”" in note.reason) for note in notes] == [(1, True), (2, False)]


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        ("Bones | Healthline", True),
        ("Bones – WebMD", True),
        ("HER2 – What it means", False),
        ("Bones", False),
    ],
)
def test_a_title_that_ends_with_a_publisher_is_named(title, is_named):
    assert bool(third_party(title, [])) is is_named


def test_reading_a_manuscript_names_what_it_took_over_and_keeps_it():
    text = "Bones\n\nBones hurt at night.\n\nA Word From Maple Health\n\nRest helps most people.\n"

    manuscript = read(text.encode(), "bones.txt")

    named = [(note.line, note.text) for note in manuscript.notes if note.is_third_party]
    assert named == [(5, "A Word From Maple Health")]
    assert "A Word From Maple Health" in manuscript.body
