"""Staff who may view but not change something can read it: no fields for typing, no HTML source."""

import re

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission, User
from django.db.models import Field
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, FormerAddress, Page, SharedText
from mbc_site.models import OrganizationDetails, SynonymSet
from mbc_site.search_pages.models import MissedSearch
from sources.models import Source
from support_groups.models import AccessFeature, Activity, Audience, Language, ScheduleException, Subtype
from tests.factories import (
    cite,
    make_article,
    make_feedback,
    make_group,
    make_image,
    make_organization,
    make_page,
    make_source,
    make_topic,
    make_venue,
)

pytestmark = pytest.mark.django_db
OURS = ("articles", "sources", "support_groups", "mbc_site")
SHOWS = '<aside class="callout" data-kind="shared" data-text="signs"><p>Signs</p></aside>'
MARKUP = re.compile(r"&lt;/?(?:p|sup|h[2-4]|ul|li|aside)\b|\[\{|data-source|data-shared")


@pytest.fixture
def looker():
    """May view everything and change nothing."""
    user = User.objects.create_user("looker", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def things():
    """One of each kind that our admin shows, with rows."""
    source = make_source(
        key="redig2013",
        csl_type="book",
        authors=[{"family": "Redig", "given": "Amanda J."}],
        editors=[{"literal": "A Society"}],
    )
    body = (
        f"<h2>Why</h2><p>It spreads.{cite(source.key)}</p>"
        f"{SHOWS}"
        '<aside class="callout" data-kind="care"><p>Call [crisis line].</p></aside><table><tbody><tr><td>One</td></tr></tbody></table>'
    )
    article = make_article(body=body, key_points=f"It can rest.{cite(source.key)}", topics=[make_topic()])
    group = make_group(venue=make_venue(), organization=make_organization())
    group.contacts.create(name="Odalys", phone="1-800-555-0199")
    ScheduleException.objects.create(group=group, first=timezone.localdate(), reason="Closed.")
    made = [
        *(
            article,
            article.topics.get(),
            article.authorships.first().person,
            make_page(body=f"<h2>Who</h2><p>Us.</p>{SHOWS}"),
        ),
        *(
            source,
            group,
            group.venue,
            group.organization,
            OrganizationDetails.objects.create(emergency_number="112"),
            SynonymSet.objects.create(words="mets\nsecondary", note="From a colleague."),
        ),
        FormerAddress.objects.create(path="/old/", leads_to="/new/"),
        SharedText.objects.create(
            key="signs", title="Signs", body=f"<p>Call [emergency number].{cite(source.key)}</p>"
        ),
        make_image(),
        make_feedback(),
        *(term.objects.first() for term in (Audience, Activity, Subtype, AccessFeature, Language)),
    ]
    return {type(thing): thing for thing in made}


def address(thing, page="change") -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk])


def shown(context) -> list[tuple[type, object, str, object]]:
    """Model, admin, name and row of each field on a form that can only be read, those of the rows below it included."""
    forms = [(context["adminform"].model_admin.model, context["adminform"].model_admin, context["adminform"])]
    for below in context["inline_admin_formsets"]:
        forms += [(below.opts.model, below.opts, form) for form in below if form.original]
    return [
        (model, model_admin, field.field["name"], field)
        for model, model_admin, form in forms
        for fieldset in form
        for line in fieldset
        for field in line
    ]


def ours():
    """Those that somebody may change: a search without a result has no form."""
    found = [model for model in admin.site._registry if model._meta.app_label in OURS]
    return [model for model in found if model is not MissedSearch]


def test_read_only_forms_show_no_inputs_and_no_html_source(looker, things):
    for model in ours():
        response = looker.get(address(things[model]))
        rows = shown(response.context)

        assert response.status_code == 200, model
        assert rows, model
        for owner, model_admin, name, row in rows:
            column = next((one for one in owner._meta.get_fields() if one.name == name), None)
            is_said = hasattr(model_admin, name) or hasattr(owner, name)
            assert column.editable if isinstance(column, Field) else is_said, (model, name)
            assert getattr(row, "is_readonly", False) or owner is not model, (model, name)
        text = response.content.decode()
        assert MARKUP.findall(text.split('id="content"')[1].split("data-inline-formset")[0]) == [], model
        assert not re.search(r"<(?:textarea|select)\b", text.split('id="content"')[1]), model


def test_a_reviewer_reads_a_working_copy_as_readers_would(as_rosalind, things):
    article = next(thing for thing in things.values() if thing._meta.model_name == "article")

    text = " ".join(as_rosalind.get(address(article)).content.decode().split())

    assert '<h2 id="why">Why</h2><p>It spreads.<sup class="cite">' in text
    assert "It can rest." in text
    assert '<li id="source-1" value="1">' in text
    assert 'id="source-1"' in text
    assert f'href="{reverse("admin:articles_article_preview", args=[article.pk])}"' in text
    text = text.split('id="content"')[1]
    for hidden in ("Token", str(article.edit_token), "Publish", "Withdraw", "Save"):
        assert hidden not in text, hidden


def test_a_reviewer_reads_shared_texts_and_numbers_where_readers_have_them(as_rosalind, things):
    for model in (SharedText, Page, Article):
        text = as_rosalind.get(address(things[model])).content.decode()

        assert text.count('<p>Call <a href="tel:112">112</a>.') == 1, model
        assert ">a</a></sup>" in text, model


def test_a_reviewer_previews_drafts_and_changes_nothing(as_rosalind, as_vera, visitor):
    article = make_article(title="Not yet public", body="<p>As written now.</p>")
    preview = address(article, "preview")

    response = as_rosalind.get(preview)

    assert response.status_code == 200
    assert "As written now." in response.content.decode()
    assert as_rosalind.post(address(article), {"title": "Mine"}).status_code == 403
    for page in ("publish", "withdraw", "put_back"):
        method = as_rosalind.get if page == "publish" else as_rosalind.post
        assert method(address(article, page)).status_code == 403, page
    assert as_vera.get(preview).status_code == 403
    assert visitor.get(preview).headers["Location"].startswith(reverse("admin:login"))


def test_a_reviewer_sees_names_and_types_of_a_source_in_words(as_rosalind, things):
    text = as_rosalind.get(address(things[Source])).content.decode()

    assert "Redig AJ" in text or "Redig, Amanda J." in text or "Amanda J. Redig" in text
    assert "A Society" in text
    assert str(Source.Kind.BOOK.label) in text
    assert "Save anyway" not in text


def test_people_without_permission_see_nothing(as_vera, things):
    for thing in things.values():
        response = as_vera.get(address(thing))

        assert response.status_code == 403, thing
        page = response.content.decode()
        assert str(thing) not in page[page.index("<h1") : page.index("</main>")], (
            thing
        )  # not in what is public


def test_the_guard_against_overwriting_is_on_the_pages_of_those_who_may_change(admin_client, looker, things):
    guard = '<input type="hidden" name="opened" value="{&quot;@&quot;: '
    for model in ours():
        page = address(things[model])

        assert admin_client.get(page).content.decode().count(guard) == 1, model
        assert guard not in looker.get(page).content.decode(), model
