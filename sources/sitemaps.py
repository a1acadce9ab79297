from sources.models import Source
from web.sitemaps import Section

SITEMAPS = {
    "sources": Section(Source.objects.listed, "sources:source", slug="key", changed="updated_at"),
}
