"""What people ask, and what answers it on the demonstration site: the same on both databases."""

import pytest

from mbc_site.demo import loading
from mbc_site.search import search
from mbc_site.search.results import PAGE_SIZE

FATIGUE = "Tired in a way that sleep doesn’t fix"
OUTLINE = "Treatments for MBC, in outline"
SYMPTOMS = "Symptoms, by where the cancer has spread"
PALLIATIVE = "Palliative care: help that can start today"
LAB = "HER2 and hormone receptors: what your lab report says"
# Words -> the titles of the first hits, in their order.
GOLDEN = {
    "fatigue": [FATIGUE, "What is cancer-related fatigue?"],
    "tired": [FATIGUE],
    "fatique": [FATIGUE],
    "paliative": [PALLIATIVE, "Palliative care"],
    "bone pain": [SYMPTOMS, PALLIATIVE, OUTLINE, FATIGUE],
    "dolor": [PALLIATIVE, SYMPTOMS],
    "metastatic": [OUTLINE, "Thimble Mill Secondaries"],
    "stage 4": [OUTLINE, "Thimble Mill Secondaries"],
    "mets": [OUTLINE, "Thimble Mill Secondaries"],
    "brain mets": [SYMPTOMS],
    "HER2-positive": [LAB, "Plus and Low"],
    "cdk4/6": [LAB, OUTLINE],
    "Herceptin": [LAB],
    "chemo": [OUTLINE],
    "scan": ["Scans, and the waiting"],
    "kids": ["Talking with children about MBC", "Violet Patio", "Pinecone Parents"],
    "grupo de apoyo": ["Do support groups help?", "Tuesday Lanterns"],
    "knitting": ["Tuesday Lanterns"],
    "questions for my doctor": ["Questions for your appointment"],
    "how do you check articles": ["How we check our articles"],
    "privacy": ["Privacy"],
    "is it curable": [OUTLINE],
    "incurable": [OUTLINE],
    "crisis line 988": [SYMPTOMS],
}

OTHERS = ("support group near me", "how long do I have", "prognosis")


@pytest.mark.django_db
def test_the_first_hits_of_golden_queries():
    loading.load()

    found = {
        words: ["".join(part.text for part in hit.title) for hit in search(words).hits]
        for words in (*GOLDEN, *OTHERS)
    }

    assert len(found["support group near me"]) == PAGE_SIZE
    assert found["how long do I have"] == found["prognosis"] != []
    assert {
        words: titles[: len(GOLDEN[words])] for words, titles in found.items() if words in GOLDEN
    } == GOLDEN
