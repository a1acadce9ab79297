from support_groups.admin import group, organization, venue, vocabularies

__all__ = ["group", "organization", "venue", "vocabularies"]
