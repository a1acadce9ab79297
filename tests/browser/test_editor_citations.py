from articles.models import Article
from tests.factories import cite, make_article, make_source


def redig(**fields):
    values = {
        "key": "redig2013",
        "title": "Breast cancer as a systemic disease",
        "authors": [{"family": "Redig", "given": "A. J."}],
        "year": 2013,
        "doi": "10.1111/joim.12084",
        "pmid": "23844915",
    }
    return make_source(**values | fields)


def test_a_citation_is_found_by_author_and_set_at_the_caret(editor):
    redig()
    editor.open(make_article(body="<p>It spreads.</p>")).caret_at_end()

    editor.button("citation").click()
    editor.write("redig")
    editor.page.get_by_role("option", name="Redig 2013").click()
    editor.page.get_by_role("button", name="Insert citation").click()
    editor.write(" And on.")

    assert editor.data().strip() == (
        '<p>It spreads.<sup class="citation" data-source="redig2013">Redig 2013</sup> And on.</p>'
    )
