"""What a phone needs to put the site on its home screen (W3C Web Application Manifest)."""

from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from mbc_site.models import OrganizationDetails
from web.page_cache.names import SITE
from web.page_cache.public import public_page

PAPER, NIGHT = "#fbf8f2", "#0e3f3c"  # --paper and --night of static/tokens.css
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
)


@public_page(SITE)
@require_safe
def web_manifest(request):
    organization = OrganizationDetails.objects.current()
    home = reverse("home")
    manifest = {
        "id": home,
        "name": organization.name,
        "short_name": organization.name,
        "description": organization.tagline,
        "lang": "en",
        "start_url": home,
        "scope": home,
        "display": "minimal-ui",
        "background_color": PAPER,
        "theme_color": NIGHT,
        "icons": [
            {"src": static(f"icons/{name}"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")
