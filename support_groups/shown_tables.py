"""Which tables of this app visitors see."""

from web.page_cache.names import DIRECTORY
from web.page_cache.shown_tables import Shown, declare

ALL = Shown(DIRECTORY)
SHOWN = {
    "support_groups.AccessFeature": ALL,
    "support_groups.Activity": ALL,
    "support_groups.Audience": ALL,
    "support_groups.Contact": ALL,
    "support_groups.FormerSlug": ALL,
    "support_groups.Group": ALL,
    "support_groups.Group_access": ALL,
    "support_groups.Group_activities": ALL,
    "support_groups.Group_audiences": ALL,
    "support_groups.Group_languages": ALL,
    "support_groups.Group_subtypes": ALL,
    # What searches find by. A search that finds these locked uses them as they are, so they count on their own.
    "support_groups.GroupSearch": ALL,
    "support_groups.Occurrence": ALL,
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
    "support_groups.ExternalIdentifier": "recognizes groups of a file",
    "support_groups.DataSource": "recognizes groups of a file",
    "support_groups.Confirmation": "the history of what a group has in its own columns",
    "support_groups.GroupCount": "counted by triggers in the transaction of a change to the search rows",
    "support_groups.GroupImport": "waits for a coordinator's decisions",
    "support_groups.GroupImportRow": "waits for a coordinator's decisions",
    "support_groups.SearchMark": "which groups to compute again",
    "support_groups.UnansweredCall": "for coordinators",
}

declare(SHOWN, NOT_SHOWN)
