"""The paginator shows at each page what a plain slice shows."""

import pytest
from django.http import Http404

from articles.models import Topic
from tests.factories import make_topic
from web.pages import DeepPaginator, NoSuchPage, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("rows", [0, 1, 4, 5, 6, 23])
def test_each_row_is_on_one_page_in_order(rows):
    for place in range(rows):
        make_topic(position=place % 3)
    topics = Topic.objects.order_by("position", "-title")
    paginator = DeepPaginator(topics.values("pk"), 5, rows=topics)

    pages = [list(paginator.page(number)) for number in paginator.page_range]

    everything = list(topics)
    assert pages == [everything[start : start + 5] for start in range(0, max(rows, 1), 5)]


def test_pages_of_the_second_half_are_counted_from_the_end(django_assert_num_queries):
    for _ in range(20):
        make_topic()
    topics = Topic.objects.order_by("pk")
    paginator = DeepPaginator(topics.values("pk"), 5, rows=topics)

    with django_assert_num_queries(3) as asked:
        list(paginator.page(2)), list(paginator.page(4))

    counted, second, last = (query["sql"] for query in asked)
    assert "COUNT" in counted
    assert "OFFSET 5" in second
    assert "OFFSET" not in last
    assert "DESC LIMIT 5" in last


def test_a_page_that_does_not_exist_is_named():
    paginator = DeepPaginator(Topic.objects.order_by("pk").values("pk"), 5, rows=Topic.objects.all())

    with pytest.raises(NoSuchPage) as refused:
        page_of(paginator, "7")

    assert isinstance(refused.value, Http404)
    assert str(refused.value) == "There is no page 7. This list has 1 page."
    assert (
        page_of(paginator, None).number
        == page_of(paginator, "").number
        == page_of(paginator, "01").number
        == 1
    )
