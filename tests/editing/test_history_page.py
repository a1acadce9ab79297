"""The history of a record: one line for each event, any two versions compared, a preview of restoring."""

import pytest
import reversion
from django.contrib import admin
from django.urls import reverse
from reversion.models import Version

from editing.history import HistoryAdmin
from history.models import Entry
from history.recording import happened
from tests.editing.marking import marked
from tests.editing.test_stale_save import ALSO_SENT, MAKERS, opened, page_of, text_field
from tests.factories import make_article, make_person, make_source, make_topic
from tests.posting import as_submitted, kept

pytestmark = pytest.mark.django_db

KEPT = [model for model, model_admin in admin.site._registry.items() if isinstance(model_admin, HistoryAdmin)]


def address(thing, page: str, *keys) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk, *keys])


def saved(client, thing, **changes):
    response = client.post(page_of(thing), opened(client, thing, **changes))
    assert response.status_code == 302, response.context["adminform"].form.errors
    thing.refresh_from_db()


def entries(client, thing) -> list[tuple[str, str]]:
    page = client.get(address(thing, "history")).context["page"]
    return [(entry.by_name, entry.words) for entry in page]


def compared(client, thing, a, b):
    return client.get(address(thing, "compare"), {"a": a, "b": b})


def version_keys(thing) -> list[int]:
    return [version.pk for version in Version.objects.get_for_object(thing)]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_every_kind_of_record_has_a_history_that_compares_and_previews(admin_client, model):
    thing = MAKERS[model]()
    kept(thing)
    name = text_field(admin_client, thing)
    saved(admin_client, thing, **{name: "Something else"})
    newer, older = version_keys(thing)

    differences = compared(admin_client, thing, newer, older).context["differences"]
    preview = admin_client.get(address(thing, "revision", older)).context["differences"]

    assert entries(admin_client, thing)[0][1].startswith("Changed the ")
    assert len(entries(admin_client, thing)) == 2
    assert "{+Something else+}" in marked(differences[0].changes)
    assert "[-Something else-]" in marked(preview[0].changes)


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_a_save_that_changes_nothing_leaves_no_trace(admin_client, model):
    thing = MAKERS[model]()
    kept(thing)

    response = admin_client.post(page_of(thing), as_submitted(admin_client.get(page_of(thing))))

    assert response.status_code == 302
    assert len(version_keys(thing)) == 1
    assert Entry.objects.of(thing._meta.label_lower, thing.pk).count() == 1


def test_entries_say_who_and_what_newest_first(as_ada):
    article = make_article(title="Before", body="<p>One.</p><p>Two.</p><p>Three.</p>")
    saved(as_ada, article, title="After", body="<p>One.</p><p>2.</p><p>3.</p>")
    happened(article, "Reviewed elsewhere.", name="A friend")

    assert entries(as_ada, article) == [
        ("A friend", "Reviewed elsewhere."),
        ("Ada", "Changed the title and 2 paragraphs of the text."),
    ]


def test_rows_are_named_and_many_are_counted(as_ada):
    article = make_article(authors=[])
    for person in range(5):
        make_person(name=f"Person {person}")
    rows = {
        f"authorships-{n}-person": person.pk
        for n, person in enumerate(make_person(name="P") for _ in range(5))
    }
    rows |= {f"authorships-{n}-position": n for n in range(5)}
    saved(as_ada, article, **{"authorships-TOTAL_FORMS": 5}, **rows)

    (_who, words), *_rest = entries(as_ada, article)

    assert words.endswith("and 2 more”.")


def test_rows_and_choices_are_compared_by_name(as_ada):
    topic, author = make_topic(title="Bone pain"), make_person(name="Marisol Vega")
    article = make_article(topics=[topic], authors=[author])
    kept(article)
    saved(as_ada, article, topics=[], **{"authorships-0-DELETE": "on"})

    newer, older = version_keys(article)
    found = compared(as_ada, article, older, newer).context["differences"]

    assert [(difference.label, marked(difference.changes)) for difference in found] == [
        ("Topics", "[-Bone pain\n-]"),
        ("authors", "[-Marisol Vega\n-]"),
    ]


def test_a_version_is_compared_with_now_in_text_and_not_in_html(as_ada):
    article = make_article(body="<p>Take <strong>20</strong> mg.</p>")
    kept(article)
    type(article).objects.filter(pk=article.pk).update(body="<p>Take <strong>2</strong> mg.</p>")

    page = compared(as_ada, article, version_keys(article)[0], "now")

    assert marked(page.context["differences"][0].changes) == "Take [-20-]{+2+} mg.\n"
    assert "strong&gt;" not in page.content.decode()


@pytest.mark.parametrize("keys", [("", ""), ("x", "now"), ("9" * 18, "now"), ("now", "now"), ("-1", "1")])
def test_impossible_versions_lead_back_to_the_history(as_ada, keys):
    article = make_article()
    kept(article)

    response = compared(as_ada, article, *keys)

    assert response.status_code == 302
    assert response.headers["Location"] == address(article, "history")


def test_versions_of_another_record_are_not_shown(as_ada):
    article, other = make_article(), make_article(title="Not yours")
    kept(article), kept(other)

    assert compared(as_ada, article, version_keys(article)[0], version_keys(other)[0]).status_code == 302


def test_who_may_not_see_a_record_sees_no_history(as_vera, as_rosalind):
    article = make_article(title="Quiet")
    kept(article)
    key = version_keys(article)[0]

    assert as_vera.get(address(article, "history")).status_code == 403
    assert compared(as_vera, article, key, "now").status_code == 403
    page = as_rosalind.get(address(article, "history")).content.decode()
    assert "Compare with now" in page
    assert "Restore…" not in page
    assert compared(as_rosalind, article, key, "now").status_code == 200


def test_the_history_of_a_record_that_is_gone_leads_to_the_start(as_ada):
    article = make_article()
    gone = address(article, "history")
    article.delete()

    assert as_ada.get(gone).status_code == 302


def test_a_restored_version_is_an_entry_and_leads_to_the_form(as_ada):
    article = make_article(title="Before")
    kept(article)
    saved(as_ada, article, title="After")
    revision = address(article, "revision", version_keys(article)[-1])

    response = as_ada.post(revision, as_submitted(as_ada.get(revision), **ALSO_SENT.get(type(article), {})))

    assert response.headers["Location"] == page_of(article)
    (who, words), *_rest = entries(as_ada, article)
    assert who == "Ada"
    assert words.startswith("Restored the version of ")


def test_an_archived_source_has_one_entry_and_one_that_was_archived_has_none(as_ada):
    active, archived = make_source(), make_source(status="archived")
    as_ada.post(
        reverse("admin:sources_source_changelist"),
        {"action": "archive", "_selected_action": [active.pk, archived.pk]},
    )

    assert entries(as_ada, active) == [("Ada", "Archived.")]
    assert entries(as_ada, archived) == []


def test_a_long_history_is_paged_and_quick(as_ada, django_assert_max_num_queries):
    article = make_article(title="0")
    for number in range(500):
        with reversion.create_revision():
            reversion.set_comment(f"Saved {number}")
            reversion.add_to_revision(article)

    with django_assert_max_num_queries(15):
        page = as_ada.get(address(article, "history"))

    assert [entry.words for entry in page.context["page"]][:2] == ["Saved 499", "Saved 498"]
    assert len(page.context["page"]) == 50
