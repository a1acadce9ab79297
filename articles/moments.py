"""When public pages change because the time of an edition comes, or an article is withdrawn at a later day."""

import datetime

from django.db.models import Min

from articles.models import Article, Edition
from web.page_cache.moments import also_changes
from web.page_cache.names import ARTICLES


def next_edition(at: datetime.datetime) -> datetime.datetime | None:
    """The next moment at which visitors read another edition of any article, or no longer read an article."""
    waiting = Edition.objects.in_force().filter(published_at__gt=at).aggregate(first=Min("published_at"))
    leaving = Article.objects.filter(withdrawn_at__gt=at).aggregate(first=Min("withdrawn_at"))
    return min(filter(None, (waiting["first"], leaving["first"])), default=None)


also_changes(ARTICLES, next_edition)
