import re

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from mbc_site.models import OrganizationDetails
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

LIST = "admin:mbc_site_organizationdetails_changelist"


def change_page() -> str:
    return reverse("admin:mbc_site_organizationdetails_change", args=[OrganizationDetails.objects.get().pk])


def test_there_is_one_organization():
    OrganizationDetails.objects.create()

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationDetails.objects.create()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganizationDetails.objects.create(only_row=False)


def test_a_site_without_details_is_a_demonstration(visitor):
    page = visitor.get("/").content.decode()

    assert not OrganizationDetails.objects.exists()
    assert OrganizationDetails.objects.current().is_demonstration
    assert "demonstration" in page


def test_its_own_details_are_on_every_page_and_the_banner_is_gone(visitor):
    OrganizationDetails.objects.create(
        name="Bold & Bright", helpline="1-800-555-0142", is_demonstration=False, crisis_line=""
    )

    page = visitor.get("/").content.decode()

    assert "Bold &amp; Bright" in page
    assert 'href="tel:18005550142"' in page
    assert "demonstration" not in page.lower()


def test_the_list_redirects_to_the_only_row(admin_client, as_ada):
    assert admin_client.get(reverse(LIST)).status_code == 200
    OrganizationDetails.objects.create()

    assert admin_client.get(reverse(LIST)).headers["Location"] == change_page()
    assert as_ada.get(reverse(LIST)).status_code == 403
    assert as_ada.get(change_page()).status_code == 403


def test_it_is_changed_and_never_deleted_or_doubled(admin_client):
    OrganizationDetails.objects.create()
    delete = reverse("admin:mbc_site_organizationdetails_delete", args=[OrganizationDetails.objects.get().pk])

    admin_client.post(change_page(), as_submitted(admin_client.get(change_page()), name="Ours"))

    assert admin_client.post(delete, {"post": "yes"}).status_code == 403
    assert admin_client.get(reverse("admin:mbc_site_organizationdetails_add")).status_code == 403
    assert OrganizationDetails.objects.get().name == "Ours"


def test_a_wrong_address_is_refused_beside_its_field(admin_client):
    OrganizationDetails.objects.create()

    response = admin_client.post(change_page(), as_submitted(admin_client.get(change_page()), email="nobody"))

    assert response.context["adminform"].form.errors["email"] == ["Enter a valid email address."]


def test_a_crisis_line_without_text_messages_is_for_calling_only(visitor):
    OrganizationDetails.objects.create(
        crisis_line="116 123", crisis_line_takes_texts=False, emergency_number="112", country="Ireland"
    )

    page = visitor.get("/").content.decode()

    assert '<a href="tel:116123"> In crisis? Call <b>116 123</b></a>' in " ".join(page.split())
    assert "Call or text" not in page
    assert "In an emergency, call 112. These numbers are for Ireland." in " ".join(page.split())


def test_no_page_of_the_site_has_a_number_of_its_own(visitor):
    OrganizationDetails.objects.create(crisis_line="", emergency_number="", country="")

    for address in ("/", "/articles/", "/sources/", "/support-groups/", "/no-such-page/"):
        page = visitor.get(address).content.decode()
        assert "911" not in page, address
        assert "988" not in page, address


@pytest.mark.parametrize("number", ["1-800-555-HOPE", "116 123 or 50808", "112/999"])
def test_a_number_that_cannot_be_dialed_is_refused_and_never_linked(admin_client, visitor, number):
    OrganizationDetails.objects.create(
        helpline=number, crisis_line=number, emergency_number=number, telephone=number
    )

    response = admin_client.post(change_page(), as_submitted(admin_client.get(change_page()), name="Ours"))

    errors = response.context["adminform"].form.errors
    assert set(errors) == {"helpline", "crisis_line", "telephone"}
    assert "Write one number in digits" in errors["crisis_line"][0]
    for address in ("/", "/support-groups/", "/support-groups/?q=nothing+like+this", "/no-such-page/"):
        page = visitor.get(address).content.decode()
        assert number in page, address
        assert "tel:" not in page, address
        assert not re.search(r"<a(?![^>]*\shref=)[ >]", page), address


def test_a_failure_page_links_only_what_can_be_dialed():
    def page(**numbers):
        return render_to_string("failures/_crisis.html", {"organization": OrganizationDetails(**numbers)})

    assert 'call <a href="tel:112">112</a>.' in page(emergency_number="112")
    assert "call 112 or 999." in page(emergency_number="112 or 999")


def test_readers_are_invited_to_report_mistakes_only_if_there_is_an_address(visitor):
    organization = OrganizationDetails.objects.create()
    asked = "Is something missing or wrong?"

    assert asked not in visitor.get("/support-groups/").content.decode()

    organization.email = "us@example.org"
    organization.save()
    assert asked in visitor.get("/support-groups/").content.decode()


FOOT = {
    "postal_address": "1 Example Street\nAkron, OH 44308",
    "telephone": "330-555-0100",
    "registration": "A nonprofit organization, EIN 00-0000000.",
    "funding": "Gifts of readers pay for this site.",
}


def test_the_footer_says_who_the_organization_is_as_far_as_it_says_so(visitor):
    def foot():
        page = visitor.get("/").content.decode()
        return " ".join(page[page.index("<footer") : page.index("</footer")].split())

    organization = OrganizationDetails.objects.create(name="Bold & Bright")
    bare = foot()
    for name, words in FOOT.items():
        setattr(organization, name, words)
    organization.save()

    assert "Bold &amp; Bright" in bare
    assert "<br>" not in bare
    assert "1 Example Street<br>Akron, OH 44308" in foot()
    assert '<a href="tel:3305550100">330-555-0100</a>' in foot()
    assert all(words not in bare and words in foot() for words in (FOOT["registration"], FOOT["funding"]))
