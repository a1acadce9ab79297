"""What the history says about a change of each field of each form that staff fill in, read by a person.

A new field fails here until somebody has read its sentence: “Changed …, by Ada” must be English.
"""

import pytest
from django.contrib import admin

from editing.change_words import phrase
from history.models import Entry
from tests.factories import make_article, make_person
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

READ = {
    "auth.user": {
        "name": "the name",
        "email": "the email address",
        "jobs": "the jobs",
    },
    "auth.group": {
        "name": "the name",
        "permissions": "the permissions",
    },
    "mbc_site.organizationdetails": {
        "name": "the name",
        "tagline": "the tagline",
        "helpline": "the helpline",
        "helpline_hours": "the helpline hours",
        "crisis_line": "the crisis line",
        "crisis_line_takes_texts": "whether the crisis line answers text messages",
        "emergency_number": "the emergency number",
        "country": "the country of these numbers",
        "email": "the email for visitors",
        "telephone": "the office telephone",
        "postal_address": "the postal address",
        "registration": "the registration",
        "funding": "who pays",
        "is_demonstration": "whether this is a demonstration",
    },
    "mbc_site.synonymset": {
        "words": "the words",
        "note": "the note for staff",
    },
    "articles.article": {
        "title": "the title",
        "slug": "the web address",
        "summary": "the summary",
        "key_points": "the key points",
        "body": "the text",
        "topics": "the topics",
        "image": "the lead picture",
        "related": "the related articles",
        "reviewer": "the medical reviewer",
        "reviewed_on": "the date of the last review",
        "next_review_on": "the date of the next review",
    },
    "articles.image": {
        "title": "the title",
        "key": "the key",
        "original": "the picture file",
        "alt": "the description",
        "is_decorative": "whether the picture is decorative",
        "caption": "the caption",
        "legend": "what the numbers stand for",
        "credit": "the credit",
        "license": "the license",
    },
    "articles.person": {
        "name": "the name",
        "slug": "the web address",
        "credentials": "the credentials",
        "role": "the role",
        "bio": "the text about the person",
        "disclosures": "the disclosures",
        "photo": "the photo",
    },
    "articles.topic": {
        "title": "the title",
        "slug": "the web address",
        "summary": "the summary",
        "position": "the place in the list",
        "home_question": "the question on the home page",
    },
    "articles.page": {
        "title": "the title",
        "slug": "the web address",
        "summary": "the summary",
        "body": "the text",
        "position": "the place in the list",
        "is_published": "whether the page is public",
    },
    "articles.feedback": {"answer": "the answer"},
    "articles.formeraddress": {
        "path": "the old address",
        "leads_to": "where the old address leads",
    },
    "articles.sharedtext": {
        "title": "the title",
        "key": "the key",
        "body": "the text",
        "reviewer": "the medical reviewer",
        "reviewed_on": "the date of the last review",
        "is_small_edit": "that it is a small edit",
    },
    "sources.source": {
        "save_anyway": "that this is a different work",
        "csl_type": "the kind of source",
        "title": "the title",
        "authors": "the authors",
        "year": "the year",
        "month": "the month",
        "day": "the day",
        "season": "the season",
        "evidence": "the kind of evidence",
        "key": "the key",
        "container_title": "the journal, book or website",
        "container_title_short": "the journal abbreviation",
        "volume": "the volume",
        "issue": "the issue",
        "page": "the pages",
        "doi": "the DOI",
        "pmid": "the PubMed number",
        "pmcid": "the PubMed Central number",
        "url": "the web address",
        "accessed": "the date of access",
        "publisher": "the publisher",
        "edition": "the edition",
        "editors": "the editors",
        "isbn": "the ISBN",
        "status": "the status",
        "notes": "the notes for staff",
    },
    "support_groups.audience": {
        "name": "the name",
        "name_es": "the name in Spanish",
        "code": "the code",
        "position": "the place in the list",
        "is_offered": "whether it is offered",
    },
    "support_groups.group": {
        "name": "the name",
        "slug": "the web address",
        "summary": "the summary in one sentence",
        "organization": "the organization",
        "led_by": "who leads it",
        "description": "the description",
        "language": "the language of this listing",
        "translation_of": "which listing is the same group in another language",
        "stage_fit": "who it fits",
        "audiences": "who it is for",
        "languages": "the languages spoken",
        "subtypes": "the cancer subtypes",
        "activities": "the activities",
        "cost": "the cost",
        "cost_note": "the note about the cost",
        "attendance": "how people meet",
        "group_type": "the kind of group",
        "zone": "the time zone",
        "schedule_note": "the note about the times",
        "exception_phrase": "the days that are different",
        "venue": "the venue",
        "access": "what helps people take part",
        "joining": "how to join",
        "website": "the group’s web page",
        "join_link": "the meeting link",
        "dial_in": "the number to dial",
        "passcode": "the passcode",
        "link_visibility": "who sees link, number and passcode",
        "size": "the group size",
        "may_listen": "whether just listening is fine",
        "camera_off": "whether the camera may be off",
        "carers_present": "whether caregivers come, too",
        "dying_talked_about": "whether dying is talked about",
        "when_someone_dies": "what happens when someone dies",
        "confidentiality": "the confidentiality",
        "status": "the status",
        "paused_until": "the day until which it is paused",
        "confirmation_by": "who confirmed it",
        "confirmation_how": "how it was confirmed",
        "confirmation_note": "the private note about the confirmation",
        "notes": "the notes for staff",
    },
    "support_groups.organization": {
        "name": "the name",
        "description": "the description",
        "website": "the website",
        "email": "the email",
        "phone": "the phone",
        "notes": "the notes for staff",
    },
    "support_groups.venue": {
        "name": "the name",
        "organization": "the organization",
        "street": "the street and number",
        "room": "the room",
        "town": "the town",
        "region": "the state or province",
        "postcode": "the ZIP or postal code",
        "country": "the country",
        "is_street_public": "whether visitors may see the street address",
        "directions": "how to get there",
        "latitude": "the latitude",
        "longitude": "the longitude",
        "notes": "the notes for staff",
    },
}
TERMS = ("activity", "subtype", "accessfeature", "language")
READ |= {f"support_groups.{term}": READ["support_groups.audience"] for term in TERMS}


def test_a_change_of_each_field_is_said_in_words_that_somebody_has_read(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    said = {}
    for model, owner in admin.site._registry.items():
        if owner.has_change_permission(request):
            form = owner.get_form(request, None)()
            said[model._meta.label_lower] = {
                name: phrase(form, name, owner.change_phrases) for name in form.fields
            }

    assert said == READ


def test_words_for_fields_that_are_gone_are_gone(rf, admin_user):
    request = rf.get("/")
    request.user = admin_user
    for owner in admin.site._registry.values():
        if getattr(owner, "change_phrases", None):
            fields = {**owner.get_form(request, None).base_fields, **owner.form.base_fields}
            assert set(owner.change_phrases) <= set(fields)


def test_a_row_is_named_without_the_record_and_in_lower_case(as_ada):
    article, person = make_article(title="Bone pain"), make_person(name="Ann Chen")
    change = f"/admin/articles/article/{article.pk}/change/"
    rows = {"authorships-TOTAL_FORMS": "2", "authorships-1-person": person.pk, "authorships-1-position": "1"}
    as_ada.post(change, as_submitted(as_ada.get(change), reviewed_on="2026-01-02", **rows))
    as_ada.post(change, as_submitted(as_ada.get(change), **{"authorships-1-position": "2"}))

    second, first = Entry.objects.order_by("-pk")[:2]
    assert first.words == "Changed the date of the last review. Added author “Ann Chen”."
    assert second.words == "Changed position for author “Ann Chen”."
