"""A group can't be the translation of itself or of its own translation, by form, import or shell."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from support_groups.exchange import exports
from support_groups.models import Group
from tests.factories import make_group
from tests.support_groups.admin.pages import change_page, errors, opened, saved
from tests.support_groups.exchange.test_round_trip import take_in

pytestmark = pytest.mark.django_db
CIRCLE = "That group is already listed as a translation of this one. Choose one of them as the original."
ITSELF = "A group can’t be a translation of itself. Choose another original, or none."


@pytest.fixture
def pair():
    original = make_group(name="Circle", attendance="online")
    return original, make_group(name="Círculo", language="es", translation_of=original, attendance="online")


def test_the_form_says_so_beside_the_field(as_grace, pair):
    original, twin = pair

    for other, sentence in ((original, ITSELF), (twin, CIRCLE)):
        response = as_grace.post(change_page(original), opened(as_grace, original, translation_of=other.pk))
        assert errors(response)["translation_of"] == [sentence]
    saved(as_grace, twin, name="Rueda")
    third = make_group(language="es")
    saved(as_grace, third, translation_of=original.pk)
    original.refresh_from_db()
    assert original.translation_of is None
    assert reverse("support_groups:finder")


def test_a_longer_circle_of_translations_is_refused_too(pair):
    original, twin = pair
    original.translation_of = make_group(translation_of=twin)

    with pytest.raises(ValidationError) as refused:
        original.full_clean()

    assert refused.value.message_dict["translation_of"] == [CIRCLE]


def test_a_circle_of_translations_is_refused_outside_forms_too(pair):
    original, twin = pair

    for other in (original, twin):
        original.translation_of = other
        with pytest.raises(IntegrityError), transaction.atomic():
            original.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.filter(pk=original.pk).update(translation_of=original)


def _file(rows) -> bytes:
    return b"".join(exports.as_csv(Group.objects.filter(pk__in=[row.pk for row in rows]), private=True))


def _refused(staged_import) -> dict:
    return {
        row.values["name"]: [
            sentence for column, sentence, _severity in row.problems if column == "translation_of"
        ]
        for row in staged_import.rows.filter(status="invalid")
    }


def test_an_import_names_the_rows_of_a_circle(pair):
    original, twin = pair
    text = _file(pair).decode()
    empty, filled = f"{original.uid},", f"{twin.uid},"
    assert text.count(str(original.uid)) == 2
    assert empty in text
    assert filled in text
    head, *rest = text.splitlines(keepends=True)
    place = head.strip().split(",").index("translation_of")

    def said(line: str, uid) -> str:
        cells = line.split(",")
        return ",".join([*cells[:place], str(uid), *cells[place + 1 :]])

    first, second = rest
    for line, uid, names in (
        (first, original.uid, {"Circle": [ITSELF]}),
        (first, twin.uid, {"Circle": [CIRCLE]}),  # by what is here already
    ):
        staged_import = take_in((head + said(line, uid)).encode())
        assert _refused(staged_import) == names
    staged_import = take_in((head + said(first, twin.uid) + second).encode())  # by what the file says
    assert set(_refused(staged_import)) == {"Circle", "Círculo"}
    assert Group.objects.get(pk=original.pk).translation_of is None
