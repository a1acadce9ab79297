"""axe on every staff page: named controls, 24-pixel targets, links recognizable without color."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from sources.models import Source, SourceImport
from support_groups.models import Group, GroupImport
from tests.browser.axe import violations
from tests.browser.pages import make_site
from tests.browser.test_directory_admin import log_in
from tests.factories import make_article, make_report, make_source
from tests.posting import kept

pytestmark = pytest.mark.django_db(transaction=True)

# Colors depend on the scheme and sizes on the width, never one on the other.
LOOKS = [(1300, "light"), (390, "dark")]
ARTICLE_PAGES = ("publish", "history", "share", "withdraw")
RIS = b"TY  - JOUR\nTI  - A study of scans\nAU  - Doe, Jane\nPY  - 2020\nER  - \nTY  - JOUR\nPY  - 2021\nER  - \n"
GROUPS = b"Group,Agency,Town,Color\nLantern,Heron House,Akron,red\n,Heron House,Akron,blue\n"


@pytest.fixture
def root(db):
    client = Client()
    user = User.objects.create_superuser("root", password="secret")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def root_page(live_server, complaints, context, root):
    log_in(context, root)
    return context.new_page()


def change(record) -> str:
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def records_of(site) -> list:
    group = Group.objects.exclude(venue=None).exclude(organization=None)[0]
    article, source = site.article, Source.objects.get(key="work0")
    people = [article.topics.first(), article.authors.first(), article.image]
    return [article, *people, source, group, group.venue, group.organization, User.objects.first()]


def pages_of_models(site, page: str) -> list[str]:
    models = [record._meta for record in records_of(site)]
    return [reverse(f"admin:{model.app_label}_{model.model_name}_{page}") for model in models]


def lists(site) -> list[str]:
    return [f"{address}?o=1" for address in pages_of_models(site, "changelist")]


def forms_of_texts(site) -> list[str]:
    return [change(record) for record in records_of(site)[:5]]


def forms_of_the_directory_and_accounts(site) -> list[str]:
    return [change(record) for record in records_of(site)[5:]]


def empty_forms(site) -> list[str]:
    return pages_of_models(site, "add")


def other_pages(site) -> list[str]:
    venue = Group.objects.exclude(venue=None)[0].venue
    return [
        *(reverse(f"admin:{page}") for page in ("index", "guide", "activity", "articles_article_import")),
        reverse("admin:support_groups_group_calling"),
        *(reverse(f"admin:articles_article_{page}", args=[site.article.pk]) for page in ARTICLE_PAGES),
        *pages_of_versions_and_editions(site.article),
        reverse("admin:sources_source_merge")
        + "?pk={}&pk={}".format(*Source.objects.values_list("pk", flat=True)[:2]),
        reverse("admin:articles_topic_delete", args=[site.article.topics.first().pk]),
        reverse("admin:support_groups_venue_close", args=[venue.pk]),
    ]


def pages_of_versions_and_editions(article) -> list[str]:
    """Comparing and restoring a version, moving and calling off an edition that waits."""
    kept(article)
    version = Version.objects.get_for_object(article)[0]
    type(article).objects.filter(pk=article.pk).update(
        summary="Other words.", body=f"<p><strong>New.</strong></p>{article.body}"
    )
    article.refresh_from_db()
    edition = article.publish(by=None, kind="edit", at=timezone.now() + timedelta(days=2))
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    return [
        f"{compare}?a={version.pk}&b=now",
        reverse("admin:articles_article_revision", args=[article.pk, version.pk]),
        *(
            reverse(f"admin:articles_article_{page}", args=[article.pk, edition.number])
            for page in ("move", "call_off")
        ),
    ]


def import_pages(client) -> list[str]:
    """A file of sources before and after it is added, a file of groups being mapped, looked through and saved."""
    make_source(key="alike", title="A study of scans")
    for _ in range(2):
        client.post(
            reverse("admin:sources_source_import"), {"file": SimpleUploadedFile("a.ris", RIS)}, follow=True
        )
    looked, added = SourceImport.objects.order_by("pk")
    client.post(reverse("admin:sources_source_import_decide", args=[added.pk]), {"confirm": ""}, follow=True)
    page = "admin:support_groups_group_import"
    said = {f"column-{n}": name for n, name in enumerate(["name", "organization", "town", ""])}
    said |= {"stage_fit": "breast", "time_zone": "America/New_York", "arrival": "draft"}
    for _ in range(3):
        client.post(reverse(page), {"file": SimpleUploadedFile("groups.csv", GROUPS)})
    mapped, previewed, saved = GroupImport.objects.order_by("pk")
    for staged_import in (previewed, saved):
        client.post(reverse(f"{page}_mapping", args=[staged_import.pk]), said, follow=True)
    client.post(reverse(f"{page}_decide", args=[saved.pk]), {"confirm": ""}, follow=True)
    return [
        reverse("admin:sources_source_import"),
        *(
            reverse("admin:sources_source_import_detail", args=[staged_import.pk])
            for staged_import in (looked, added)
        ),
        reverse(page),
        reverse(f"{page}_mapping", args=[mapped.pk]),
        *(reverse(f"{page}_detail", args=[staged_import.pk]) for staged_import in (previewed, saved)),
    ]


def found(page, addresses, host) -> list[str]:
    """What axe says of each page in each look."""
    said = []
    for address in addresses:
        response = page.goto(host + address)
        assert response.status == 200, address
        if page.locator("textarea[data-type=ckeditortype]").count():
            page.locator("iframe.cke_wysiwyg_frame").first.wait_for()
        # static/admin.js names boxes in the next frame after select2 made them.
        page.wait_for_function("!document.querySelector('.select2-selection:not([aria-label])')")
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 1000})
            page.emulate_media(color_scheme=scheme)
            page.evaluate("Promise.all(document.getAnimations().map(fade => fade.finished))")
            said += [f"{address} at {width}, {scheme}: {line}" for line in violations(page)]
    print(*said, sep="\n")  # pytest shows it whole, where it would cut a list
    return said


@pytest.mark.parametrize(
    "pages", [lists, forms_of_texts, forms_of_the_directory_and_accounts, empty_forms, other_pages]
)
def test_axe_finds_nothing_in_lists_and_forms(live_server, root_page, pages):
    assert found(root_page, pages(make_site()), live_server.url) == []


def test_axe_finds_nothing_on_the_import_pages(live_server, root_page, root):
    assert found(root_page, import_pages(root), live_server.url) == []


def test_axe_finds_nothing_beside_a_text_with_an_import_report(live_server, root_page):
    article = make_article(body="<p>Take two tablets.</p>")
    loss = {"kind": "missing", "text": "≤ 5", "before": "Take ", "after": " tablets", "passage": "Take two"}
    make_report(article, loss, {"text": "long " * 100, "passage": "gone"}, {"ticked_at": timezone.now()})
    addresses = [change(article), reverse("admin:articles_article_publish", args=[article.pk])]

    assert found(root_page, addresses, live_server.url) == []


def test_axe_finds_nothing_when_signing_in(live_server, page):
    page.goto(live_server.url + reverse("admin:login"))
    assert violations(page) == []

    page.get_by_label("Password").fill("wrong")
    page.get_by_label("Email or user name").fill("nobody")
    page.keyboard.press("Enter")
    page.get_by_text("This password doesn’t belong to this").wait_for()
    assert violations(page) == []


def test_controls_that_open_later_have_names_too(live_server, root_page):
    """Rows that are added, boxes that are opened, an error after a save."""
    page, site = root_page, make_site()
    page.goto(live_server.url + change(site.article))
    page.get_by_role("link", name="Add another").first.click()
    page.locator(".select2-selection--single").first.click()
    page.locator(".select2-search--dropdown input").wait_for()
    opened = [
        line for line in violations(page) if not line.startswith("target-size")
    ]  # the open list covers links
    print(*opened, sep="\n")
    assert opened == []

    page.goto(live_server.url + change(site.article))
    page.locator("#id_title").fill("")
    page.locator("[name=_continue]").first.click()
    page.locator(".errornote").wait_for()
    assert violations(page) == []


def test_a_control_in_a_table_is_labeled_by_its_column_and_row(live_server, root_page):
    page, site = root_page, make_site()
    page.goto(live_server.url + change(site.article))

    box = page.locator("#id_authorships-0-person-selection")

    assert box.evaluate("box => box.getAttribute('aria-label')") == "Author 1"
    row = page.locator("#authorships-0")
    assert row.get_by_role("spinbutton", name="Position 1").is_visible()
    assert row.get_by_role("checkbox", name="Delete? 1").is_visible()


def test_what_prevents_a_deletion_is_marked_by_more_than_color(live_server, root_page):
    make_site()
    venue = Group.objects.exclude(venue=None)[0].venue
    root_page.goto(live_server.url + reverse("admin:support_groups_venue_changelist"))
    root_page.locator(f".action-select[value='{venue.pk}']").check()
    root_page.locator("select[name=action]").select_option("delete_selected")
    root_page.locator("[name=index]").first.click()
    root_page.get_by_role("heading", name="Nothing was deleted").wait_for()

    assert violations(root_page) == []


def test_axe_finds_nothing_in_forms_that_a_reviewer_can_only_read(
    live_server, complaints, context, as_rosalind
):
    log_in(context, as_rosalind)
    page, site = context.new_page(), make_site()
    addresses = [change(site.article), change(Source.objects.get(key="work0")), change(site.article.image)]

    assert found(page, addresses, live_server.url) == []
