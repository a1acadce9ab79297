"""Two editors, one object of any model: the second sees who changed what, and loses nothing."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group as Role
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Feedback, FormerAddress, Image, Page, Person, SharedText, Topic
from mbc_site.models import OrganizationDetails, SynonymSet
from sources.models import Source
from support_groups.models import (
    AccessFeature,
    Activity,
    Audience,
    Group,
    Language,
    Organization,
    Subtype,
    Venue,
)
from tests.factories import (
    make_article,
    make_feedback,
    make_group,
    make_image,
    make_organization,
    make_page,
    make_person,
    make_source,
    make_topic,
    make_venue,
    picture_bytes,
)
from tests.posting import as_submitted

pytestmark = pytest.mark.django_db

MAKERS = {
    Article: make_article,
    Feedback: make_feedback,
    FormerAddress: lambda: FormerAddress.objects.create(path="/old/", leads_to="/new/"),
    Group: make_group,
    Image: make_image,
    Organization: make_organization,
    OrganizationDetails: OrganizationDetails.objects.create,
    Page: make_page,
    Person: make_person,
    Role: lambda: Role.objects.create(name="Helpers"),
    SharedText: lambda: SharedText.objects.create(key="signs", title="Signs", body="<p>So.</p>"),
    Source: make_source,
    SynonymSet: lambda: SynonymSet.objects.create(words="bumps\nlumps", note="A list"),
    Topic: make_topic,
    User: lambda: User.objects.create_user("somebody"),
    Venue: make_venue,
    **{
        model: lambda model=model: model.objects.create(name="Word", code="word")
        for model in (AccessFeature, Activity, Audience, Language, Subtype)
    },
}
ALSO_SENT = {SharedText: {"is_small_edit": "on"}}
REGISTRY = admin.site._registry


def logged_in(name: str, **names) -> Client:
    client = Client()
    user = User.objects.create_superuser(name, **names)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def member(name: str, app_label: str, codenames: list[str]) -> Client:
    """Somebody on the staff with these permissions only."""
    client, user = Client(), User.objects.create_user(name, is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label=app_label, codename__in=codenames)
    )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def first():
    return logged_in("first")


@pytest.fixture
def second():
    return logged_in("second", first_name="Marie", last_name="Curie")


def page_of(thing, page="change") -> str:
    args = [thing.pk] if page in ("change", "delete") else []
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=args)


def opened(client, thing, **changes) -> dict:
    response = client.get(page_of(thing))
    return as_submitted(response, **ALSO_SENT.get(type(thing), {}), **changes)


def saved(client, thing, **changes) -> None:
    response = client.post(page_of(thing), opened(client, thing, **changes))
    assert response.status_code == 302, response.context["adminform"].form.errors


def text_field(client, thing) -> str:
    """The first field of its form that takes any text."""
    form = client.get(page_of(thing)).context["adminform"].form
    texts = [
        name
        for name, field in form.fields.items()
        if type(field) is forms.CharField and name in form.initial and not field.widget.is_hidden
        if hasattr(thing, name)  # the full name of an account is two columns
    ]
    easy = [name for name in ("name", "note") if name in texts]
    return [*easy, *texts, "username"][0]


def may_be_changed(model) -> bool:
    request = RequestFactory().get("/")
    request.user = User(is_active=True, is_staff=True, is_superuser=True)
    return REGISTRY[model].has_change_permission(request)


def everything_that_staff_edit() -> list:
    return [pytest.param(model, id=model._meta.label) for model in REGISTRY if may_be_changed(model)]


@pytest.mark.parametrize("model", everything_that_staff_edit())
def test_the_second_save_of_anything_is_refused_and_shows_both(first, second, model):
    thing = MAKERS[model]()
    name = text_field(first, thing)
    mine, theirs = (
        "/mine/" if model is FormerAddress else "mine",
        "/theirs/" if model is FormerAddress else "theirs",
    )
    data = opened(first, thing, **{name: mine})
    saved(second, thing, **{name: theirs})

    response = first.post(page_of(thing), data)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Marie Curie saved this less than a minute ago, while you were editing." in page
    assert (
        theirs in page[page.index("conflict-title") : page.index("</section>", page.index("conflict-title"))]
    )
    assert response.context["adminform"].form[name].value() == mine
    thing.refresh_from_db()
    assert getattr(thing, name) == theirs

    again = first.post(page_of(thing), as_submitted(response))

    assert again.status_code == 302
    thing.refresh_from_db()
    assert getattr(thing, name) == mine


@pytest.mark.parametrize("model", everything_that_staff_edit())
def test_a_form_sent_unchanged_leaves_a_newer_save_alone(first, second, model):
    thing = MAKERS[model]()
    name = text_field(first, thing)
    theirs = "/theirs/" if model is FormerAddress else "theirs"
    data = opened(first, thing)
    data = {key: value for key, value in data.items() if key not in ALSO_SENT.get(model, ())}
    saved(second, thing, **{name: theirs})

    response = first.post(page_of(thing), data, follow=True)

    assert "Nothing changed, so there was nothing to save." in response.content.decode()
    thing.refresh_from_db()
    assert getattr(thing, name) == theirs


def test_a_row_they_deleted_comes_back_as_a_new_row_with_what_you_typed(first, second):
    group = make_group()
    group.contacts.create(name="Ann", phone="555-0101")
    group.contacts.create(name="Bea", phone="555-0102")
    data = opened(first, group, **{"contacts-0-phone": "555-0199"})
    saved(second, group, **{"contacts-0-DELETE": "on", "contacts-1-DELETE": "on"})

    response = first.post(page_of(group), data)
    again = first.post(page_of(group), as_submitted(response))

    assert '<span class="sign">Removed:</span> Ann' in response.content.decode()
    assert again.status_code == 302
    assert list(group.contacts.values_list("name", "phone")) == [("Ann", "555-0199")]


def test_a_row_you_delete_after_they_changed_it_is_shown_first(first, second):
    group = make_group()
    group.contacts.create(name="Ann", phone="555-0101")
    data = opened(first, group, **{"contacts-0-DELETE": "on"})
    saved(second, group, **{"contacts-0-phone": "555-0177"})

    response = first.post(page_of(group), data)

    assert "Ann: Phone 555-0177" in response.content.decode()
    assert group.contacts.get().phone == "555-0177"


def test_an_object_they_deleted_can_be_added_again_with_what_you_typed(first, second):
    group = make_group(status="draft")
    group.contacts.create(name="Ann", phone="555-0101")
    data = opened(first, group, summary="Mine.", **{"contacts-0-phone": "555-0199"})
    second.post(page_of(group, "delete"), {"post": "yes"})
    assert not Group.objects.exists()

    response = first.post(page_of(group), data)

    page = response.content.decode()
    assert "Marie Curie deleted this while you were editing." in page
    assert f'action="{page_of(group, "add")}"' in page
    assert not Group.objects.exists()

    assert first.post(page_of(group, "add"), as_submitted(response)).status_code == 302
    added = Group.objects.get()
    assert (added.summary, added.contacts.get().phone) == ("Mine.", "555-0199")


def lists() -> list:
    return [pytest.param(model, id=model._meta.label) for model in REGISTRY if REGISTRY[model].list_editable]


def listed(response) -> dict:
    """What a browser would send of the list as it is, by key of the row."""
    formset = response.context["cl"].formset
    data = {"opened": response.context["opened"], "_save": "Save"}
    for form in [formset.management_form, *formset.forms]:
        data |= {bound.html_name: bound.value() for bound in form}
    return data


def place(data: dict, thing) -> str:
    (name,) = [name for name, value in data.items() if name.endswith("-id") and str(value) == str(thing.pk)]
    return name.removesuffix("-id") + "-position"


@pytest.mark.parametrize("model", lists())
def test_a_list_does_not_overwrite_what_somebody_else_changed(first, second, model):
    model.objects.all().delete()
    things = [model.objects.create(**values) for values in _two(model)]
    page = page_of(things[0], "changelist")
    data = listed(first.get(page))
    theirs = listed(second.get(page))
    assert second.post(page, theirs | {place(theirs, things[0]): 41}).status_code == 302

    told = first.post(page, data | {place(data, things[0]): 17, place(data, things[1]): 18})

    text = told.content.decode()
    assert "Marie Curie saved this less than a minute ago, while you were editing." in text
    assert "Position 41" in text
    assert list(model.objects.order_by("pk").values_list("position", flat=True)) == [41, 2]
    shown = listed(told)
    assert (shown[place(shown, things[0])], shown[place(shown, things[1])]) == ("17", "18")

    assert first.post(page, shown).status_code == 302
    assert list(model.objects.order_by("pk").values_list("position", flat=True)) == [17, 18]


@pytest.mark.parametrize("model", lists())
def test_a_list_sent_unchanged_leaves_a_newer_save_alone(first, second, model):
    model.objects.all().delete()
    things = [model.objects.create(**values) for values in _two(model)]
    page = page_of(things[0], "changelist")
    data = listed(first.get(page))
    saved(second, things[0], position=41)

    assert first.post(page, data).status_code == 302

    assert list(model.objects.order_by("pk").values_list("position", flat=True)) == [41, 2]


def _two(model) -> list[dict]:
    if model is Topic:
        return [
            {"title": "Pain", "slug": "pain", "position": 1},
            {"title": "Sleep", "slug": "sleep", "position": 2},
        ]
    return [{"name": "A", "code": "a", "position": 1}, {"name": "B", "code": "b", "position": 2}]


def test_what_they_deleted_is_shown_to_copy_if_you_may_not_add_it(second):
    group = make_group(status="draft")
    group.contacts.create(name="Ann", phone="555-0101")
    names = ["change_group", "view_group", "change_contact", "view_contact"]
    keeper = member("keeper", "support_groups", names)
    data = opened(keeper, group, summary="Mine.", **{"contacts-0-phone": "555-0199"})
    second.post(page_of(group, "delete"), {"post": "yes"})

    response = keeper.post(page_of(group), data)

    page = response.content.decode()
    assert response.status_code == 409
    assert (
        "Marie Curie deleted this while you were editing. You don’t have permission to add it again." in page
    )
    assert "<pre>Mine.</pre>" in page
    assert "<pre>555-0199</pre>" in page
    assert not Group.objects.exists()


def test_somebody_without_permission_learns_nothing_of_what_was_deleted():
    group = make_group()
    vera = member("vera", "support_groups", [])
    address = page_of(group)
    group.delete()

    assert vera.post(address, {"opened": "{}", "summary": "Mine."}).status_code == 403


def test_a_login_while_an_account_is_edited_is_no_conflict(first):
    user = User.objects.create_user("somebody")
    data = opened(first, user, name="Ann")
    login = timezone.now()
    User.objects.filter(pk=user.pk).update(last_login=login)

    response = first.post(page_of(user), data)

    assert response.status_code == 302
    user.refresh_from_db()
    assert (user.first_name, user.last_login) == ("Ann", login)


def test_your_own_save_in_another_window_is_called_yours(second):
    topic = make_topic()
    data = opened(second, topic, summary="One.")
    saved(second, topic, summary="Two.")

    page = second.post(page_of(topic), data).content.decode()

    assert "You saved this less than a minute ago, after you opened this form" in page
    assert "Marie Curie saved" not in page


def test_a_file_must_be_chosen_again(first, second):
    image = make_image()
    data = opened(first, image, original=SimpleUploadedFile("mine.png", picture_bytes()), title="Mine")
    saved(second, image, original=SimpleUploadedFile("theirs.png", picture_bytes()), title="Theirs")

    page = first.post(page_of(image), data).content.decode()

    assert "Both of you chose a file. To replace theirs, choose yours again. They saved:" in page
    assert " ".join(page.split()).count("Choose your file again: mine.png") == 1


def test_a_row_they_added_is_in_the_form_before_the_one_you_added(first, second):
    group = make_group()
    group.contacts.create(name="Ann", phone="555-0101")
    data = opened(first, group, **another_contact("Mine", "555-0102"))
    saved(second, group, **another_contact("Theirs", "555-0103"))

    response = first.post(page_of(group), data)

    shown = as_submitted(response)
    assert [shown[f"contacts-{number}-name"] for number in range(3)] == ["Ann", "Theirs", "Mine"]

    changed = {"contacts-1-phone": "555-0104"}
    assert first.post(page_of(group), shown | changed).status_code == 302
    assert set(group.contacts.values_list("name", "phone")) == {
        ("Ann", "555-0101"),
        ("Theirs", "555-0104"),
        ("Mine", "555-0102"),
    }


def another_contact(name: str, phone: str) -> dict:
    return {"contacts-TOTAL_FORMS": 2, "contacts-1-name": name, "contacts-1-phone": phone}


def test_rows_you_can_only_look_at_are_no_conflict(second):
    group = make_group()
    group.contacts.create(name="Ann", phone="555-0101")
    names = ["change_group", "view_group", "view_contact"]
    keeper = member("keeper", "support_groups", names)
    data = opened(keeper, group, summary="Mine.")
    data = {name: value for name, value in data.items() if not name.startswith("contacts-0")}
    saved(second, group, **{"contacts-0-phone": "555-0177"})

    assert keeper.post(page_of(group), data).status_code == 302

    group.refresh_from_db()
    assert (group.summary, group.contacts.get().phone) == ("Mine.", "555-0177")
