from support_groups.models import Group
from web.sitemaps import Section

SITEMAPS = {
    "groups": Section(Group.objects.findable, "support_groups:group", changed="updated_at"),
}
