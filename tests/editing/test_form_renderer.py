"""Fields look as Django's own templates draw them, byte by byte."""

from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates, get_default_renderer
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override
from hypothesis import given
from hypothesis import strategies as st

from editing.form_renderer import INPUTS, FormRenderer


class Drawn:
    """Is drawn one way by a template, and another as text."""

    def __html__(self):
        return "<b>drawn</b>"

    def __str__(self):
        return "<i>text</i>"


HOSTILE = """"><script>'&amp;<!--"""
VALUES = [None, "", "a", HOSTILE, mark_safe("<b>&amp;"), 1234.5, Decimal("1234.50"), ("a", "b"), True, False]
ATTRS = [
    {},
    {
        "id": "id_x",
        "required": True,
        "disabled": False,
        "data-x": HOSTILE,
        HOSTILE: 7,
        "y": None,
        "z": 1234.5,
        "one": 1,
        "object": Drawn(),
    },
]
CHOICES = [
    ("", "—"),
    (1, 1234.5),
    (HOSTILE, HOSTILE),
    ("lazy", gettext_lazy("Yes")),
    (gettext_lazy("No"), mark_safe("<i>&amp;")),
    (HOSTILE, [("a", "A"), ("b", HOSTILE)]),
    (gettext_lazy("Yes"), [("c", None)]),
    (None, "nobody knows"),
]
WIDGETS = [
    *(
        forms.TextInput,
        forms.NumberInput,
        forms.EmailInput,
        forms.URLInput,
        forms.HiddenInput,
        forms.DateInput,
    ),
    *(forms.TimeInput, forms.CheckboxInput, forms.FileInput, forms.PasswordInput, forms.SearchInput),
    *(forms.TelInput, forms.ColorInput, forms.DateTimeInput),
    *(forms.Textarea, forms.ClearableFileInput),
]
OF_CHOICES = [forms.Select, forms.SelectMultiple, forms.RadioSelect, forms.CheckboxSelectMultiple]


def same(widget, value, attrs, name="x") -> str:
    """The field, if it is as Django draws it."""
    ours, djangos = (
        widget.render(name, value, attrs, renderer()) for renderer in (FormRenderer, DjangoTemplates)
    )
    assert ours == djangos
    assert hasattr(ours, "__html__")
    return ours


def test_it_is_the_renderer_of_the_site():
    assert isinstance(get_default_renderer(), FormRenderer)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("attrs", ATTRS, ids=["plain", "odd attributes"])
@pytest.mark.parametrize("widget", WIDGETS)
def test_an_input_is_as_django_draws_it(widget, attrs, language):
    with override(language):
        drawn = [
            same(widget(), value, attrs, name=HOSTILE) for value in VALUES if not isinstance(value, tuple)
        ]

    assert all("<script>" not in field for field in drawn)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("attrs", ATTRS, ids=["plain", "odd attributes"])
@pytest.mark.parametrize("widget", OF_CHOICES)
def test_choices_are_as_django_draws_them(widget, attrs, language):
    with override(language):
        drawn = [same(widget(choices=CHOICES), [value], attrs) for value in ("", "1", "lazy", "b", HOSTILE)]
        drawn.append(same(widget(), None, attrs))

    assert all("<script>" not in field for field in drawn)


class WithOwnOptions(forms.Select):
    option_template_name = "django/forms/widgets/radio_option.html"


def test_options_with_a_template_of_their_own_keep_it():
    assert 'type="select"' in same(WithOwnOptions(choices=[("a", "A")]), "a", {})


@given(st.text(), st.text(), st.dictionaries(st.text(), st.text() | st.booleans() | st.floats(), max_size=3))
def test_any_text_is_as_django_draws_it(value, label, attrs):
    same(forms.TextInput(), value, attrs, name=label)
    same(forms.Select(choices=[(value, label), (label, [(label, value)])]), value, attrs)


def test_the_templates_drawn_here_are_inputs_and_nothing_else():
    """If Django changes one of them, it must be drawn by its template again."""
    engine = DjangoTemplates().engine

    for name in INPUTS - {"django/forms/widgets/input.html"}:
        source = engine.get_template(name).template.source
        assert source.strip() == '{% include "django/forms/widgets/input.html" %}', name
