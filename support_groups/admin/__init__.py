from support_groups.admin import group, organisation, venue, vocabularies

__all__ = ["group", "organisation", "venue", "vocabularies"]
