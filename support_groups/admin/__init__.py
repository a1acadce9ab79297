from support_groups.admin import group, organization, venue, vocabularies
