"""Which tables of this app visitors see."""

from web.page_cache.names import ARTICLES
from web.page_cache.shown_tables import Shown, declare

ALL = Shown(ARTICLES)
SHOWN = {
    "articles.Appearance": ALL,
    "articles.Article": ALL,
    "articles.Article_topics": ALL,
    "articles.Article_related": ALL,
    "articles.Byline": ALL,
    "articles.Citation": ALL,
    "articles.Edition": ALL,
    "articles.EditionReading": ALL,
    "articles.FormerAddress": ALL,
    "articles.Image": ALL,
    "articles.Page": ALL,
    "articles.Person": ALL,
    "articles.SharedText": ALL,
    "articles.SharedTextSource": ALL,
    "articles.Topic": ALL,
}
NOT_SHOWN = {
    "articles.Authorship": "the authors of a working copy; those of an edition are its bylines",
    "articles.FurtherReading": "belongs to a working copy; an edition has its own",
    "articles.ReportLine": "the report of an import, for editors",
    "articles.SharedPreview": "has a secret address and is never kept",
}

declare(SHOWN, NOT_SHOWN)
