"""Lists and tables as imports write them: the editor leaves them alone, and readers see them in full."""

import pytest

from articles.editor import BodyFormField
from articles.markup import clean
from tests.factories import make_article, make_published

LISTS = (
    '<ol start="3"><li>Three</li><li>Four<ol type="a"><li>Four a<ol start="4" type="i"><li>Four a iv</li></ol></li></ol>'
    '<ul><li>A dot</li></ul></li></ol><p>Between.</p><ol><li>One</li></ol><ol start="3" type="A"><li>C</li></ol>'
)
MERGED = (
    '<table><caption>Side effects</caption><thead><tr><th rowspan="2" scope="col">Effect</th><th colspan="2">How often</th>'
    '</tr><tr><th>all</th><th>severe</th></tr></thead><tbody><tr><td rowspan="2">Rash</td><td>8%</td><td>1%</td></tr><tr>'
    '<td colspan="2">not counted</td></tr></tbody></table>'
)
FULL_CELL = (
    '<table><tbody><tr><th rowspan="2">Fever</th><td><p>Call now.</p><p>Say this:</p><ol start="2"><li>name</li><li>drug'
    '<ul><li>dose</li></ul></li></ol></td></tr><tr><td><figure class="figure"><figcaption>A thermometer</figcaption></figure>'
    "<table><tbody><tr><td>in</td><td>side</td></tr></tbody></table></td></tr></tbody></table>"
)


@pytest.mark.parametrize("body", [LISTS, MERGED, FULL_CELL], ids=["lists", "merged", "full cell"])
def test_imported_structure_is_unchanged_by_the_editor(editor, body):
    editor.open(make_article(body=body))

    written = editor.data()

    assert clean(body).replace(' id="fever"', "") == body
    assert not BodyFormField().has_changed(body, written), written


def test_lists_count_for_readers_as_they_do_in_the_file(live_server, page):
    article = make_published(slug="lists", body=LISTS)
    page.goto(live_server.url + article.get_absolute_url())

    kinds = (
        page.locator("ol:has(> li)")
        .filter(has_text="Four a iv")
        .evaluate_all("lists => lists.map(list => [list.start, getComputedStyle(list).listStyleType])")
    )

    assert kinds == [[3, "decimal"], [1, "lower-alpha"], [4, "lower-roman"]]


@pytest.mark.parametrize("width", [360, 1440])
def test_tables_in_tables_and_merged_cells_stay_inside_the_page(live_server, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    article = make_published(slug="tables", body=MERGED + FULL_CELL)
    page.goto(live_server.url + article.get_absolute_url())

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.get_by_role("region", name="Side effects", exact=True).count() == 1
    assert page.get_by_role("region", name="Table").count() == 1
    gaps = page.locator("td > p + p").evaluate("p => getComputedStyle(p).marginTop")
    assert float(gaps.removesuffix("px")) > 0
