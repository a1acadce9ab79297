"""schema.org description of the organization and its website, as a plain dict (JSON-LD)."""

from collections.abc import Callable

from django.urls import reverse

from mbc_site.models import OrganizationDetails
from web.languages import page_language


def site(organization: OrganizationDetails, absolute: Callable[[str], str], *, logo: str) -> dict:
    """Organization and WebSite, with its search."""
    home = absolute(reverse("home"))
    website = {
        "@type": "WebSite",
        "@id": f"{home}#website",
        "url": home,
        "name": organization.name,
        "description": organization.tagline,
        "inLanguage": page_language(),
        "publisher": {"@id": f"{home}#organization"},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return {
        "@context": "https://schema.org",
        "@graph": [_organization(organization, home, absolute(logo)), website],
    }


def _organization(organization: OrganizationDetails, home: str, logo: str) -> dict:
    data = {
        "@type": "Organization",
        "@id": f"{home}#organization",
        "url": home,
        "name": organization.name,
        "logo": logo,
        "email": organization.email,
        "address": organization.postal_address,
    }
    if organization.helpline:
        data["contactPoint"] = {
            "@type": "ContactPoint",
            "contactType": "helpline",
            "telephone": organization.helpline,
        }
    return {name: value for name, value in data.items() if value}
