from django.contrib import admin
from django.urls import include, path

from mbc_site import bibliography, sitemaps, views
from mbc_site.cards.views import card
from mbc_site.search_pages.views import search_page, suggestions
from mbc_site.web_manifest import web_manifest

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("", include("articles.urls")),
    path("sources/", bibliography.Bibliography.as_view()),  # these three know articles, too
    path("sources/<slug:key>/", bibliography.SourcePage.as_view()),
    path("sources/export.<reference_format:format>", bibliography.BibliographyExport.as_view()),
    path("sources/", include("sources.urls")),
    path("support-groups/", include("support_groups.urls")),
    path("search/", search_page, name="search"),
    path("search/suggest/", suggestions, name="search_suggest"),
    path("admin/", include("mbc_site.accounts.urls")),
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-lists.xml", sitemaps.lists, name="sitemap_lists"),
    path("sitemap-<slug:name>-<int:number>.xml", sitemaps.section, name="sitemap_section"),
    path("robots.txt", views.Robots.as_view(), name="robots"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("media/<path:path>", views.media, name="media"),
    path("cards/<card_name:name>.png", card, name="card"),
    path("site.webmanifest", web_manifest, name="web_manifest"),
]

handler400 = "mbc_site.failures.bad_request"
handler404 = "mbc_site.views.not_found"
handler500 = "mbc_site.failures.server_error"
