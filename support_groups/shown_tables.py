"""Which tables of this app visitors see."""

from web.page_cache.names import DIRECTORY
from web.page_cache.shown_tables import Shown, declare

ALL = Shown(DIRECTORY)
SHOWN = {
    "support_groups.AccessFeature": ALL,
    "support_groups.Activity": ALL,
    "support_groups.Audience": ALL,
    "support_groups.Confirmation": ALL,
    "support_groups.Contact": ALL,
    "support_groups.DataSource": ALL,
    "support_groups.ExternalIdentifier": ALL,
    "support_groups.FormerSlug": ALL,
    "support_groups.Group": ALL,
    "support_groups.Group_access": ALL,
    "support_groups.Group_activities": ALL,
    "support_groups.Group_audiences": ALL,
    "support_groups.Group_languages": ALL,
    "support_groups.Group_subtypes": ALL,
    "support_groups.Language": ALL,
    "support_groups.MeetingPattern": ALL,
    "support_groups.Organization": ALL,
    "support_groups.PublicChange": ALL,
    "support_groups.ScheduleException": ALL,
    "support_groups.Subtype": ALL,
    "support_groups.Venue": ALL,
    "support_groups.VenueAccess": ALL,
}
NOT_SHOWN = {
    "support_groups.GroupImport": "waits for a coordinator's decisions",
    "support_groups.GroupImportRow": "waits for a coordinator's decisions",
    "support_groups.GroupSearch": "computed from the other tables before each search",
    "support_groups.Occurrence": "computed from the other tables before each search",
    "support_groups.SearchMark": "what the next search computes again",
    "support_groups.UnansweredCall": "for coordinators",
}

declare(SHOWN, NOT_SHOWN)
