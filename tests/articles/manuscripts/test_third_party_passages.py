"""What belongs to somebody else is named in the middle of a paragraph too, and ordinary sentences are left alone."""

import doctest

import pytest

from articles.manuscripts import Place, read, third_party_passages
from articles.manuscripts.third_party import third_party

AROUND = (
    "Bones often hurt at night, and many people sleep better after a short walk in the evening, with a pillow between "
    "the knees and a warm drink beside them, as the nurses on every ward will tell you sooner or later."
)
SOMEBODY_ELSES = [
    "A Word From Verywell Being diagnosed is hard.",
    "A word from Maple Health: Ask early.",
    "A Word From Our Medical Board Ask early.",
    "One last word from the editors: rest.",
    "A message from our sponsors follows.",
    "Now a word from our sponsor.",
    "A word from Maple Health.",
    "Photo: Jane Doe.",
    "(Photo: Jane Doe)",
    "[Image: Shutterstock]",
    "Photo by Jane Doe.",
    "It often starts in the spine (photo by Jane Doe).",
    "Photo credit: Jane Doe shows the spine.",
    "(Image source: National Cancer Institute)",
    "(Source: Heron Foundation)",
    "Source: Heron Foundation.",
    "(courtesy of the Heron Foundation)",
    "Image courtesy of Maple Press.",
    "Illustration: Maple Press / Jane Doe.",
    "(Photo: Jane Doe/Getty Images)",
    "(adapted from Doe 2019)",
    "Reprinted from the Journal of Samples, 2019.",
    "© 2019 Maple Press.",
    "Copyright Maple Press.",
    "Medically reviewed by Jane Doe, MD.",
    "Reviewed by Dr. Jane Doe, MD, PhD.",
    "Fact checked by John Roe.",
    "Written by Jane Doe, RN.",
    "Sponsored by Maple Pharma.",
    "In partnership with Maple Pharma.",
    "Reprinted with permission from the Journal of Samples.",
    "Infographic: Maple Press.",
    "Infographics by Maple Press.",
    "Photo by April Jones.",
    "The map is shown courtesy of Maple Press.",
]
ORDINARY = [
    "A word from your nurse can take away much of the fear.",
    "A word from someone who has been there can mean more than a leaflet.",
    "Sometimes a word from Dr. Lee was all she needed to sleep.",
    "A word from God, as she calls it, came at night.",
    "Get the word from your pharmacist before you mix medicines.",
    "A message from the clinic may arrive late.",
    "A note from your employer can help with the form.",
    "The word metastasis comes from Greek.",
    "Photos by the bed reminded her of home.",
    "Bring photos by Monday if you can.",
    "The images by CT and MRI are compared side by side.",
    "The team takes pictures by MRI or CT every three months.",
    "Figures by age group are listed below.",
    "Figures by Stage are easy to misread.",
    "Drawings by children hang in the waiting room.",
    "Illustrations by hand take time.",
    "An image of the spine: what it shows and what it does not.",
    "The picture: a small shadow on the left side.",
    "Picture this: You wake up and the pain is gone.",
    "Picture: You wake at three in the morning and cannot sleep.",
    "The source of the pain is often the bone itself.",
    "Ask for the source: a number without one tells you little.",
    "A good source of iron is lentils.",
    "Sources of protein: eggs, beans, fish.",
    "The ride home is free, courtesy of the volunteers.",
    "Rides are free, courtesy of the American Cancer Society.",
    "The doctor waits as a courtesy of the house.",
    "Credit where it is due: Her sister did the cooking.",
    "You may get a tax credit by April.",
    "Many people buy on credit: this adds stress.",
    "Have your treatment plan reviewed by a second oncologist.",
    "Scans are reviewed by a radiologist within two days.",
    "The report was written by a pathologist.",
    "Written by hand, the note is easy to lose.",
    "Her letter, written by Grandma Rose, stayed in the bag.",
    "Reviewed by Friday, the plan can start on Monday.",
    "The study was edited by two doctors.",
    "In partnership with your team, you decide.",
    "In partnership with Medicare, some states pay for rides.",
    "Some programs are sponsored by Medicare.",
    "The data were presented by Slamon in 2001.",
    "The drug was presented by Pfizer at a meeting.",
    "The trial is sponsored by Roche.",
    "The law was adapted from one in Maine.",
    "Adapted from Tai Chi, the class is slow and kind.",
    "The scale was adapted from Doe and used in ten clinics.",
    "Copyright is not a worry when you copy your own records.",
    "You own the rights to your records.",
    "Ask for permission before you share somebody's story.",
    "Her image by then had faded.",
    "The American Cancer Society (source of many leaflets) runs a hotline.",
    "Stage IV / metastatic cancer is treatable.",
    "Physical / Occupational Therapy can help (Physical / Occupational Therapy).",
    "Both brand and generic names are used (Ibrance / palbociclib).",
    "The chart: put it where you see it.",
    "A chart by the bed helps.",
    "A chart: Monday, pills; Tuesday, none.",
    "She wrote the poem by Christmas.",
    "By Monday the nausea had passed.",
    "Advertisement of cures that sound too good should make you wary.",
    "Presented by email, bad news hurts more.",
    "From our partners we expect patience.",
    "A final word from me: be kind to yourself.",
    "Edited by time, memory grows mild.",
    "Her own photo: a woman who laughs.",
    "The figure: 30 percent in five years.",
    "Bone, liver, lung (images: see below) are the usual places.",
    "The cells look alike in every image (see Figure 2).",
    "This was shown by Slamon and others (Figure 1).",
    "Our editors check each number twice.",
    "A word from our side may help, says the nurse.",
    "Follow the plan of Dr. Smith. He writes by hand. Reviewed weekly, it changes.",
    "The nurse said a kind word from time to time.",
    "A few words from Ada helped.",
    "Copyright law protects photos.",
    "Credits: none of the drugs is free.",
    "Images by MRI.",
    "Take Drawings by Friday. Photos by Easter are fine.",
    "Her book was reproduced from memory.",
    "The sample is from Maine (adapted from above).",
]


def test_the_examples_hold():
    assert doctest.testmod(third_party_passages).failed == 0


@pytest.mark.parametrize("words", SOMEBODY_ELSES)
def test_it_is_named_once_in_a_paragraph_with_its_sentence_or_bracket(words):
    [note] = third_party("Bones", [Place(3, f"{AROUND} {words} {AROUND}")])

    bracket = words[words.find("(") + 1 :].rstrip(".)") if "(" in words else words.strip("[]")
    assert note.text == bracket


@pytest.mark.parametrize("sentence", ORDINARY)
def test_an_ordinary_sentence_is_left_alone_as_a_line_and_in_a_paragraph(sentence):
    assert third_party("Bones", [Place(3, sentence), Place(5, f"{AROUND} {sentence} {AROUND}")]) == []


def test_two_credits_in_one_paragraph_are_two_notes():
    text = f"{AROUND} Photo: Jane Doe. {AROUND} Source: Heron Foundation."

    assert [note.text for note in third_party("Bones", [Place(3, text)])] == [
        "Photo: Jane Doe.",
        "Source: Heron Foundation.",
    ]


def test_the_report_of_a_manuscript_leads_to_the_line_of_the_paragraph():
    text = f"Bones\n\n{AROUND}\n\n{AROUND} (Image credit: Maple Press) A Word From Maple Health Rest helps. {AROUND}\n"

    notes = [note for note in read(text.encode(), "bones.txt").notes if note.is_third_party]

    assert [(note.line, "Maple Press" in note.text, "permission" in note.reason) for note in notes] == [
        (5, True, True),
        (5, True, False),
    ]
