"""Which tables of the roof, and of the packages that it installs, visitors see."""

from web.page_cache.names import SITE
from web.page_cache.shown_tables import Shown, declare

SHOWN = {
    "mbc_site.OrganizationDetails": Shown(SITE),
    "mbc_site.SynonymSet": Shown(SITE),  # what a search finds
}
STAFF = "about people who log in"
NOT_SHOWN = {
    "mbc_site.DailyRun": "for whoever runs the site",
    "mbc_site.IndexMark": "what a search is to index anew",
    "mbc_site.SearchDocument": "what pages show anyway, for searches",
    "mbc_site.SearchWord": "words that pages show anyway, for searches",
    "mbc_site.MissedSearch": "for staff",
    "mbc_site.MissedSearchKey": "for this process",
    "web.ContentVersion": "the counters themselves",
    "web.CountedRequest": "who asked how often",
    "web.QueuedMail": "messages",
    "history.Entry": "what staff did",
    "admin.LogEntry": "what staff did",
    "auth.Group": STAFF,
    "auth.Group_permissions": STAFF,
    "auth.Permission": STAFF,
    "auth.User": STAFF,
    "auth.User_groups": STAFF,
    "auth.User_user_permissions": STAFF,
    "axes.AccessAttempt": STAFF,
    "axes.AccessAttemptExpiration": STAFF,
    "axes.AccessFailureLog": STAFF,
    "axes.AccessLog": STAFF,
    "contenttypes.ContentType": "names of models",
    "reversion.Revision": "earlier versions, for staff",
    "reversion.Version": "earlier versions, for staff",
    "sessions.Session": STAFF,
}

declare(SHOWN, NOT_SHOWN)
