"""Phrases as organizations word them: read as they are meant, or asked about, never something else in silence."""

import doctest
from datetime import date

import pytest

from support_groups.schedules import from_phrase
from support_groups.schedules.phrases import spoken_clocks, surroundings
from tests.support_groups.schedules import adversarial, contradictions
from tests.support_groups.schedules.organizations import ASK, PHRASES
from tests.support_groups.schedules.test_phrases import described

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("module", [spoken_clocks, surroundings], ids=lambda module: module.__name__)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("phrase", "schedule"), PHRASES + adversarial.PHRASES + adversarial.USUAL + contradictions.PHRASES
)
def test_a_phrase_of_an_organization_is_read_as_meant_or_asked_about(phrase, schedule):
    reading = from_phrase(phrase, today=TODAY)

    if schedule == ASK:
        assert reading.questions
    else:
        assert " | ".join(map(described, reading.patterns)) == schedule
        assert reading.questions == ()
