import pytest
from django.template import Context, Template

from articles.models import Page
from tests.factories import cite, make_image, make_page, make_source

pytestmark = pytest.mark.django_db


def drawn(text: str, **context) -> str:
    return Template("{% load articles_tags %}" + text).render(Context(context))


def test_the_foot_of_a_page_lists_what_is_public_in_its_order():
    make_page(title="Privacy", position=2)
    make_page(title="Contact", position=1)
    make_page(title="Not yet", is_published=False)

    found = drawn("{% public_pages as pages %}{% for page in pages %}{{ page.title }};{% endfor %}")

    assert found == "Contact;Privacy;"


def test_a_picture_has_its_size_its_words_and_its_widths():
    image = make_image(alt='A "teal" <field>')

    html = drawn("{% picture one %}", one=image.picture)

    assert """alt='A "teal" &lt;field&gt;'""" in html
    assert f'width="{image.width}"' in html
    assert f'height="{image.height}"' in html
    assert 'type="image/avif"' in html
    assert image.src in html


def test_the_text_of_a_page_is_rendered_with_its_citations():
    make_source(key="redig2013")
    page = make_page(body=f"<h2>How</h2><p>We check.{cite('redig2013')}<script>alert(1)</script></p>")

    html = drawn("{% body_of page %}", page=Page.objects.get(pk=page.pk))

    assert '<h2 id="how"' in html
    assert "doc-noteref" in html
    assert "<script" not in html
