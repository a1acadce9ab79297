from support_groups.models.addresses import FormerSlug
from support_groups.models.calls import UnansweredCall
from support_groups.models.confirmation import Confirmation
from support_groups.models.contact import Contact
from support_groups.models.data_source import DataSource, ExternalIdentifier
from support_groups.models.directory_size import directory_size
from support_groups.models.families import Families, originals_with_patterns, other_versions
from support_groups.models.group import Group
from support_groups.models.group_count import GroupCount, number_of_listings_for
from support_groups.models.group_search import GroupSearch
from support_groups.models.importing import GroupImport, GroupImportRow
from support_groups.models.listed_groups import add_contacts, exported_groups, group_with_page, listed_groups
from support_groups.models.meeting import MeetingPattern, Occurrence
from support_groups.models.organization import Organization
from support_groups.models.public_change import PublicChange
from support_groups.models.queryset import GroupQuerySet
from support_groups.models.schedule_exception import ScheduleException
from support_groups.models.search_mark import SearchMark
from support_groups.models.search_queryset import GroupSearchQuerySet
from support_groups.models.venue import Venue, VenueAccess, is_door
from support_groups.models.vocabulary import AccessFeature, Activity, Audience, Language, Subtype
