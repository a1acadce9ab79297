"""Which tables of this app visitors see."""

from web.page_cache.names import ARTICLES, SITE
from web.page_cache.shown_tables import Shown, declare

ALL = Shown(ARTICLES)
# Visitors read editions, so a draft can be saved without any page changing.
WORKING_COPY = (
    *("title", "summary", "image_id", "key_points", "body", "reviewer_id", "reviewed_on", "next_review_on"),
    *(
        "report_opened_at",
        "report_closed_at",
        "report_closed_by_name",
        "edit_token",
        "created_at",
        "updated_at",
    ),
)
SHOWN = {
    "articles.Article": Shown(ARTICLES, hidden=WORKING_COPY),
    "articles.Article_topics": ALL,
    "articles.Article_related": ALL,
    "articles.Byline": ALL,
    "articles.Citation": Shown(ARTICLES, if_set="edition_id"),  # the others are of working copies
    "articles.Edition": ALL,
    "articles.EditionReading": ALL,
    "articles.FormerAddress": ALL,
    "articles.Image": ALL,
    "articles.Page": Shown(SITE),  # every page of the site links to the pages about it
    "articles.Person": ALL,
    "articles.SharedText": ALL,
    "articles.SharedTextSource": ALL,
    "articles.Topic": ALL,
    "articles.Wording": ALL,
}
NOT_SHOWN = {
    "articles.Appearance": "derived by triggers in the transaction of a change to the tables above",
    "articles.Authorship": "the authors of a working copy; those of an edition are its bylines",
    "articles.EditionFigure": "tells staff whether a picture has changed; the text of an edition has it drawn already",
    "articles.Feedback": "its pages are never kept; what is said of all of it changes at midnight",
    "articles.FurtherReading": "belongs to a working copy; an edition has its own",
    "articles.ListLength": "counted by triggers in the transaction of a change to the tables above",
    "articles.ReportLine": "the report of an import, for editors",
    "articles.SharedPreview": "has a secret address and is never kept",
}

declare(SHOWN, NOT_SHOWN)
